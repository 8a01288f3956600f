"""A call that was promised as an answer, without a window: it becomes a row with its first try."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hearback.inbox.actions.conversing import conversation_about
from hearback.inbox.callbacks.models import Callback
from hearback.inbox.callbacks.numbers import likely_number
from hearback.inbox.callbacks.words import clock_of

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.ledger.models import Promise


def begin_callback(promise: Promise, *, now: datetime) -> Callback:
    """Write the call of a promise nobody named a window for, once it is first tried."""
    conversation = promise.conversation
    if conversation is None and promise.application is not None:
        conversation = conversation_about(promise.application, now=now)
    if conversation is None:
        raise ValueError("A call is promised to somebody.")
    country = conversation.opening.place.country if conversation.opening else ""
    return Callback.objects.create(
        conversation=conversation,
        promise=promise,
        number=likely_number(conversation.phone, country),
        begins_at=promise.made_at,
        ends_at=promise.due_at,
        zone=clock_of(conversation, promise.owner),
        created_at=now,
    )
