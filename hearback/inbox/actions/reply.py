"""Replying: a person's words leave as a letter, and keep what was promised once they arrived."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext as _

from hearback.channels.actions import hasten, queue
from hearback.channels.models import Channel, Message, MessageState
from hearback.channels.numbers import may_reply_by_text
from hearback.inbox import kinds, letters, texting
from hearback.inbox.actions.again import REPLY, await_them
from hearback.inbox.actions.drafts import drop_draft, save_draft
from hearback.inbox.actions.outbox import recall_letter
from hearback.inbox.actions.tending import hold_still
from hearback.inbox.models import Reply
from hearback.inbox.queries import version_of
from hearback.kit.errors import Refused
from hearback.kit.moments import day_hour
from hearback.ledger.actions import await_letters, forget_letters, record
from hearback.ledger.actions.lock import lock_application, lock_conversation
from hearback.ledger.models import QUESTION, Promise
from hearback.pipeline.models import Conversation, ConversationState
from hearback.rules.text import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from django.db.models import QuerySet

    from hearback.accounts.models import Member
    from hearback.channels.actions import Letter
    from hearback.ledger.models import Entry

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
    seen: str | None = None,
) -> Message:
    """Answer somebody in their conversation; returns the message, on its way.

    It leaves at `send_after` (aware), or at once. The promised reply stays open until the relay has
    accepted it. `seen` is the `version_of` the conversation that whoever writes has read. Raises
    Refused without words, without an address to send them to, for a moment later than was promised,
    and when something was said since.
    """
    hold_still(conversation)
    _refuse_unread(conversation, text, seen)
    letter = _written(conversation, text, channel, by=by)
    waiting = Promise.objects.open().filter(conversation=conversation, what=QUESTION, kept_by=None)
    _refuse_too_late(waiting, send_after, by=by, now=now)
    message = queue(letter, now=now, send_after=send_after)
    Reply.objects.create(message=message, conversation=conversation, by=by, at=now, text=text)
    await_letters(dict.fromkeys(waiting.values_list("pk", flat=True), message.pk))
    await_them(conversation, text, now=now)
    drop_draft(conversation, of=by)
    record(
        kinds.REPLY_WRITTEN,
        by=by,
        now=now,
        application=conversation.application,
        opening=conversation.opening,
        payload={"name": conversation.name or conversation.address, "message": message.pk},
    )
    return message


def _written(conversation: Conversation, text: str, channel: Channel, *, by: Member) -> Letter:
    if channel != Channel.SMS:
        return letters.reply(conversation, text, channel=channel, by=by)
    if not may_reply_by_text(conversation.phone):
        raise Refused(_("Texts go only to who agreed to them, or texted us first."))
    if len(text) > texting.LONGEST_REPLY:
        raise Refused(_("That is long for a text. Send it by mail."))
    return texting.reply(conversation, text, by=by)


def _refuse_unread(conversation: Conversation, text: str, seen: str | None) -> None:
    if not text.strip():
        raise Refused(_("Write a few words: an empty reply helps nobody."))
    if seen is not None and seen != version_of(conversation):
        raise Refused(
            _("Something was said here while you wrote. Read it first; your words are kept below.")
        )


def _refuse_too_late(
    waiting: QuerySet[Promise], send_after: datetime | None, *, by: Member, now: datetime
) -> None:
    """No letter may be put off past the time the person was told."""
    soonest = waiting.filter(due_at__gt=now).order_by("due_at").first()
    if soonest is not None and send_after is not None and send_after >= soonest.due_at:
        raise Refused(
            _("You promised this reply by {when}. Let it leave before that.").format(
                when=day_hour(soonest.due_at, ZoneInfo(by.zone))
            )
        )


@transaction.atomic
def take_back_reply(*, message: Message, by: Member, now: datetime) -> Conversation:
    """Take back a reply that has not left; its words are a draft again.

    Raises Refused when it has left, or was no reply.
    """
    said = Reply.objects.filter(message=message).select_related("conversation").first()
    if said is None:
        raise Refused(_("This letter is no reply, so it is taken back elsewhere."))
    conversation = said.conversation
    hold_still(conversation)
    recall_letter(message=message, by=by, now=now)
    conversation.refresh_from_db()
    heard = conversation.received.order_by("-at").first()
    if heard is not None and conversation.last_words == one_line(said.text, LAST_WORDS):
        conversation.last_words = one_line(heard.text, LAST_WORDS)
        conversation.save(update_fields=["last_words"])
    save_draft(
        conversation=conversation, text=said.text, channel=Channel(message.channel), by=by, now=now
    )
    return conversation


@transaction.atomic
def send_reply_now(*, message: Message, by: Member, now: datetime) -> None:
    """Let a reply that waits for its moment leave at once. Raises Refused when it waits no more."""
    if not hasten(message, now=now):
        raise Refused(_("This reply waits no more: it has left, or was taken back."))
    said = Reply.objects.select_related("conversation").get(message=message)
    record(
        kinds.REPLY_HASTENED,
        by=by,
        now=now,
        application=said.conversation.application,
        opening=said.conversation.opening,
        payload={"name": said.conversation.name or said.conversation.address},
    )


def settle_stuck_replies(messages: Sequence[Message], *, now: datetime) -> None:
    """Replies that reached nobody, or nobody knows: the person waits for us as before."""
    stuck = [message for message in messages if message.purpose == REPLY]
    if stuck:
        wait_again(stuck, now=now)


@transaction.atomic
def wait_again(messages: Sequence[Message], *, now: datetime) -> None:
    """Open what these replies would have kept, and put their conversations back on the desk."""
    owed = Promise.objects.open().filter(kept_by__in=messages, conversation__isnull=False)
    talks = Conversation.objects.filter(pk__in=owed.values("conversation")).order_by("pk")
    for pk, application in list(talks.values_list("pk", "application")):
        lock_application(application)
        lock_conversation(pk)
    due = dict(owed.order_by("-due_at").values_list("conversation_id", "due_at"))
    forget_letters([message.pk for message in messages])
    for pk, due_at in due.items():
        Conversation.objects.filter(pk=pk).update(
            state=ConversationState.AWAITS_US, due_at=due_at, last_at=now
        )


def wait_for_recalled_reply(entry: Entry, *, now: datetime) -> None:
    """A reply taken back was never said: follows a letter's recall or its being given up."""
    message = Message.objects.get(pk=entry.payload["message"])
    gone = {MessageState.RECALLED, MessageState.STOPPED}
    if message.purpose == REPLY and message.state in gone:
        wait_again([message], now=now)
