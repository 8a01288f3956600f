"""Whose conversation a mail belongs to: by its sealed address, then what it answers, then who."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hearback.channels.doors.reply_address import Tag, tags_among
from hearback.channels.models import Arrival, ArrivalState, Message
from hearback.inbox.actions.conversing import conversation_about
from hearback.pipeline.models import Application, Conversation, Opening
from hearback.rules.addresses import fold_address

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from hearback.channels.parsing import Parsed


@dataclass(frozen=True)
class Place:
    """Where a mail belongs; `sealed` when it came to a reply address of that conversation.

    `opening` is the one whose address it was sent to; `forged` says that somebody made a reply
    address up.
    """

    conversation: Conversation | None
    opening: Opening | None = None
    sealed: bool = False
    forged: bool = False


def place_of(mail: Parsed, *, sender: str, ours: str, now: datetime) -> Place:
    """Where this mail belongs; a conversation of None is a stranger's, not opened yet."""
    tags = tags_among(mail.recipients, ours)
    forged = any(tag.forged for tag in tags)
    for tag in tags:
        if tag.message is not None:
            message = Message.objects.filter(pk=tag.message).first()
            conversation = conversation_of(message, now=now) if message else None
            if conversation is not None:
                return Place(conversation, _opening_of(conversation), sealed=True, forged=forged)
    answered = _answered(mail.answers, sender=sender, now=now)
    opening = _opening_at(tags)
    if answered is not None:
        return Place(answered, opening or _opening_of(answered), forged=forged)
    return Place(_of_sender(sender, opening, now=now), opening, forged=forged)


def conversation_of(message: Message, *, now: datetime) -> Conversation | None:
    """The conversation a letter of ours belongs to; None for letters to colleagues."""
    if message.thread is not None:
        found = _now_in(Conversation.objects.filter(public_id=message.thread))
        if found is not None:
            return found
    if message.about is None:
        return None
    application = Application.objects.filter(public_id=message.about).first()
    return conversation_about(application, now=now) if application else None


def _opening_of(conversation: Conversation) -> Opening | None:
    """The opening a stranger talks about; who applied already is past that."""
    return conversation.opening if conversation.application_id is None else None


def _opening_at(tags: list[Tag]) -> Opening | None:
    words = [tag.word for tag in tags if tag.word]
    return Opening.objects.filter(slug__in=words).first() if words else None


def _answered(numbers: list[str], *, sender: str, now: datetime) -> Conversation | None:
    """By the mails it answers: ours, whose numbers nobody can guess, or the sender's own."""
    if not numbers:
        return None
    for message in Message.objects.filter(message_id__in=numbers).order_by("-pk"):
        conversation = conversation_of(message, now=now)
        if conversation is not None:
            return conversation
    own = Arrival.objects.filter(
        message_id__in=numbers, from_address=sender, state=ArrivalState.TAKEN
    )
    thread = own.order_by("-pk").values_list("thread", flat=True).first()
    return _now_in(Conversation.objects.filter(public_id=thread)) if thread else None


def _of_sender(sender: str, opening: Opening | None, *, now: datetime) -> Conversation | None:
    """The latest application in progress from this address, else what we talk of already."""
    running = Application.objects.in_progress().filter(candidate__email_key=fold_address(sender))
    if opening is not None:
        running = running.filter(opening=opening)
    application = running.order_by("-received_at").first()
    if application is not None:
        return conversation_about(application, now=now)
    return _now_in(Conversation.objects.filter(application=None, address=fold_address(sender)))


def _now_in(found: QuerySet[Conversation]) -> Conversation | None:
    """A conversation, or the one its words went to once we knew whose it is."""
    conversation = found.select_related("part_of").first()
    return (conversation.part_of or conversation) if conversation else None
