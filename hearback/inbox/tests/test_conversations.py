"""Who writes to us is promised a reply, and the database lets nobody forget it."""

# M7 M8 M31

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from hearback.channels import outbox
from hearback.channels.models import Channel, Message, MessageState
from hearback.inbox.actions import (
    Heard,
    conversation_about,
    conversation_with,
    hear,
    recall_letter,
    reply,
)
from hearback.inbox.queries import conversations_visible_to, said_in
from hearback.kit.errors import Refused
from hearback.ledger.actions import sweep
from hearback.ledger.models import Promise, PromiseState
from hearback.pipeline.models import Conversation, ConversationState
from tests.cast import NOW, Cast, apply, make_cast
from tests.relay import TestRelay

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cast() -> Cast:
    """The shop and its people."""
    return make_cast()


def _writes(
    cast: Cast, text: str = "Is there a car park?", *, needs_answer: bool = True
) -> Conversation:
    conversation = conversation_about(apply(cast), now=NOW)
    hear(
        conversation=conversation,
        heard=Heard(
            channel=Channel.EMAIL,
            text=text,
            at=NOW,
            subject="A question",
            needs_answer=needs_answer,
        ),
        now=NOW,
    )
    return conversation


def _stranger(cast: Cast) -> Conversation:
    conversation = conversation_with("Noor@Mail.Example", name="Noor", owner=cast.susan, now=NOW)
    heard = Heard(channel=Channel.EMAIL, text="Do you take trainees?", at=NOW)
    hear(conversation=conversation, heard=heard, now=NOW)
    return conversation


def _promise(conversation: Conversation) -> Promise:
    return Promise.objects.open().get(conversation=conversation)


def test_a_question_is_promised_a_reply_by_the_next_working_day(cast: Cast) -> None:
    conversation = _writes(cast)
    promise = _promise(conversation)
    assert promise.owner == cast.susan
    assert promise.what == "question"
    assert NOW < promise.due_at <= NOW + timedelta(days=1, hours=8)
    assert promise.words.startswith("Susan Ito replies to your message by ")
    assert conversation.state == ConversationState.AWAITS_US
    assert conversation.due_at == promise.due_at


def test_a_reply_keeps_the_promise_when_it_arrives_and_not_before(
    cast: Cast, relay: TestRelay
) -> None:
    conversation = _writes(cast)
    promise = _promise(conversation)
    message = reply(conversation=conversation, text="Yes, behind the shop.", by=cast.susan, now=NOW)
    promise.refresh_from_db()
    assert promise.state == PromiseState.OPEN
    assert conversation.state == ConversationState.AWAITS_THEM
    outbox.send_due(clock=lambda: NOW)
    promise.refresh_from_db()
    assert promise.state == PromiseState.KEPT
    mail = next(one for one in relay.taken if one["Message-ID"] == message.message_id)
    assert mail["Subject"] == "Re: A question"
    text = mail.get_body(("plain",))
    assert text is not None
    assert "Yes, behind the shop." in text.get_content()
    assert "Susan Ito" in text.get_content()


def test_a_reply_to_a_question_is_no_answer_to_the_application(
    cast: Cast, relay: TestRelay
) -> None:
    conversation = _writes(cast)
    assert conversation.application is not None
    reply(conversation=conversation, text="Yes.", by=cast.susan, now=NOW)
    outbox.send_due(clock=lambda: NOW)
    left = Promise.objects.open().get(application=conversation.application)
    assert left.what == "first_answer"
    assert relay.taken
    with pytest.raises(IntegrityError, match="without an open promise"), transaction.atomic():
        _close(left)


def test_the_database_refuses_a_conversation_that_awaits_us_without_a_promise(cast: Cast) -> None:
    promise = _promise(_writes(cast))
    with pytest.raises(IntegrityError, match="would await us"), transaction.atomic():
        _close(promise)


def _close(promise: Promise) -> None:
    Promise.objects.filter(pk=promise.pk).update(state=PromiseState.RELEASED, closed_at=NOW)


def test_thanks_wake_nobody(cast: Cast) -> None:
    conversation = _writes(cast, "Thanks!", needs_answer=False)
    assert conversation.state == ConversationState.DONE
    assert not Promise.objects.open().filter(conversation=conversation).exists()


def test_a_second_message_keeps_the_date_the_first_was_given(cast: Cast) -> None:
    conversation = _writes(cast)
    due_at = _promise(conversation).due_at
    later = NOW + timedelta(hours=2)
    heard = Heard(channel=Channel.WEB, text="And a bicycle stand?", at=later)
    hear(conversation=conversation, heard=heard, now=later)
    assert _promise(conversation).due_at == due_at


def test_words_that_come_while_a_reply_is_on_its_way_get_a_date_of_their_own(cast: Cast) -> None:
    conversation = _writes(cast)
    reply(conversation=conversation, text="Yes.", by=cast.susan, now=NOW)
    heard = Heard(channel=Channel.WEB, text="One more thing", at=NOW)
    hear(conversation=conversation, heard=heard, now=NOW)
    assert Promise.objects.open().filter(conversation=conversation).count() == 2
    assert conversation.state == ConversationState.AWAITS_US


def test_a_reply_taken_back_was_never_said(cast: Cast) -> None:
    conversation = _writes(cast)
    message = reply(conversation=conversation, text="No.", by=cast.susan, now=NOW)
    recall_letter(message=message, by=cast.susan, now=NOW)
    conversation.refresh_from_db()
    promise = _promise(conversation)
    assert promise.kept_by is None
    assert conversation.state == ConversationState.AWAITS_US
    assert conversation.due_at == promise.due_at


def test_an_empty_reply_is_refused(cast: Cast) -> None:
    conversation = _writes(cast)
    with pytest.raises(Refused, match="a few words"):
        reply(conversation=conversation, text=" \n", by=cast.susan, now=NOW)
    assert conversation.state == ConversationState.AWAITS_US


def test_a_stranger_who_is_kept_waiting_gets_an_apology_with_a_new_date(
    cast: Cast, relay: TestRelay
) -> None:
    conversation = _stranger(cast)
    late = _promise(conversation).due_at + timedelta(minutes=1)
    for _ in range(3):
        sweep(now=late)
    outbox.send_due(clock=lambda: late)
    promise = _promise(conversation)
    assert promise.follows is not None
    assert promise.follows.state == PromiseState.BROKEN
    conversation.refresh_from_db()
    assert conversation.due_at == promise.due_at > late
    (mail,) = relay.taken_by("noor@mail.example")
    assert mail["Subject"] == "Sorry, I am late with my reply"


def test_everything_said_is_told_in_order(cast: Cast, relay: TestRelay) -> None:
    conversation = _writes(cast)
    reply(conversation=conversation, text="Yes.", by=cast.susan, now=NOW)
    outbox.send_due(clock=lambda: NOW + timedelta(minutes=1))
    said = said_in(conversation)
    assert [type(one).__name__ for one in said] == ["Received", "Message", "Message"]
    assert relay.taken
    assert all(one.state == MessageState.ACCEPTED for one in said if isinstance(one, Message))


def test_an_interviewer_sees_the_talk_about_their_opening_only(cast: Cast) -> None:
    about, stranger = _writes(cast), _stranger(cast)
    assert list(conversations_visible_to(cast.ben)) == [about]
    assert set(conversations_visible_to(cast.susan)) == {about, stranger}
