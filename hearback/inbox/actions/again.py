"""Letters that leave once more: what they were to keep waits for them again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q

from hearback.channels.actions import send_again
from hearback.channels.models import Message, MessageState
from hearback.ledger.actions import await_letters
from hearback.ledger.actions.lock import lock_application, lock_conversation
from hearback.ledger.models import QUESTION, Promise
from hearback.pipeline.models import Conversation, ConversationState
from hearback.rules.text import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

REPLY = "inbox.reply"
LAST_WORDS = 200
STUCK = (MessageState.RETURNED, MessageState.FAILED, MessageState.IN_DOUBT)


@transaction.atomic
def resend(message: Message, *, to_address: str, now: datetime) -> bool:
    """Send a stuck or held message once more, to this address; False when it is not stuck any more.

    What was opened again because it came back is kept when it arrives.
    """
    Message.objects.filter(pk=message.pk, state__in=STUCK).update(to_address=to_address)
    if not send_again(message, now=now):
        return False
    if message.purpose == REPLY:
        answer_again(message, now=now)
    reopened = Promise.objects.open().filter(
        follows__kept_by=message, kept_by=None, conversation=None
    )
    await_letters(dict.fromkeys(reopened.values_list("pk", flat=True), message.pk))
    return True


def answer_again(message: Message, *, now: datetime) -> None:
    """What a reply answers is kept when it arrives.

    Not when they wrote again since what needs an answer: those words wait for one of their own.
    """
    conversation = talk_of(message)
    if conversation is None:
        return
    lock_application(conversation.application_id)
    lock_conversation(conversation.pk)
    conversation.refresh_from_db()
    written = message.created_at
    # A mail may have lain here already, unread, when the reply was written.
    since = conversation.received.filter(Q(at__gt=written) | Q(arrival__read_at__gt=written))
    if since.filter(needs_answer=True).exists():
        return
    waiting = Promise.objects.open().filter(conversation=conversation, what=QUESTION, kept_by=None)
    await_letters(dict.fromkeys(waiting.values_list("pk", flat=True), message.pk))
    await_them(conversation, conversation.last_words, now=now)


@transaction.atomic
def settle_late_replies(messages: Sequence[Message], *, now: datetime) -> None:
    """Replies that left after all keep what was promised anew, or opened again, meanwhile.

    An apology promised it while they waited for the relay, or they were in doubt and did arrive.
    Comes before the ledger keeps the promises.
    """
    replies = [message for message in messages if message.purpose == REPLY]
    owed = Promise.objects.open().filter(
        conversation__public_id__in=[message.thread for message in replies],
        what=QUESTION,
        kept_by=None,
    )
    waiting = set(owed.values_list("conversation__public_id", flat=True)) if replies else set()
    for message in replies:
        if message.thread in waiting:
            answer_again(message, now=now)


def await_them(conversation: Conversation, text: str, *, now: datetime) -> None:
    """We spoke last: it is their turn."""
    conversation.state = ConversationState.AWAITS_THEM
    conversation.last_said_at = conversation.last_at = now
    conversation.last_words = one_line(text, LAST_WORDS)
    conversation.due_at = conversation.snoozed_until = None
    conversation.save()


def talk_of(message: Message) -> Conversation | None:
    """The conversation a message belongs to, if it belongs to one."""
    if message.thread is None:
        return None
    return Conversation.objects.filter(public_id=message.thread).first()
