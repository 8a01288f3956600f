"""Letters that come back: the status page says so, and the person puts it right themselves."""

# M11 M31

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, cast

import pytest
from django.test import Client

from hearback.channels import outbox
from hearback.channels.models import Message
from hearback.channels.numbers import agree
from hearback.channels.reports import returned
from hearback.pipeline.models import Application
from hearback.portal.tests.makers import address_of
from tests.cast import NOW, apply, make_cast
from tests.relay import TestRelay
from tests.twilio import TestTwilio

if TYPE_CHECKING:
    from django.http import HttpResponse

    from hearback.careers.tests.conftest import Clock

pytestmark = pytest.mark.django_db(transaction=True)

NUMBER = "+14165550199"
LATER = NOW + timedelta(minutes=5)


@pytest.fixture
def ana(relay: TestRelay, page_clock: Clock) -> Application:
    """Somebody whose address does not exist: her receipt came back."""
    application = apply(make_cast())
    outbox.send_due(clock=lambda: NOW)
    receipt = Message.objects.get(purpose="careers.receipt")
    returned(receipt, reason="550 5.1.1 no such user", permanent=True, now=LATER)
    page_clock.moment = LATER
    assert relay.taken
    return application


def _page(application: Application, page: str = "") -> str:
    where = address_of(application, page) if page else address_of(application)
    return Client().get(where).content.decode()


def _press(application: Application, act: str, **said: Any) -> HttpResponse:
    answer = Client().post(address_of(application, "details"), {"act": act, **said})
    return cast("HttpResponse", answer)


def test_the_page_says_that_letters_come_back_without_giving_the_address_away(
    ana: Application,
) -> None:
    page = _page(ana)
    assert "Our letters to a***@mail.example come back" in page
    assert "ana.moreau@" not in page
    assert "Correct my address" in page


def test_the_code_comes_by_text_and_what_came_back_goes_out_again(
    ana: Application, twilio: TestTwilio, relay: TestRelay
) -> None:
    Application.objects.filter(pk=ana.pk).update(phone=NUMBER)
    agree(NUMBER, words="You may also text me", now=NOW)
    assert "ends in …99" in _page(ana, "details")
    new = "ana@right.example"
    page = _press(ana, "send", email=new).content.decode()
    assert "by text to the number that ends in …99" in page
    outbox.send_due(clock=lambda: LATER)
    code = twilio.texts_to(NUMBER)[0][:6]
    assert code.isdigit()
    assert _press(ana, "do", email=new, code=code).status_code == 302
    outbox.send_due(clock=lambda: LATER)
    subjects = [mail["Subject"] for mail in relay.taken_by(new)]
    assert any("Your application is here" in subject for subject in subjects)
    assert "come back" not in _page(ana)


def test_without_a_number_that_agreed_a_person_is_named(
    ana: Application, twilio: TestTwilio
) -> None:
    page = _page(ana, "details")
    assert "Please ring Susan Ito, +1 416 555 0101" in page
    assert 'value="send"' not in page
    refused = _press(ana, "send", email="ana@right.example")
    assert refused.status_code == 409
    assert "no code can reach you" in refused.content.decode()
    assert twilio.tried == 0


def test_a_full_letter_box_is_no_wrong_address(page_clock: Clock, relay: TestRelay) -> None:
    application = apply(make_cast())
    outbox.send_due(clock=lambda: NOW)
    receipt = Message.objects.get(purpose="careers.receipt")
    returned(receipt, reason="452 4.2.2 mailbox full", permanent=False, now=LATER)
    page_clock.moment = LATER
    assert "come back" not in _page(application)
    assert relay.taken
