"""Keeps what came in: bytes on the disk first, then the row, then the bell; the same thing once."""

from __future__ import annotations

import re
from email.parser import BytesHeaderParser
from email.policy import compat32
from hashlib import sha256
from typing import TYPE_CHECKING

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from procrastinate.contrib.django import app

from hearback.channels.models import Arrival
from hearback.kit.storage import random_key

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.channels.models import Door

READ = "inbox.read_arrivals"  # a room above us does it
# What makes a mail the same mail, whichever servers it passed and however often it is handed over.
_LASTING = ("message-id", "from", "date", "subject", "content-type")
_HEAD_LIMIT = 256 * 1024
_END_OF_HEAD = re.compile(rb"\r?\n\r?\n")


def take_in(raw: bytes, *, door: Door, now: datetime, loud: bool = True) -> Arrival:
    """Keep a mail that came in; returns its row, which is on the disk with its bytes.

    The same mail a second time changes nothing. `loud` rings the bell for whoever reads it; a door
    with many at once rings by itself. Raises OSError or a database error when it could not be kept.
    """
    key = mail_key(raw)
    known = Arrival.objects.filter(key=key).first()
    return known or keep(raw, key=key, door=door, now=now, loud=loud)


def keep(raw: bytes, *, key: str, door: Door, now: datetime, loud: bool = True) -> Arrival:
    """Keep anything that came in, known by `key` (64 characters at most), once."""
    raw_key = default_storage.save(random_key(), ContentFile(raw))
    try:
        with transaction.atomic():
            arrival = Arrival.objects.create(
                door=door, key=key, raw_key=raw_key, size=len(raw), arrived_at=now
            )
            if loud:
                ring()
    except IntegrityError:
        # The same thing came through two doors at once: the other one has it.
        default_storage.delete(raw_key)
        return Arrival.objects.get(key=key)
    return arrival


def ring() -> None:
    """Defer the task that reads what came in; harmless when rung twice, a sweep rings it too."""
    app.configure_task(READ, queue="arrivals").defer()


def mail_key(raw: bytes) -> str:
    """A fingerprint of a mail that survives another way through the world."""
    end = _END_OF_HEAD.search(raw, 0, _HEAD_LIMIT)
    head, body = (raw[: end.start()], raw[end.end() :]) if end else (raw[:_HEAD_LIMIT], raw)
    headers = BytesHeaderParser(policy=compat32).parsebytes(head)
    lasting = [f"{name}:{' '.join(str(headers.get(name, '')).split())}" for name in _LASTING]
    digest = sha256("\n".join(lasting).encode("utf-8", "surrogateescape"))
    digest.update(b"\n\n" + body.replace(b"\r\n", b"\n").rstrip())
    return digest.hexdigest()


def with_envelope(raw: bytes, *, sender: str, recipients: list[str]) -> bytes:
    """The mail with what its envelope said written on top, as a mailbox would keep it."""
    lines = [f"Return-Path: <{sender}>", *(f"Delivered-To: {one}" for one in recipients)]
    clean = "\r\n".join(" ".join(line.split()) for line in lines)
    return clean.encode("utf-8", "surrogateescape") + b"\r\n" + raw
