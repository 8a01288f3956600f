"""Letters that wait or got stuck: what the desk says of them and what a person decides."""  # M7

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from hearback.answers.tests.makers import tell_no, tell_onward
from hearback.channels.actions import Letter, hold_sending, queue
from hearback.channels.models import Message, MessageState, Outbox
from hearback.desk.tests.conftest import As, settled, text_of
from hearback.environment import Gateway, Relay
from hearback.inbox.texting import wrote_to_you
from hearback.ledger.models import Entry, Promise, PromiseState
from hearback.pipeline.models import Application
from tests.cast import NOW, Cast, apply

HOUR = timedelta(hours=1)
RELAY = Relay(
    host="127.0.0.1", port=1, user="", password="", starttls=False, tls=False
)  # never knocked at here


def letter_address(message: Message, act: str) -> str:
    """Where a decision about a letter is sent."""
    return f"/desk/outbox/{message.public_id}/{act}/"


def stuck(cast: Cast, state: str) -> Message:
    """A receipt that got stuck."""
    apply(cast, "Ana Moreau")
    Message.objects.update(state=state, trouble="550 no such mailbox")
    return Message.objects.get()


def test_without_a_mail_server_the_desk_says_how_many_letters_wait(as_: As, cast: Cast) -> None:
    apply(cast, "Ana Moreau", now=NOW - HOUR)
    apply(cast, "Ben Okafor", now=NOW - HOUR)
    for address in ("/desk/", "/desk/openings/", "/desk/search/"):
        words = text_of(as_(cast.susan).get(address))
        assert (
            "No mail server is set, so nothing leaves the house. 2 letters wait, safely." in words
        )


def test_with_everything_well_the_desk_says_nothing(as_: As, cast: Cast, settings: Any) -> None:
    settings.HEARBACK_RELAY = RELAY
    apply(cast, "Ana Moreau", now=NOW - HOUR)
    assert "safely" not in text_of(as_(cast.susan).get("/desk/"))


def test_a_mail_server_that_does_not_answer_is_named_with_the_hour(
    as_: As, cast: Cast, settings: Any
) -> None:
    settings.HEARBACK_RELAY = RELAY
    Outbox.objects.create(id=1, relay_down_since=NOW - HOUR, relay_trouble="refused")
    words = text_of(as_(cast.susan).get("/desk/"))
    assert "The mail server has not answered since Tuesday 24 November, 09:00." in words


def test_sending_that_is_held_is_said_and_released_by_one_press(
    as_: As, cast: Cast, settings: Any
) -> None:
    settings.HEARBACK_RELAY = RELAY
    apply(cast, "Ana Moreau", now=NOW - HOUR)
    hold_sending(reason="Restored from a backup", now=NOW)
    susan = as_(cast.susan)
    assert "Sending is held since Tuesday 24 November, 10:00." in text_of(susan.get("/desk/"))
    assert "Restored from a backup" in text_of(susan.get("/desk/outbox/"))
    assert susan.post("/desk/outbox/release/").status_code == 302
    assert Outbox.objects.get().held_since is None
    assert Entry.objects.filter(kind="outbox.released", by=cast.susan).count() == 1


def test_holding_needs_a_reason(as_: As, cast: Cast) -> None:
    susan = as_(cast.susan)
    assert susan.post("/desk/outbox/hold/", {"reason": " "}).status_code == 409
    assert not Outbox.objects.filter(held_since__isnull=False).exists()
    assert susan.post("/desk/outbox/hold/", {"reason": "Wrong signature"}).status_code == 302
    assert Outbox.objects.get().reason == "Wrong signature"


@pytest.mark.parametrize("state", [MessageState.FAILED, MessageState.IN_DOUBT])
def test_a_stuck_letter_is_sent_again_with_the_same_message_id(
    as_: As, cast: Cast, state: str
) -> None:
    letter = stuck(cast, state)
    answer = as_(cast.susan).post(letter_address(letter, "again"), {"back": "/desk/"})
    assert answer["Location"] == "/desk/"
    again = Message.objects.get()
    assert (again.state, again.message_id) == (MessageState.QUEUED, letter.message_id)
    assert Entry.objects.filter(kind="letter.sent_again").count() == 1


def test_a_letter_sent_again_goes_to_the_address_the_person_has_by_now(as_: As, cast: Cast) -> None:
    letter = stuck(cast, MessageState.FAILED)
    candidate = Application.objects.get().candidate
    candidate.email = "ana@new.example"
    candidate.save()
    as_(cast.susan).post(letter_address(letter, "again"))
    assert Message.objects.get().to_address == "ana@new.example"


