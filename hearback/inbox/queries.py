"""Reads of conversations, starting from who asks."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext as _

from hearback.accounts.access import Right, may
from hearback.channels.models import Message
from hearback.kit.errors import NotYours
from hearback.pipeline.models import Conversation
from hearback.pipeline.queries import openings_visible_to

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from django.db.models import QuerySet

    from hearback.accounts.models import Member
    from hearback.inbox.models import Note, Received


def conversations_visible_to(member: Member) -> QuerySet[Conversation]:
    """Conversations this member may see: all, or those about openings they take part in."""
    conversations = Conversation.objects.select_related("application", "opening", "owner")
    if may(member, Right.SEE_ALL_APPLICATIONS):
        return conversations
    return conversations.filter(opening__in=openings_visible_to(member).values("pk"))


def conversation_for(member: Member, public_id: UUID) -> Conversation:
    """One conversation. Raises NotYours when there is none this member may see."""
    conversation = conversations_visible_to(member).filter(public_id=public_id).first()
    if conversation is None:
        raise NotYours(_("There is no such conversation, or it is not yours to see."))
    return conversation


def said_in(conversation: Conversation) -> list[Received | Message | Note]:
    """Everything said in it, in order: what came in, what went out, what colleagues noted."""
    ours = Q(thread=conversation.public_id)
    if conversation.application is not None:
        ours |= Q(about=conversation.application.public_id)
    everything: chain[Received | Message | Note] = chain(
        conversation.received.select_related("arrival").prefetch_related("attachments"),
        Message.objects.filter(ours),
        conversation.notes.select_related("by"),
    )
    return sorted(everything, key=_said_at)


def _said_at(one: Received | Message | Note) -> datetime:
    return one.accepted_at or one.created_at if isinstance(one, Message) else one.at
