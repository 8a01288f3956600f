"""What comes back was never heard: it is owed again, and nobody has to notice by chance."""

# M7 M8 M31

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from hearback.answers.tests.makers import tell_onward
from hearback.careers.actions import Correction, correct_details
from hearback.channels import outbox
from hearback.channels.models import Channel, Message, MessageState
from hearback.channels.reports import delivered, returned
from hearback.inbox.actions import Heard, conversation_about, hear, reply, send_letter_again
from hearback.ledger.actions import sweep
from hearback.ledger.models import Entry, Promise, PromiseState
from hearback.pipeline.models import Application, Conversation, ConversationState
from tests.cast import NOW, Cast, apply, make_cast
from tests.relay import TestRelay

pytestmark = pytest.mark.django_db(transaction=True)

HOUR = timedelta(hours=1)
GONE = "550 5.1.1 nobody of that name here"


@pytest.fixture
def cast() -> Cast:
    """The shop and its people."""
    return make_cast()


def _send(now: datetime = NOW) -> None:
    outbox.send_due(clock=lambda: now)


def _asked(cast: Cast) -> Conversation:
    conversation = conversation_about(apply(cast), now=NOW)
    heard = Heard(channel=Channel.WEB, text="Is there a car park?", at=NOW)
    hear(conversation=conversation, heard=heard, now=NOW)
    return conversation


def _replied(cast: Cast) -> tuple[Conversation, Message]:
    conversation = _asked(cast)
    message = reply(conversation=conversation, text="Yes, behind.", by=cast.susan, now=NOW)
    _send()
    conversation.refresh_from_db()
    message.refresh_from_db()
    return conversation, message


def _come_back(message: Message, *, permanent: bool = True, now: datetime = NOW + HOUR) -> bool:
    return returned(message, reason=GONE, permanent=permanent, now=now)


def test_a_reply_that_comes_back_is_owed_again_with_a_date(cast: Cast, relay: TestRelay) -> None:
    conversation, message = _replied(cast)
    kept = Promise.objects.get(kept_by=message)
    assert kept.state == PromiseState.KEPT
    assert _come_back(message)
    again = Promise.objects.open().get(conversation=conversation)
    assert again.follows == kept
    assert again.due_at > NOW + HOUR
    kept.refresh_from_db()
    assert kept.state == PromiseState.KEPT
    assert "came back" in kept.evidence
    conversation.refresh_from_db()
    assert conversation.state == ConversationState.AWAITS_US
    assert conversation.due_at == again.due_at
    message.refresh_from_db()
    assert message.state == MessageState.RETURNED
    assert message.trouble == GONE
    assert relay.taken


def test_a_letter_nobody_asked_for_that_comes_back_is_not_called_a_reply(
    cast: Cast, relay: TestRelay
) -> None:
    conversation = conversation_about(apply(cast), now=NOW)
    text = "Could you bring your papers?"
    message = reply(conversation=conversation, text=text, by=cast.susan, now=NOW)
    _send()
    message.refresh_from_db()
    assert _come_back(message)
    promise = Promise.objects.open().get(conversation=conversation)
    assert "that our words reach you" in promise.words
    assert relay.taken


def test_a_report_told_twice_or_late_changes_nothing_more(cast: Cast, relay: TestRelay) -> None:
    _, message = _replied(cast)
    assert _come_back(message)
    entries = Entry.objects.count()
    assert not _come_back(message)
    assert not delivered(message, at=NOW, now=NOW + HOUR)
    assert Entry.objects.count() == entries
    message.refresh_from_db()
    assert message.state == MessageState.RETURNED
    assert relay.taken


def test_an_answer_that_comes_back_is_owed_again_and_the_owner_sees_it(
    cast: Cast, relay: TestRelay
) -> None:
    application = apply(cast)
    answer = tell_onward(cast, application, now=NOW)
    _send(NOW + HOUR)
    answer.refresh_from_db()
    assert answer.message is not None
    assert answer.message.state == MessageState.ACCEPTED
    assert _come_back(answer.message, now=NOW + 2 * HOUR)
    reach = Promise.objects.open().get(application=application, what="reach")
    assert reach.follows is not None
    assert reach.follows.kept_by == answer.message
    assert application.entries.filter(kind="letter.returned").count() == 1
    assert application.entries.filter(kind="promise.reopened").count() == 1
    assert relay.taken


def test_sending_it_again_to_the_right_address_keeps_what_was_opened_again(
    cast: Cast, relay: TestRelay
) -> None:
    conversation, message = _replied(cast)
    _come_back(message)
    send_letter_again(message=message, by=cast.susan, now=NOW + HOUR)
    _send(NOW + HOUR)
    assert not Promise.objects.open().filter(conversation=conversation).exists()
    conversation.refresh_from_db()
    assert conversation.state == ConversationState.AWAITS_THEM
    assert len([one for one in relay.taken if one["Message-ID"] == message.message_id]) == 2