def test_a_letter_found_to_have_arrived_keeps_what_it_was_to_keep(
    as_: As, cast: Cast
) -> None:  # M7
    answer = tell_onward(cast, apply(cast, "Ana Moreau"))
    Message.objects.filter(pk=answer.message_id or 0).update(state=MessageState.IN_DOUBT)
    letter = Message.objects.get(pk=answer.message_id or 0)
    as_(cast.susan).post(letter_address(letter, "arrived"))
    settled()
    answer.refresh_from_db()
    assert answer.state == "given"
    assert Promise.objects.get(what="first_answer").state == PromiseState.KEPT


def test_only_a_letter_in_doubt_can_be_found_to_have_arrived(as_: As, cast: Cast) -> None:
    letter = stuck(cast, MessageState.FAILED)
    assert as_(cast.susan).post(letter_address(letter, "arrived")).status_code == 409
    assert Message.objects.get().state == MessageState.FAILED


def test_giving_a_letter_up_needs_a_reason_and_keeps_no_promise(as_: As, cast: Cast) -> None:  # M7
    letter = stuck(cast, MessageState.FAILED)
    susan = as_(cast.susan)
    assert susan.post(letter_address(letter, "aside"), {"reason": ""}).status_code == 409
    said = {"reason": "I read it to her on the phone."}
    assert susan.post(letter_address(letter, "aside"), said).status_code == 302
    assert Message.objects.get().state == MessageState.STOPPED
    assert Promise.objects.get().state == PromiseState.OPEN
    assert susan.get("/desk/").context["undelivered"] == []


def test_what_we_owe_is_not_taken_back(as_: As, cast: Cast) -> None:
    apply(cast, "Ana Moreau")
    letter = Message.objects.get()
    assert as_(cast.susan).post(letter_address(letter, "recall")).status_code == 409
    assert Message.objects.get().state == MessageState.QUEUED


def test_a_letter_somebody_wrote_is_taken_back_until_it_leaves(as_: As, cast: Cast) -> None:
    letter = queue(
        Letter(
            purpose="inbox.note",
            to_address="ana@mail.example",
            to_name="Ana",
            from_name="Susan",
            reply_to="jobs@harbour.example",
            subject="A word",
            text="Hello",
            html="",
        ),
        now=NOW,
        send_after=NOW + HOUR,
    )
    susan = as_(cast.susan)
    assert susan.post(letter_address(letter, "recall")).status_code == 302
    assert susan.post(letter_address(letter, "recall")).status_code == 409
    assert Message.objects.get().state == MessageState.RECALLED


def test_a_letter_that_carries_an_answer_leads_to_the_answer(as_: As, cast: Cast) -> None:
    application = apply(cast, "Ana Moreau")
    tell_no(cast, application)
    page = text_of(as_(cast.susan).get("/desk/outbox/"))
    assert f"/desk/applications/{application.public_id}/#answer" in page
    assert "/recall/" not in page


@pytest.mark.parametrize(
    "back", ["https://evil.example/", "//evil.example", "/status/x", "javascript:1"]
)
def test_the_way_back_stays_on_the_desk(as_: As, cast: Cast, back: str) -> None:
    letter = stuck(cast, MessageState.FAILED)
    answer = as_(cast.susan).post(letter_address(letter, "again"), {"back": back})
    assert answer["Location"] == "/desk/outbox/"


def test_who_may_not_touch_the_outbox_reads_of_the_trouble_and_no_more(as_: As, cast: Cast) -> None:
    letter = stuck(cast, MessageState.FAILED)
    grace = as_(cast.grace)
    assert "/desk/outbox/" not in text_of(grace.get("/desk/"))
    assert grace.get("/desk/outbox/").status_code == 404
    for act in ("again", "arrived", "aside", "recall"):
        assert grace.post(letter_address(letter, act)).status_code == 404
    assert Message.objects.get().state == MessageState.FAILED


def test_a_text_says_how_many_parts_it_has_and_what_it_costs(
    cast: Cast, as_: As, settings: Any
) -> None:
    settings.HEARBACK_SMS = Gateway(
        account="AC", token="x", sender="+1", price=Decimal("0.0083"), currency="CAD"
    )
    application = apply(cast)
    application.phone = "+14165550199"
    queue(wrote_to_you(application, "Susan Ito " * 20), now=NOW, send_after=NOW + HOUR)
    page = text_of(as_(cast.susan).get("/desk/outbox/"))
    assert "3 parts, 0.0249 CAD" in page
