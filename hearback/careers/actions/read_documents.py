"""Reading CVs for search, in the background: one at a time, each at most three times."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import connection, transaction
from django.db.models import F

from hearback.careers import kinds
from hearback.careers.actions.texts import add_missing_texts, set_text
from hearback.careers.cv import box
from hearback.careers.cv.kinds import Kind
from hearback.careers.files import content_of
from hearback.ledger.actions import record
from hearback.pipeline.models import Document, TextState

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=2)
DISK_PAUSE = timedelta(minutes=10)
DEATHS = 3
AT_ONCE = 200

# The count goes up before reading starts: a document that kills its reader is known by that.
_CLAIM = """
UPDATE pipeline_document SET reading_deaths = reading_deaths + 1, reading_until = %(until)s
 WHERE id = (
    SELECT id FROM pipeline_document
     WHERE text_state = 'waiting' AND (reading_until IS NULL OR reading_until < %(now)s)
     ORDER BY created_at
     LIMIT 1
       FOR UPDATE SKIP LOCKED)
RETURNING id
"""


def read_documents(*, clock: Callable[[], datetime], limit: int = AT_ONCE) -> int:
    """Read the CVs that wait, oldest first; returns how many were dealt with.

    Any number of processes may do this at once: each document is leased to one of them. A document
    whose reader died three times is given up as unreadable; the file stays.
    """
    add_missing_texts()
    for dealt_with in range(limit):
        document = _claim(now=clock())
        if document is None:
            return dealt_with
        _read_one(document, now=clock())
    return limit


def _claim(*, now: datetime) -> Document | None:
    with connection.cursor() as cursor:
        cursor.execute(_CLAIM, {"now": now, "until": now + LEASE})
        row = cursor.fetchone()
    if row is None:
        return None
    return Document.objects.select_related("application").get(pk=row[0])


def _read_one(document: Document, *, now: datetime) -> None:
    if document.reading_deaths > DEATHS:
        _write_down(document, "", "its reader died three times", now=now)
        return
    try:
        content = content_of(document.key)
    except OSError:
        log.exception("cv_file_missing", extra={"document": document.pk})
        _put_off(document, now=now)
        return
    reading = box.read(content, Kind(document.kind))
    _write_down(document, reading.text, reading.reason, now=now)


def _put_off(document: Document, *, now: datetime) -> None:
    """The file may come back with its disk: try again later, and count no death."""
    Document.objects.filter(pk=document.pk, text_state=TextState.WAITING).update(
        reading_deaths=F("reading_deaths") - 1, reading_until=now + DISK_PAUSE
    )


@transaction.atomic
def _write_down(document: Document, text: str, reason: str, *, now: datetime) -> None:
    """Store what was read; whoever was frozen meanwhile finds it done and changes nothing."""
    state = TextState.READ if text else TextState.UNREADABLE
    mine = Document.objects.filter(pk=document.pk, text_state=TextState.WAITING)
    if not mine.update(text_state=state, reading_until=None):
        return
    if text and not set_text(document.application_id, text):
        add_missing_texts()
        set_text(document.application_id, text)
    record(
        kinds.CV_READ,
        by=None,
        now=now,
        application=document.application,
        payload={"outcome": reason or str(state.label)},
    )
