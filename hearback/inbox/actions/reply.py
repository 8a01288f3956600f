"""Replying: a person's words leave as a letter, and keep what was promised once they arrived."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from hearback.channels.actions import queue
from hearback.channels.models import Channel, Message, MessageState
from hearback.inbox import kinds, letters
from hearback.kit.errors import Refused
from hearback.ledger.actions import await_letters, forget_letters, record
from hearback.ledger.actions.lock import lock_application, lock_conversation
from hearback.ledger.models import Promise
from hearback.pipeline.models import Conversation, ConversationState
from hearback.rules.text import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from hearback.accounts.models import Member
    from hearback.ledger.models import Entry

REPLY = "inbox.reply"
LAST_WORDS = 200


@transaction.atomic
def reply(
    *,
    conversation: Conversation,
    text: str,
    by: Member,
    now: datetime,
    channel: Channel = Channel.EMAIL,
    send_after: datetime | None = None,
) -> Message:
    """Answer somebody in their conversation; returns the message, on its way.

    It leaves at `send_after` (aware), or at once. The promised reply stays open until the relay has
    accepted it. Raises Refused without words or without an address to send them to.
    """
    if not text.strip():
        raise Refused(_("Write a few words: an empty reply helps nobody."))
    lock_application(conversation.application_id)
    lock_conversation(conversation.pk)
    conversation.refresh_from_db()
    letter = letters.reply(conversation, text, channel=channel, by=by)
    message = queue(letter, now=now, send_after=send_after)
    waiting = Promise.objects.open().filter(conversation=conversation, kept_by=None)
    await_letters(dict.fromkeys(waiting.values_list("pk", flat=True), message.pk))
    _await_them(conversation, text, now=now)
    record(
        kinds.REPLY_WRITTEN,
        by=by,
        now=now,
        application=conversation.application,
        opening=conversation.opening,
        payload={"name": conversation.name or conversation.address, "message": message.pk},
    )
    return message


def _await_them(conversation: Conversation, text: str, *, now: datetime) -> None:
    conversation.state = ConversationState.AWAITS_THEM
    conversation.last_said_at = conversation.last_at = now
    conversation.last_words = one_line(text, LAST_WORDS)
    conversation.due_at = None
    conversation.save()


def settle_stuck_replies(messages: Sequence[Message], *, now: datetime) -> None:
    """Replies that reached nobody, or nobody knows: the person waits for us as before."""
    stuck = [message for message in messages if message.purpose == REPLY]
    if stuck:
        wait_again(stuck, now=now)


@transaction.atomic
def wait_again(messages: Sequence[Message], *, now: datetime) -> None:
    """Open what these replies would have kept, and put their conversations back on the desk."""
    owed = Promise.objects.open().filter(kept_by__in=messages, conversation__isnull=False)
    due = dict(owed.order_by("-due_at").values_list("conversation_id", "due_at"))
    forget_letters([message.pk for message in messages])
    for pk, due_at in due.items():
        lock_conversation(pk)
        Conversation.objects.filter(pk=pk).update(
            state=ConversationState.AWAITS_US, due_at=due_at, last_at=now
        )


def wait_for_recalled_reply(entry: Entry, *, now: datetime) -> None:
    """A reply taken back was never said: follows a letter's recall or its being given up."""
    message = Message.objects.get(pk=entry.payload["message"])
    gone = {MessageState.RECALLED, MessageState.STOPPED}
    if message.purpose == REPLY and message.state in gone:
        wait_again([message], now=now)
