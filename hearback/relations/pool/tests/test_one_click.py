"""Every letter of the pool can be ended by one press of a mail program, as RFC 8058 asks."""

# M31

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from hearback.answers.tests.makers import send
from hearback.channels.models import Message
from hearback.channels.relay import compose
from hearback.ledger.models import Entry
from hearback.pipeline.models import Consent
from hearback.relations.models import InTouch
from hearback.relations.pool.tests.makers import (
    LATER,
    at_noon,
    in_touch,
    new_opening,
    path_in,
    press,
)
from tests.cast import Cast
from tests.desk_visit import As, Moment
from tests.relay import TestRelay

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.slow,
    pytest.mark.usefixtures("relay"),
]

ANA = "ana.moreau@mail.example"
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


def _letter(cast: Cast, as_: As, moment: Moment, relay: TestRelay, settings: Any) -> Any:
    """The letter of the pool that reached Ana, from a house with a secure address."""
    settings.HEARBACK_URL = "https://jobs.harbour.example"
    moment.now = LATER
    press(as_(cast.susan), new_opening(cast), "send", in_touch(cast))
    send(at_noon(LATER))
    return relay.taken_by(ANA)[-1]


def _path(mail: Any, settings: Any) -> str:
    address = str(mail["List-Unsubscribe"])
    assert address.startswith(f"<{settings.HEARBACK_URL}/in-touch/"), address
    return address.strip("<>").removeprefix(settings.HEARBACK_URL)


def test_only_letters_of_the_pool_carry_the_way_out_in_their_head(
    cast: Cast, as_: As, moment: Moment, relay: TestRelay, settings: Any
) -> None:
    mail = _letter(cast, as_, moment, relay, settings)
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert path_in(mail, "/in-touch/") == _path(mail, settings)
    for other in relay.taken_by(ANA)[:-1]:
        assert other["List-Unsubscribe"] is None
        assert other["List-Unsubscribe-Post"] is None
    # Composed the slow way it says the very same.
    slow = compose(Message.objects.get(purpose="relations.in_touch"), now=LATER)
    assert slow["List-Unsubscribe"] == mail["List-Unsubscribe"]


def test_one_press_of_a_mail_program_ends_it_without_cookie_page_or_redirect(
    cast: Cast, as_: As, moment: Moment, relay: TestRelay, settings: Any
) -> None:
    path = _path(_letter(cast, as_, moment, relay, settings), settings)
    program = Client(enforce_csrf_checks=True)
    elsewhere = {"Sec-Fetch-Site": "cross-site", "Origin": "https://mail.example"}
    answer = program.post(path, ONE_CLICK, headers=elsewhere)
    assert (answer.status_code, answer.cookies.output()) == (200, "")
    assert not InTouch.objects.exists()
    ended = Consent.objects.get().ended_at
    assert ended is not None
    # Pressed again, as form-data or urlencoded, it is harmless.
    again = program.post(path, "List-Unsubscribe=One-Click", "application/x-www-form-urlencoded")
    assert again.status_code == 200
    assert Consent.objects.get().ended_at == ended
    assert Entry.objects.filter(kind="consent.taken_back").count() == 1


def test_looking_at_the_address_ends_nothing_and_shows_a_button(
    cast: Cast, as_: As, moment: Moment, relay: TestRelay, settings: Any
) -> None:
    path = _path(_letter(cast, as_, moment, relay, settings), settings)
    for look in (Client().get, Client().head, Client().options):
        look(path)
    page = Client().get(path)
    assert page.status_code == 200
    assert "<button" in page.content.decode()
    assert InTouch.objects.exists()
    assert "You hear no more" in Client().post(path, {}).content.decode()
    assert not InTouch.objects.exists()
    assert "You hear no more" in Client().get(path).content.decode()


def test_a_made_up_or_cut_address_ends_nothing(
    cast: Cast, as_: As, moment: Moment, relay: TestRelay, settings: Any
) -> None:
    path = _path(_letter(cast, as_, moment, relay, settings), settings)
    _, _, token, consent, _ = path.split("/")
    made_up = [
        f"/in-touch/{token}/{uuid4()}/",
        f"/in-touch/{token.swapcase()}/{consent}/",
        f"/in-touch/{'A' * 43}/{consent}/",
    ]
    for address in made_up:
        assert Client().post(address, ONE_CLICK).status_code == 404
    assert Client().get(f"/in-touch/{token}/").status_code == 404
    assert InTouch.objects.exists()
    # The seal is 256 bits of this installation's key over the consent it names.
    assert len(token) == 43
