"""Texts are for who ticked the box, with the words they read and the moment kept."""

# M1 M2

from __future__ import annotations

import pytest
from django.test import Client

from hearback.careers.tests.makers import only_application, send
from hearback.channels import outbox
from hearback.channels.models import Message, Number
from hearback.channels.numbers import stop
from tests.cast import Cast, make_cast
from tests.twilio import TestTwilio

pytestmark = pytest.mark.django_db(transaction=True)

ANA = "+14165550199"
BOX = 'name="texts"'


@pytest.fixture
def cast() -> Cast:
    """The shop and its people."""
    return make_cast()


def _page(cast: Cast) -> str:
    return Client().get(f"/jobs/{cast.opening.slug}/").content.decode()


def test_nobody_is_asked_while_no_gateway_is_set(cast: Cast) -> None:
    assert BOX not in _page(cast)
    send(cast.opening, phone="(416) 555-0199", texts="on")
    assert only_application().phone == ANA
    assert not Number.objects.exists()


def test_the_box_is_there_and_not_ticked(cast: Cast, twilio: TestTwilio) -> None:
    page = _page(cast)
    box = page[page.index(BOX) - 80 : page.index(BOX) + 120]
    assert "checked" not in box
    assert "You may also text me about this application" in page
    assert twilio.tried == 0


def test_without_a_tick_nothing_goes_by_text(cast: Cast, twilio: TestTwilio) -> None:
    send(cast.opening)
    assert only_application().phone == ANA
    assert not Number.objects.exists()
    assert not Message.objects.filter(channel="sms").exists()
    assert twilio.tried == 0


def test_who_agrees_gets_the_receipt_by_text_with_promise_and_page(
    cast: Cast, twilio: TestTwilio
) -> None:
    send(cast.opening, texts="on")
    application = only_application()
    number = Number.objects.get()
    assert number.number == application.phone == ANA
    assert number.consented_at == application.received_at
    assert number.consent_words.startswith("You may also text me about this application: short")
    outbox.send_due(clock=lambda: application.received_at)
    (text,) = twilio.texts_to(ANA)
    assert text.startswith("Harbour & Pine: thank you, Ana, your application is here. Susan Ito")
    assert "http://testserver/status/" in text
    assert application.promises.get().words in text


def test_a_tick_without_a_number_is_asked_about(cast: Cast, twilio: TestTwilio) -> None:
    page = send(cast.opening, texts="on", phone="")
    assert page.status_code == 422
    assert "give a mobile number" in page.content.decode()
    assert send(cast.opening, texts="on", phone="12345").status_code == 422
    assert not Number.objects.exists()
    assert twilio.tried == 0


def test_a_stopped_number_stays_stopped_whoever_ticks(cast: Cast, twilio: TestTwilio) -> None:
    send(cast.opening, texts="on")
    application = only_application()
    stop(ANA, words="STOP", now=application.received_at)
    send(cast.other_opening, texts="on", email="ana2@mail.example")
    outbox.send_due(clock=lambda: application.received_at)
    assert twilio.taken == []
