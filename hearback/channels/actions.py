"""Writing messages, recalling them and holding the outbox; sending them is `outbox.py`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Replace

from hearback.channels.calendar_part import method_of
from hearback.channels.models import (
    Channel,
    Message,
    MessageState,
    Outbox,
    Picture,
    Urgency,
    WhenInDoubt,
)
from hearback.rules.text import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

SUBJECT_LIMIT = 200
# What an earlier sending left on a message that goes out again.
_UNSENT: dict[str, object] = {
    "accepted_at": None,
    "settled_at": None,
    "delivered_at": None,
    "returned_at": None,
    "address_is_bad": False,
    "provider_key": "",
}
NAME_LIMIT = 120


@dataclass(frozen=True, kw_only=True)
class Letter:
    """A rendered letter: to whom, from whom, about what, in which words.

    `calendar` is a whole VCALENDAR that goes with it, with the one METHOD it is sent for. `chat` is
    the public id of the chat it goes to, where that is its channel; `to_address` is then where it
    goes by mail if the chat does not take it, and empty when a mail says the same anyway.
    `pictures` are PNG by the names its HTML shows them under (`cid:name`); the text part has to do
    without them.
    `leave_link` is the marker of the address that mail programs press for "unsubscribe"; only what
    people agreed to be sent has one.
    """

    purpose: str
    to_address: str
    to_name: str
    from_name: str
    reply_to: str
    subject: str
    text: str
    html: str
    calendar: str = ""
    pictures: tuple[tuple[str, bytes], ...] = ()
    about: UUID | None = None
    thread: UUID | None = None
    channel: Channel = Channel.EMAIL
    chat: UUID | None = None
    in_reply_to: str = ""
    leave_link: str = ""
    automatic: bool = False
    urgency: Urgency = Urgency.LETTER
    when_in_doubt: WhenInDoubt = WhenInDoubt.ASK


@lru_cache(maxsize=256)
def _ours(text: str, limit: int) -> str:
    """A clean line of what thousands of letters have in common: the sender, the subject."""
    return one_line(text, limit)


def write_message(letter: Letter, *, now: datetime, send_after: datetime | None = None) -> Message:
    """The row of a letter, not stored yet; one-line fields are cleaned of anything but text.

    Raises ValueError for a calendar entry that does not say what it asks for, and for a letter by
    chat that does not say to which.
    """
    if (letter.channel == Channel.CHAT) is (letter.chat is None):
        raise ValueError("A letter by chat, and no other, says to which chat it goes.")
    if letter.calendar:
        method_of(letter.calendar)
    public_id = uuid4()
    domain = letter.reply_to.rpartition("@")[2] or "localhost"
    return Message(
        public_id=public_id,
        purpose=letter.purpose,
        about=letter.about,
        thread=letter.thread,
        channel=letter.channel,
        chat=letter.chat,
        in_reply_to=letter.in_reply_to,
        urgency=letter.urgency,
        when_in_doubt=letter.when_in_doubt,
        to_address=letter.to_address,
        to_name=one_line(letter.to_name, NAME_LIMIT),
        from_name=_ours(letter.from_name, NAME_LIMIT),
        reply_to=letter.reply_to,
        subject=_ours(letter.subject, SUBJECT_LIMIT),
        text=letter.text,
        html=letter.html,
        calendar=letter.calendar,
        leave_link=letter.leave_link,
        message_id=f"<{public_id}@{domain}>",
        automatic=letter.automatic,
        created_at=now,
        send_after=send_after or now,
    )


def reword(message: Message, letter: Letter) -> None:
    """Give a message that was stored in this very transaction the words of another letter."""
    message.text, message.html = letter.text, letter.html
    message.save(update_fields=["text", "html"])


@transaction.atomic
def queue(letter: Letter, *, now: datetime, send_after: datetime | None = None) -> Message:
    """Store a letter and ring the bell that sends it, both in the caller's transaction.

    `send_after` (aware) keeps it back until then; without it the letter leaves at once.
    """
    message = write_message(letter, now=now, send_after=send_after)
    message.save(force_insert=True)
    Picture.objects.bulk_create(
        Picture(message=message, name=name, png=png) for name, png in letter.pictures
    )
    if message.send_after <= now:
        ring(letter.channel)
    return message


def queue_many(letters: Sequence[tuple[Letter, datetime]], *, now: datetime) -> list[Message]:
    """Store many letters, each with the moment it may leave, in one statement.

    Raises ValueError for one with pictures: those are stored one at a time.
    """
    if any(letter.pictures for letter, _ in letters):
        raise ValueError("A letter with pictures is queued by itself.")
    return Message.objects.bulk_create(
        [write_message(letter, now=now, send_after=send_after) for letter, send_after in letters]
    )


def ring(channel: str = Channel.EMAIL) -> None:
    """Defer the task that sends what is due; harmless when rung twice, a sweep rings it too.

    Chat has a bell of its own: a chat server that hangs must not keep letters waiting.
    """
    from hearback.channels import tasks  # noqa: PLC0415  the task imports the outbox

    (tasks.send_chats if channel == Channel.CHAT else tasks.send_due).defer()


def recall(message: Message) -> bool:
    """Take a message back; True when it had not left yet.

    One conditional update decides between this and the sender: exactly one of them wins.
    """
    waiting = [MessageState.QUEUED, MessageState.HELD]
    return bool(
        Message.objects.filter(pk=message.pk, state__in=waiting).update(
            state=MessageState.RECALLED, lease_token=None, lease_until=None
        )
    )


def forget(*, about: UUID, purpose: str) -> None:
    """Blank whom letters about something went to and what they said; none of them leaves any more.

    That there was a letter, and when, stays.
    """
    theirs = Message.objects.filter(about=about, purpose=purpose)
    gone = [MessageState.ACCEPTED, MessageState.AT_RELAY, MessageState.STOPPED]
    theirs.exclude(state__in=gone).update(
        state=MessageState.RECALLED, lease_token=None, lease_until=None
    )
    theirs.update(to_address="", to_name="", subject="", text="", html="", calendar="", trouble="")


def readdress(*, about: Sequence[UUID], old: str, new: str) -> int:
    """Let letters about these that still wait for `old` go to `new`; returns how many.

    One that a sender holds just now is left alone: its guard decides whether it may leave.
    """
    waiting = Message.objects.filter(
        about__in=about, to_address=old, state__in=[MessageState.QUEUED, MessageState.HELD]
    )
    return waiting.filter(lease_token=None).update(to_address=new)


def relink(*, about: Sequence[UUID], old: str, new: str) -> int:
    """Let letters about these that have not left lead to `new` in place of `old`; returns how many.

    Both are markers. One that a sender holds just now leaves as it is.
    """
    waiting = Message.objects.filter(
        about__in=about, state__in=[MessageState.QUEUED, MessageState.HELD], lease_token=None
    )
    said = {name: Replace(name, Value(old), Value(new)) for name in ("text", "html")}
    return waiting.filter(text__contains=old).update(**said)


def hasten(message: Message, *, now: datetime) -> bool:
    """Let a message that waits for its moment leave at once; True when it still waited."""
    waiting = Message.objects.filter(pk=message.pk, state=MessageState.QUEUED, send_after__gt=now)
    hastened = bool(waiting.update(send_after=now))
    if hastened:
        ring(message.channel)
    return hastened


def rethread(*, old: UUID, new: UUID) -> int:
    """Let the messages of one conversation belong to another; returns how many."""
    return Message.objects.filter(thread=old).update(thread=new)


def hold_sending(*, reason: str, now: datetime) -> None:
    """Let nothing leave until somebody releases it; used after a restore."""
    Outbox.objects.update_or_create(id=1, defaults={"held_since": now, "reason": reason})


@transaction.atomic
def release_sending() -> int:
    """Let held messages leave again; returns how many were waiting."""
    Outbox.objects.update(
        held_since=None, reason="", relay_down_since=None, relay_trouble="", try_after=None
    )
    released = Message.objects.filter(state=MessageState.HELD).update(state=MessageState.QUEUED)
    if released:
        ring()
        ring(Channel.CHAT)
    return released


def send_again(message: Message, *, now: datetime) -> bool:
    """A decision that a message in doubt, failed, held or come back goes out (again)."""
    stuck = [
        MessageState.IN_DOUBT,
        MessageState.FAILED,
        MessageState.HELD,
        MessageState.RETURNED,
    ]
    changed = Message.objects.filter(pk=message.pk, state__in=stuck).update(
        state=MessageState.QUEUED, send_after=now, deaths=0, attempts=0, trouble="", **_UNSENT
    )
    if changed:
        ring(message.channel)
    return bool(changed)
