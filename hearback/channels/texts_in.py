"""Keeps texts that came in: bytes on the disk first, then the row, each once."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction

from hearback.channels.models import Arrival, Door
from hearback.kit.storage import random_key

if TYPE_CHECKING:
    from datetime import datetime


def keep_text(raw: bytes, *, sid: str, now: datetime) -> Arrival:
    """Keep a text as it came; the same one (`sid`) twice gives the row of the first time."""
    key = sha256(f"sms|{sid}".encode()).hexdigest()
    known = Arrival.objects.filter(key=key).first()
    if known is not None:
        return known
    raw_key = default_storage.save(random_key(), ContentFile(raw))
    try:
        with transaction.atomic():
            return Arrival.objects.create(
                door=Door.SMS, key=key, raw_key=raw_key, size=len(raw), arrived_at=now
            )
    except IntegrityError:
        default_storage.delete(raw_key)
        return Arrival.objects.get(key=key)


def raw_text(arrival: Arrival) -> bytes:
    """The bytes of a text as it came. Raises OSError when they cannot be read."""
    with default_storage.open(arrival.raw_key) as file:
        content: bytes = file.read()
    return content