def test_a_reply_that_comes_back_twice_is_opened_twice(cast: Cast, relay: TestRelay) -> None:
    conversation, message = _replied(cast)
    _come_back(message)
    send_letter_again(message=message, by=cast.susan, now=NOW + HOUR)
    _send(NOW + HOUR)
    message.refresh_from_db()
    assert _come_back(message, now=NOW + 2 * HOUR)
    assert Promise.objects.open().filter(conversation=conversation).count() == 1
    assert relay.taken


def test_news_of_the_first_sending_is_no_news_of_the_second(cast: Cast, relay: TestRelay) -> None:
    _, message = _replied(cast)
    _come_back(message)
    send_letter_again(message=message, by=cast.susan, now=NOW + HOUR)
    _send(NOW + HOUR)
    message.refresh_from_db()
    late = NOW + 2 * HOUR
    assert not returned(message, reason=GONE, permanent=True, now=late, at=NOW + HOUR / 2)
    message.refresh_from_db()
    assert message.state == MessageState.ACCEPTED
    assert relay.taken


def test_a_corrected_address_gets_what_came_back(cast: Cast, relay: TestRelay) -> None:
    conversation, message = _replied(cast)
    receipt = Message.objects.get(purpose="careers.receipt")
    _come_back(message)
    _come_back(receipt)
    application = conversation.application
    assert application is not None
    later = NOW + 2 * HOUR
    new = Correction(email="ana@right.example")
    correct_details(application=application, correction=new, now=later)
    _send(later)
    subjects = {one["Subject"] for one in relay.taken_by("ana@right.example")}
    assert message.subject in subjects
    assert receipt.subject in subjects
    assert not Promise.objects.open().filter(conversation=conversation).exists()
    # Nothing more is said to an address from which everything comes back.
    assert not Message.objects.filter(purpose="careers.address_changed").exists()


def test_words_that_came_since_wait_for_an_answer_of_their_own(
    cast: Cast, relay: TestRelay
) -> None:
    conversation, message = _replied(cast)
    _come_back(message)
    heard = Heard(channel=Channel.WEB, text="And a canteen?", at=NOW + HOUR)
    hear(conversation=conversation, heard=heard, now=NOW + HOUR)
    send_letter_again(message=message, by=cast.susan, now=NOW + 2 * HOUR)
    _send(NOW + 2 * HOUR)
    conversation.refresh_from_db()
    assert conversation.state == ConversationState.AWAITS_US
    assert Promise.objects.open().filter(conversation=conversation).count() == 1
    assert relay.taken


def test_a_report_of_a_letter_in_doubt_ends_the_doubt(cast: Cast) -> None:
    application = apply(cast)
    receipt = Message.objects.get(about=application.public_id)
    Message.objects.filter(pk=receipt.pk).update(state=MessageState.IN_DOUBT, deaths=1)
    assert delivered(receipt, at=NOW, now=NOW + HOUR)
    assert not delivered(receipt, at=NOW, now=NOW + HOUR)
    receipt.refresh_from_db()
    assert receipt.state == MessageState.ACCEPTED
    assert receipt.delivered_at == NOW
    assert receipt.settled_at is not None


def test_a_letter_that_has_not_left_cannot_come_back(cast: Cast) -> None:
    application = apply(cast)
    receipt = Message.objects.get(about=application.public_id)
    assert not _come_back(receipt)
    receipt.refresh_from_db()
    assert receipt.state == MessageState.QUEUED


def test_apologies_are_not_sent_day_after_day_to_where_nothing_arrives(
    cast: Cast, relay: TestRelay
) -> None:
    application = apply(cast)
    _send()
    _come_back(Message.objects.get(purpose="careers.receipt"))
    promise = Promise.objects.open().get(application=application)
    late = promise.due_at + timedelta(minutes=1)
    for _ in range(3):
        sweep(now=late)
    _send(late)
    apology = Message.objects.get(purpose="inbox.apology")
    assert apology.state == MessageState.STOPPED
    assert "come back" in apology.trouble
    assert not [one for one in relay.taken if "late" in one["Subject"]]
    assert Promise.objects.open().filter(application=application).exists()


def test_who_has_left_is_owed_the_answer_to_their_question_and_no_more(
    cast: Cast, relay: TestRelay
) -> None:
    conversation, message = _replied(cast)
    Application.objects.filter(conversation=conversation).update(state="withdrawn", ended_at=NOW)
    Promise.objects.open().update(state=PromiseState.RELEASED, closed_at=NOW)
    _come_back(message)
    owed = Promise.objects.open().filter(application=conversation.application)
    assert [one.what for one in owed] == ["question"]
    assert relay.taken
