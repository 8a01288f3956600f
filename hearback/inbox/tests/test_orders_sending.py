"""What leaves under a candidate's orders: held, waiting for a safe hour, or dressed plainly."""

# M27 M8

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from hearback.channels import outbox
from hearback.channels.actions import queue, release_sending
from hearback.channels.models import Channel, Message, MessageState, Urgency
from hearback.channels.numbers import agree
from hearback.inbox import texting
from hearback.inbox.actions import conversation_about
from hearback.inbox.letters import reply
from hearback.inbox.orders.actions import lift_order, set_order
from hearback.inbox.orders.checking import Wanted
from hearback.ledger.models import Entry
from hearback.pipeline.models import Application, OrderKind
from hearback.rules.telling import tells
from tests.cast import NOW, apply, make_cast

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.pipeline.models import Order
    from tests.cast import Cast
    from tests.relay import TestRelay
    from tests.twilio import TestTwilio

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("relay", "twilio"),
]

EVENINGS = {str(day): [["18:00", "21:00"]] for day in range(5)}
SIX = NOW + timedelta(hours=8)
"""Six in the evening in Toronto, eight hours after NOW."""


@pytest.fixture
def cast() -> Cast:
    """The shop and its people."""
    return make_cast()


@pytest.fixture
def ana(cast: Cast) -> Application:
    """Ana, who has applied and whose receipt waits to leave."""
    return Application.objects.get(pk=apply(cast).pk)


def _order(ana: Application, kind: OrderKind, *, by: object = None, **said: object) -> Order:
    wanted = Wanted(kind=kind, **said)  # type: ignore[arg-type]  # tests vary by field
    return set_order(application=ana, wanted=wanted, by=by, now=NOW)  # type: ignore[arg-type]


def _send(now: datetime = NOW) -> int:
    return outbox.send_due(clock=lambda: now)


def _write(ana: Application, words: str = "Yes, the back door.") -> Message:
    talk = conversation_about(ana, now=NOW)
    letter = reply(talk, words, channel=Channel.EMAIL, by=ana.owner)
    return queue(letter, now=NOW)


def _text(ana: Application) -> Message:
    agree(ana.phone, words="Yes", now=NOW)
    return queue(texting.wrote_to_you(ana, "Susan Ito"), now=NOW)


def _fresh(message: Message) -> Message:
    message.refresh_from_db()
    return message


def test_a_letter_to_an_address_that_is_not_allowed_is_held_and_told_of(
    relay: TestRelay, cast: Cast, ana: Application
) -> None:
    _send()
    _order(ana, OrderKind.ADDRESSES, names=[ana.candidate.email], by=cast.susan)
    ana.candidate.email = "ana@work.example"
    ana.candidate.email_key = "ana@work.example"
    ana.candidate.save()
    message = _write(ana)
    _send()
    assert _fresh(message).state == MessageState.HELD
    assert "Only these addresses may be used" in message.trouble
    assert not relay.taken_by("ana@work.example")
    told = Message.objects.get(purpose="inbox.orders")
    assert told.to_address == cast.susan.email
    assert "Only these addresses" in told.text
    assert Entry.objects.filter(kind="order.held", application=ana).exists()
    release_sending()
    _send()
    assert _fresh(message).state == MessageState.HELD


def test_an_order_holds_at_once_what_was_queued_before_it(ana: Application) -> None:
    message = _text(ana)
    _order(ana, OrderKind.NUMBERS, names=["+1 416 555 0142"])
    assert _fresh(message).state == MessageState.HELD
    assert "+1 416-555-0142" in message.trouble


def test_a_text_waits_for_the_safe_hours_and_mail_does_not(ana: Application) -> None:
    _order(ana, OrderKind.HOURS, hours=EVENINGS, zone="America/Toronto")
    text, letter = _text(ana), _write(ana)
    _send()
    assert _fresh(letter).state == MessageState.ACCEPTED
    assert (_fresh(text).state, text.send_after) == (MessageState.QUEUED, SIX)
    _send(SIX)
    assert _fresh(text).state == MessageState.ACCEPTED


