"""What a carrier says of a message after it had taken it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from hearback.channels import hooks
from hearback.channels.models import Message, MessageState

if TYPE_CHECKING:
    from datetime import datetime


@transaction.atomic
def returned(message: Message, *, reason: str, permanent: bool, now: datetime) -> bool:
    """A message came back; True when that was news."""
    del permanent
    came = Message.objects.filter(pk=message.pk, state=MessageState.ACCEPTED)
    if not came.update(state=MessageState.RETURNED, trouble=reason[:300]):
        return False
    hooks.settle_undelivered([message], now=now)
    return True
