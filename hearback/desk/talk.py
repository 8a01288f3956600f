"""A conversation as the desk shows it: everything said by any way, and what can be done next."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from hearback.channels.models import Channel, Message, MessageState
from hearback.desk.queries.application import told
from hearback.desk.words import letter_state
from hearback.inbox.models import Note, Received
from hearback.inbox.queries import said_in
from hearback.kit.links import veil

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from hearback.accounts.models import Member
    from hearback.desk.queries.application import Told
    from hearback.inbox.models import Attachment, Reply
    from hearback.pipeline.models import Application, Conversation

TROUBLED = {MessageState.FAILED, MessageState.RETURNED, MessageState.IN_DOUBT}
GONE = {MessageState.RECALLED, MessageState.STOPPED}
CALLS = ("call.logged",)
MOST_CALLS = 50


@dataclass(frozen=True)
class Turn:
    """One thing somebody said; `kind` is heard, reply, letter, note or call."""

    kind: str
    at: datetime
    who: str
    words: str
    way: str = ""
    subject: str = ""
    quoted: str = ""
    state: str = ""
    message: Message | None = None
    attachments: list[Attachment] = field(default_factory=list)

    @property
    def is_troubled(self) -> bool:
        """Whether it did not arrive, or nobody knows."""
        return self.message is not None and self.message.state in TROUBLED

    @property
    def is_waiting(self) -> bool:
        """Whether it has not left yet and can be taken back."""
        return self.message is not None and self.message.state == MessageState.QUEUED

    @property
    def is_gone(self) -> bool:
        """Whether it was taken back or stopped, so that nobody ever read it."""
        return self.message is not None and self.message.state in GONE


def turns_of(conversation: Conversation, member: Member) -> list[Turn]:
    """Everything said in a conversation, and the calls about its application, in order."""
    turns = [_turn(one, conversation, member) for one in said_in(conversation)]
    calls = calls_about(conversation.application) if conversation.application else []
    return sorted([*turns, *calls], key=lambda turn: turn.at)


def turns_of_letters(
    letters: Iterable[Message], application: Application, member: Member
) -> list[Turn]:
    """The same while only letters were written, and nobody has said a word back."""
    turns = [_ours(message, None, member) for message in letters]
    return sorted([*turns, *calls_about(application)], key=lambda turn: turn.at)


def calls_about(application: Application) -> list[Turn]:
    """Calls that were logged, oldest first."""
    entries = application.entries.filter(kind__in=CALLS).select_related("by", "words")
    return [_call(told(entry)) for entry in entries.order_by("-pk")[:MOST_CALLS]][::-1]


def _call(line: Told) -> Turn:
    return Turn("call", line.at, line.by.name if line.by else "", line.words, way=_("by phone"))


def _turn(one: Received | Message | Note, conversation: Conversation, member: Member) -> Turn:
    if isinstance(one, Message):
        return _ours(one, getattr(one, "reply", None), member)
    if isinstance(one, Note):
        return Turn("note", one.at, one.by.name, one.text, way=_("for colleagues only"))
    return Turn(
        "heard",
        one.at,
        one.from_name or conversation.name or one.from_address,
        one.text,
        way=way_words(one.channel),
        subject=one.subject,
        quoted=one.quoted,
        attachments=list(one.attachments.all()),
    )


def _ours(message: Message, reply: Reply | None, member: Member) -> Turn:
    """A letter of ours; links in it open a candidate's own page, so only what they are is shown."""
    words = reply.text if reply else veil(message.text, _("[their status page]"))
    return Turn(
        "reply" if reply else "letter",
        message.accepted_at or message.created_at,
        reply.by.name if reply else message.from_name,
        words,
        way=way_words(message.channel) if reply else "",
        subject=message.subject,
        state=letter_state(message, member),
        message=message,
    )


def way_words(channel: str) -> str:
    """By which way something was said."""
    return {
        Channel.EMAIL: _("by e-mail"),
        Channel.SMS: _("by text message"),
        Channel.WEB: _("on their page"),
        Channel.PHONE: _("by phone"),
        Channel.CHAT: _("by chat"),
    }[Channel(channel)]
