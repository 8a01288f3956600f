"""A reply that leaves late, in doubt or again keeps what it answers, and nothing written since."""

# M7 M31

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from hearback.channels import outbox, settling
from hearback.channels.models import Channel, Message, MessageState
from hearback.channels.reports import delivered
from hearback.inbox.actions import (
    Heard,
    conversation_about,
    hear,
    mark_letter_sent,
    recall_letter,
    reply,
    send_letter_again,
)
from hearback.ledger.actions import sweep
from hearback.ledger.models import Promise, PromiseState
from hearback.pipeline.models import Conversation, ConversationState
from tests import relay as orders
from tests.cast import NOW, Cast, apply, make_cast
from tests.relay import TestRelay

pytestmark = pytest.mark.django_db(transaction=True)

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def _says(
    conversation: Conversation, text: str, *, needs: bool = True, now: datetime = NOW
) -> None:
    heard = Heard(channel=Channel.WEB, text=text, at=now, needs_answer=needs)
    hear(conversation=conversation, heard=heard, now=now)


def _asked(cast: Cast) -> Conversation:
    conversation = conversation_about(apply(cast), now=NOW)
    _says(conversation, "Is there a car park?")
    _send()
    return conversation


def _send(now: datetime = NOW) -> None:
    outbox.send_due(clock=lambda: now)


def _sweep(now: datetime) -> None:
    for _ in range(3):
        sweep(now=now)


def _owed(conversation: Conversation) -> list[Promise]:
    return list(Promise.objects.open().filter(conversation=conversation))


def _in_doubt(conversation: Conversation, cast: Cast, relay: TestRelay) -> Message:
    relay.tell(orders.TAKE_AND_HANG_UP)
    message = reply(conversation=conversation, text="Yes.", by=cast.susan, now=NOW)
    _send()
    settling.rescue(now=NOW + HOUR)
    message.refresh_from_db()
    assert message.state == MessageState.IN_DOUBT
    return message


def test_a_reply_kept_in_by_the_relay_past_its_date_keeps_what_the_apology_promised(
    cast: Cast, relay: TestRelay
) -> None:
    conversation = _asked(cast)
    (promise,) = _owed(conversation)
    relay.die()
    reply(conversation=conversation, text="Yes.", by=cast.susan, now=NOW)
    _sweep(promise.due_at + MINUTE)
    promise.refresh_from_db()
    assert promise.state == PromiseState.BROKEN
    conversation.refresh_from_db()
    assert (conversation.state, conversation.due_at) == (ConversationState.AWAITS_THEM, None)
    relay.start()
    _send(promise.due_at + 3 * MINUTE)
    assert not _owed(conversation)


def test_a_late_reply_taken_back_leaves_the_new_date_on_the_desk(
    cast: Cast, relay: TestRelay
) -> None:
    conversation = _asked(cast)
    (promise,) = _owed(conversation)
    relay.die()
    message = reply(conversation=conversation, text="Yes.", by=cast.susan, now=NOW)
    _sweep(promise.due_at + MINUTE)
    recall_letter(message=message, by=cast.susan, now=promise.due_at + MINUTE)
    conversation.refresh_from_db()
    (again,) = _owed(conversation)
    assert again.kept_by is None
    assert (conversation.state, conversation.due_at) == (ConversationState.AWAITS_US, again.due_at)


def test_a_reply_taken_in_time_is_no_broken_promise_though_its_worker_died(cast: Cast) -> None:
    conversation = _asked(cast)
    (promise,) = _owed(conversation)
    message = reply(conversation=conversation, text="Yes.", by=cast.susan, now=NOW)
    in_time = promise.due_at - timedelta(seconds=1)
    taken = {"state": MessageState.ACCEPTED, "accepted_at": in_time}
    Message.objects.filter(pk=message.pk).update(**taken)
    _sweep(promise.due_at + timedelta(seconds=5))
    settling.settle_what_is_left(now=promise.due_at + MINUTE)
    promise.refresh_from_db()
    assert promise.state == PromiseState.KEPT
    assert not Message.objects.filter(purpose="inbox.apology").exists()


def test_a_reply_in_doubt_that_somebody_knows_arrived_keeps_its_promise(
    cast: Cast, relay: TestRelay
) -> None:
    conversation = _asked(cast)
    message = _in_doubt(conversation, cast, relay)
    conversation.refresh_from_db()
    assert conversation.state == ConversationState.AWAITS_US
    mark_letter_sent(message=message, by=cast.susan, now=NOW + HOUR)
    conversation.refresh_from_db()
    assert not _owed(conversation)
    assert conversation.state == ConversationState.AWAITS_THEM


def test_a_reply_in_doubt_that_the_provider_saw_arrive_keeps_its_promise_and_no_later_one(
    cast: Cast, relay: TestRelay
) -> None:
    conversation = _asked(cast)
    message = _in_doubt(conversation, cast, relay)
    _says(conversation, "And for bicycles?", now=NOW + HOUR)
    delivered(message, at=NOW + HOUR, now=NOW + HOUR)
    conversation.refresh_from_db()
    assert len(_owed(conversation)) == 1
    assert conversation.state == ConversationState.AWAITS_US


def test_thanks_do_not_stand_in_the_way_of_a_reply_sent_again(cast: Cast, relay: TestRelay) -> None:
    conversation = _asked(cast)
    relay.tell(orders.REFUSE)
    message = reply(conversation=conversation, text="Yes.", by=cast.susan, now=NOW)
    _send()
    _says(conversation, "Thanks!", needs=False, now=NOW + HOUR)
    relay.tell(orders.ACCEPT)
    send_letter_again(message=message, by=cast.susan, now=NOW + HOUR)
    _send(NOW + HOUR)
    assert not _owed(conversation)
