"""Messages that may not leave yet: laid aside for a person, or until a later moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from hearback.channels import hooks
from hearback.channels.models import Message, MessageState

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime


def without_waiting(messages: Sequence[Message], *, now: datetime) -> list[Message]:
    """Lay aside those that must wait; return the others, looking as their readers want them."""
    waits = hooks.reasons_to_wait(messages, now=now)
    for message in messages:
        if message.pk in waits:
            _lay_aside(message, waits[message.pk], now=now)
    going = [message for message in messages if message.pk not in waits]
    hooks.dress(going)
    return going


@transaction.atomic
def _lay_aside(message: Message, wait: hooks.Wait, *, now: datetime) -> None:
    """Hold a message for a person, or let it leave at a later moment."""
    fields: dict[str, object] = {"trouble": wait.why[:300], "lease_token": None}
    if wait.until is None:
        fields["state"] = MessageState.HELD
    else:
        fields["send_after"] = wait.until
    mine = Message.objects.filter(
        pk=message.pk, lease_token=message.lease_token, state=MessageState.QUEUED
    )
    if mine.update(lease_until=None, **fields):
        message.refresh_from_db(fields=["state", "send_after", "trouble"])
        hooks.settle_waiting([message], now=now)
