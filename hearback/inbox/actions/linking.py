"""Finding out whose words these were: a stranger's conversation joins an application."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from hearback.channels.actions import rethread
from hearback.inbox import kinds
from hearback.inbox.actions.drafts import drop_draft
from hearback.inbox.callbacks.models import Callback
from hearback.inbox.models import Note, Received, Reply, ReplyDraft
from hearback.kit.errors import Refused
from hearback.ledger.actions import carry_over, record
from hearback.ledger.actions.lock import lock_application, lock_conversation
from hearback.pipeline.models import Conversation, ConversationState

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.accounts.models import Member
    from hearback.pipeline.models import Application


@transaction.atomic
def link_to_application(
    *, conversation: Conversation, application: Application, by: Member | None, now: datetime
) -> Conversation:
    """Let what a stranger said belong to an application; returns the conversation it is in now.

    Where that application has a conversation already, the words, notes, replies, calls and promises
    move there, and a draft unless there is one; whatever comes to the old one later follows them.
    Replies go to the address of the application. Raises Refused when the conversation is about one
    already.
    """
    lock_application(application.pk)
    known = Conversation.objects.filter(application=application).first()
    for pk in sorted(one.pk for one in (conversation, known) if one is not None):
        lock_conversation(pk)
    conversation.refresh_from_db()
    if conversation.application_id is not None or conversation.part_of_id is not None:
        raise Refused(_("We know already whose conversation this is."))
    address = conversation.address or conversation.phone
    if known is None:
        _become_about(conversation, application)
        to = conversation
    else:
        known.refresh_from_db()
        _join(conversation, known)
        to = known
    told = {"name": application.name, "address": address}
    record(kinds.LINKED, by=by, now=now, application=application, payload=told)
    return to


def _become_about(conversation: Conversation, application: Application) -> None:
    conversation.application, conversation.opening = application, application.opening
    conversation.address, conversation.name = application.candidate.email, application.name
    conversation.phone = conversation.phone or application.phone
    conversation.language, conversation.zone = application.language, application.zone
    conversation.save()
    carry_over(from_=conversation, to=conversation)


def _join(stranger: Conversation, known: Conversation) -> None:
    """Move everything over; the emptied one stays, so that late words find their way."""
    waits = stranger.state == ConversationState.AWAITS_US
    due_at = stranger.due_at
    stranger.state, stranger.part_of = ConversationState.DONE, known
    stranger.due_at = stranger.snoozed_until = None
    stranger.save()
    for kind in (Received, Note, Reply, Callback):
        kind._default_manager.filter(conversation=stranger).update(conversation=known)
    if not ReplyDraft.objects.filter(conversation=known).exists():
        ReplyDraft.objects.filter(conversation=stranger).update(conversation=known)
    drop_draft(stranger)
    rethread(old=stranger.public_id, new=known.public_id)
    carry_over(from_=stranger, to=known)
    if waits:
        dues = [due for due in (due_at, known.due_at) if due is not None]
        known.state, known.due_at = ConversationState.AWAITS_US, min(dues, default=None)
        known.snoozed_until = None
    if stranger.last_at > known.last_at:
        known.last_at, known.last_words = stranger.last_at, stranger.last_words
    heard = [at for at in (stranger.last_heard_at, known.last_heard_at) if at is not None]
    known.last_heard_at = max(heard, default=None)
    known.save()