def test_mail_waits_too_where_the_order_says_so(ana: Application) -> None:
    _order(ana, OrderKind.HOURS, hours=EVENINGS, zone="America/Toronto", covers_mail=True)
    letter = _write(ana)
    _send()
    assert (_fresh(letter).state, letter.send_after) == (MessageState.QUEUED, SIX)


def test_waiting_that_would_break_a_promise_is_told_at_once(cast: Cast, ana: Application) -> None:
    _order(
        ana,
        OrderKind.HOURS,
        hours={"5": [["10:00", "12:00"]]},
        zone="America/Toronto",
        covers_mail=True,
        by=cast.susan,
    )
    promise = ana.promises.get()
    letter = _write(ana)
    promise.kept_by = letter
    promise.save(update_fields=["kept_by"])
    _send()
    assert promise.due_at < _fresh(letter).send_after
    told = Message.objects.get(purpose="inbox.orders")
    assert "find another way" in told.text
    assert "Next: Saturday 28 November, 10:00" in told.text


def test_a_code_asked_for_this_minute_is_not_kept_for_the_evening(ana: Application) -> None:
    _order(ana, OrderKind.HOURS, hours=EVENINGS, zone="America/Toronto", covers_mail=True)
    message = _write(ana)
    Message.objects.filter(pk=message.pk).update(purpose="careers.code", urgency=Urgency.NOW)
    _send()
    assert "Too late" in _fresh(message).trouble or message.state == MessageState.ACCEPTED


def test_a_neutral_letter_says_nothing_before_it_is_opened(
    relay: TestRelay, ana: Application
) -> None:
    _order(ana, OrderKind.NEUTRAL)
    _send()
    mails = relay.taken_by(ana.candidate.email)
    assert mails
    for mail in mails:
        assert mail["From"].addresses[0].display_name == "Susan Ito"
        assert mail["Subject"] == "A note for you"
        text, html = mail.get_body(("plain",)), mail.get_body(("html",))
        assert text is not None
        assert html is not None
        assert not tells(text.get_content()[:150])
        head = html.get_content().partition("<body")[0]
        assert "A note for you" in head
        assert not tells(head.partition("<title>")[2].partition("</title>")[0])
        assert "application" in text.get_content()


def test_letters_queued_before_the_order_are_dressed_too_and_once(ana: Application) -> None:
    message = _write(ana)
    _order(ana, OrderKind.NEUTRAL)
    _send()
    assert _fresh(message).subject == "A note for you"
    assert message.text.count("There is a note for you") == 1


def test_a_neutral_text_names_a_person_and_a_page(twilio: TestTwilio, ana: Application) -> None:
    _order(ana, OrderKind.NEUTRAL)
    _text(ana)
    _send()
    (text,) = twilio.taken
    assert "Harbour" not in text["Body"].partition("http")[0]
    assert not tells(text["Body"].partition("http")[0])


def test_whoever_gave_no_order_gets_the_letter_as_ever(
    relay: TestRelay, cast: Cast, ana: Application
) -> None:
    kofi = apply(cast, name="Kofi Mensah")
    _order(ana, OrderKind.NEUTRAL)
    _send()
    (receipt,) = relay.taken_by(kofi.candidate.email)
    assert "Harbour & Pine" in receipt["From"]


def test_a_lifted_order_lets_letters_look_as_ever(relay: TestRelay, ana: Application) -> None:
    order = _order(ana, OrderKind.NEUTRAL)
    lift_order(order=order, application=ana, by=None, now=NOW)
    _send()
    assert "Harbour & Pine" in relay.taken_by(ana.candidate.email)[0]["From"]


def test_a_named_colleague_gets_no_letter_about_them(
    relay: TestRelay, cast: Cast, ana: Application
) -> None:
    _order(ana, OrderKind.PERSON, names=["Jo Lind"], by=cast.susan)
    letter = reply(
        conversation_about(ana, now=NOW), "See them.", channel=Channel.EMAIL, by=cast.susan
    )
    message = queue(letter, now=NOW)
    Message.objects.filter(pk=message.pk).update(to_address=cast.jo.email, to_name="Jo Lind")
    _send()
    assert _fresh(message).state == MessageState.HELD
    assert not relay.taken_by(cast.jo.email)
