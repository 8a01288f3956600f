"""Reads of conversations, starting from who asks."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, TypeVar

from django.db.models import Model, Q
from django.utils.translation import gettext as _

from hearback.accounts.access import Right, may
from hearback.channels.models import Arrival, ArrivalState, Channel, Message
from hearback.channels.numbers import may_reply_by_text
from hearback.inbox.models import Attachment, Note, Received, Reply, ReplyDraft
from hearback.kit.errors import NotYours
from hearback.pipeline.models import Application, Conversation
from hearback.pipeline.queries import openings_visible_to, who_must_not_be_known_to

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from django.db.models import QuerySet

    from hearback.accounts.models import Member

One = TypeVar("One", bound=Model)


def conversations_visible_to(member: Member) -> QuerySet[Conversation]:
    """Conversations this member may see: all, or those about openings they take part in."""
    conversations = Conversation.objects.select_related("application", "opening", "owner")
    unknown = Application.objects.filter(candidate__in=who_must_not_be_known_to(member))
    conversations = conversations.exclude(application__in=unknown)
    if may(member, Right.SEE_ALL_APPLICATIONS):
        return conversations
    return conversations.filter(opening__in=openings_visible_to(member).values("pk"))


def conversation_for(member: Member, public_id: UUID) -> Conversation:
    """One conversation. Raises NotYours when there is none this member may see."""
    conversation = conversations_visible_to(member).filter(public_id=public_id).first()
    if conversation is None:
        raise NotYours(_("There is no such conversation, or it is not yours to see."))
    return conversation


def conversation_of(application: Application) -> Conversation | None:
    """The conversation about an application; None while nobody has said a word in it."""
    found = Conversation.objects.select_related("application", "opening", "owner")
    return found.filter(application=application).first()


# Far beyond any talk seen; one with more shows the newest of each.
MOST_SAID = 200


def said_in(conversation: Conversation) -> list[Received | Message | Note]:
    """Everything said in it, in order: what came in, what went out, what colleagues noted."""
    everything: chain[Received | Message | Note] = chain(
        _newest(conversation.received.prefetch_related("attachments"), "-at"),
        _newest(ours_in(conversation).select_related("reply__by").defer("html"), "-created_at"),
        _newest(conversation.notes.select_related("by"), "-at"),
    )
    return sorted(everything, key=_said_at)


def ours_in(conversation: Conversation) -> QuerySet[Message]:
    """What we wrote in it, and about the application it is about."""
    ours = Q(thread=conversation.public_id)
    if conversation.application is not None:
        ours |= Q(about=conversation.application.public_id)
    return Message.objects.filter(ours)


def version_of(conversation: Conversation) -> str:
    """What was said last on either side, as a token: it changes when somebody says something."""
    heard = conversation.received.order_by("-at", "-pk").values_list("pk", flat=True).first()
    by_people = ours_in(conversation).filter(automatic=False)
    said = by_people.order_by("-created_at", "-pk").values_list("pk", flat=True).first()
    return f"{heard or 0}-{said or 0}"


def draft_in(conversation: Conversation) -> ReplyDraft | None:
    """The reply being written in it; None when nobody writes."""
    found = ReplyDraft.objects.filter(conversation=conversation)
    return found.select_related("by").first()


def ways_to(conversation: Conversation) -> list[Channel]:
    """The ways a reply can reach this person, the usual one first."""
    ways = [Channel.EMAIL] if conversation.address else []
    if may_reply_by_text(conversation.phone):
        ways.append(Channel.SMS)
    return ways


def reply_of(message_id: UUID) -> Reply:
    """The reply that left, or will leave, in this message. Raises NotYours when there is none."""
    found = Reply.objects.filter(message__public_id=message_id)
    reply = found.select_related("message", "conversation").first()
    if reply is None:
        raise NotYours(_("There is no such reply."))
    return reply


def attachment_of(conversation: Conversation, public_id: UUID) -> Attachment:
    """A file that came in this conversation. Raises NotYours when there is no such file."""
    files = Attachment.objects.filter(received__conversation=conversation)
    found = files.filter(public_id=public_id).first()
    if found is None:
        raise NotYours(_("There is no such file in this conversation."))
    return found


def _newest(found: QuerySet[One], order: str) -> list[One]:
    return list(found.order_by(order, "-pk")[:MOST_SAID])


def _said_at(one: Received | Message | Note) -> datetime:
    return one.accepted_at or one.created_at if isinstance(one, Message) else one.at


def arrivals_needing_somebody(member: Member) -> QuerySet[Arrival]:
    """Mail that no program could place or read, oldest first; nobody knows yet whose it is.

    Only for who may see every application, as it may be from or about anybody.
    """
    if not may(member, Right.SEE_ALL_APPLICATIONS):
        return Arrival.objects.none()
    stuck = Arrival.objects.filter(state__in=[ArrivalState.UNREADABLE, ArrivalState.LOOP])
    return stuck.order_by("arrived_at")
