"""Replies still being written: colleagues see them, so that two people do not answer at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from hearback.inbox.models import ReplyDraft
from hearback.ledger.actions.lock import lock_conversation
from hearback.rules.text import many_lines

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.accounts.models import Member
    from hearback.channels.models import Channel
    from hearback.pipeline.models import Conversation

LONGEST = 20_000


@transaction.atomic
def save_draft(
    *,
    conversation: Conversation,
    text: str,
    channel: Channel,
    by: Member,
    now: datetime,
    take_over: bool = False,
) -> ReplyDraft | None:
    """Keep what is written so far; returns the draft there is now, None when there is none.

    There is one draft in a conversation. A colleague's is left alone, and returned, unless `by`
    takes it over; an empty one of one's own is forgotten.
    """
    lock_conversation(conversation.pk)
    held = ReplyDraft.objects.filter(conversation=conversation).select_related("by").first()
    if held is not None and held.by_id != by.pk and not take_over:
        return held
    text = many_lines(text, LONGEST)
    if not text:
        drop_draft(conversation)
        return None
    draft, _is_new = ReplyDraft.objects.update_or_create(
        conversation=conversation,
        defaults={
            "by": by,
            "text": text,
            "channel": channel,
            "saved_at": now,
            "version": held.version + 1 if held else 1,
        },
    )
    return draft


def drop_draft(conversation: Conversation, *, of: Member | None = None) -> None:
    """Forget the draft of a conversation; with `of`, only if it is theirs."""
    drafts = ReplyDraft.objects.filter(conversation=conversation)
    (drafts if of is None else drafts.filter(by=of)).delete()
