"""Reading what came in, in the background: each by one worker at a time, at most three times."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import F

from hearback.channels.doors.take_in import ring
from hearback.channels.models import Arrival, ArrivalState
from hearback.channels.parsing import parse
from hearback.inbox.arrivals.outcome import Sorted
from hearback.inbox.arrivals.reception import Reception
from hearback.inbox.arrivals.sorting import sender_of, sort_out
from hearback.rules.text import one_line

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=2)
DISK_PAUSE = timedelta(minutes=5)
DEATHS = 3
AT_ONCE = 500
TURN = timedelta(seconds=4)  # a worker that is asked to stop has six

# The count goes up before reading starts: a mail that kills its reader is known by that.
_CLAIM = """
UPDATE channels_arrival SET deaths = deaths + 1, reading_until = %(until)s
 WHERE id = (
    SELECT id FROM channels_arrival
     WHERE state = 'waiting' AND door <> 'sms'
       AND (reading_until IS NULL OR reading_until < %(now)s)
     ORDER BY arrived_at
     LIMIT 1
       FOR UPDATE SKIP LOCKED)
RETURNING *
"""


def read_arrivals(*, clock: Callable[[], datetime], limit: int = AT_ONCE) -> int:
    """Read what came in by mail and waits, oldest first; returns how many were dealt with.

    Any number of processes may do this at once. What killed its reader three times, or fails
    three times, is given up as unreadable: kept, and shown to a person. After a turn it rings the
    bell for what is left and returns, so that a worker can stop. Before set-up everything waits.
    """
    begun = clock()
    until, reception = begun + TURN, Reception.open(now=begun)
    if reception is None:
        return 0
    for dealt_with in range(limit):
        now = clock()
        if now > until:
            ring()
            return dealt_with
        arrival = _claim(now=now)
        if arrival is None:
            return dealt_with
        _read_one(arrival, reception, now=now)
    return limit


def _claim(*, now: datetime) -> Arrival | None:
    found = Arrival.objects.raw(_CLAIM, {"now": now, "until": now + LEASE})
    return next(iter(found), None)


def _read_one(arrival: Arrival, reception: Reception, *, now: datetime) -> None:
    if arrival.deaths > DEATHS:
        _give_up(arrival, now=now)
        return
    try:
        with default_storage.open(arrival.raw_key) as file:
            raw: bytes = file.read()
    except OSError:
        log.exception("arrival_file_missing", extra={"arrival": arrival.pk})
        _put_off(arrival, now=now)
        return
    try:
        _read(arrival, raw, reception, now=now)
    except Exception:
        # Whatever it was, the next ones wait; this one is tried again when its lease is over.
        log.exception("arrival_not_read", extra={"arrival": arrival.pk})


@transaction.atomic
def _read(arrival: Arrival, raw: bytes, reception: Reception, *, now: datetime) -> None:
    if not _still_waits(arrival):
        return
    ours = reception.organisation.reply_address
    mail = parse(raw, ours=ours)
    mail = replace(mail, from_address=sender_of(mail, ours))
    arrival.message_id = mail.message_id
    arrival.from_address = mail.from_address
    arrival.subject = one_line(mail.subject, 300)
    # Stored before it is decided about: letters that answer it name it.
    arrival.save(update_fields=["message_id", "from_address", "subject"])
    found = sort_out(arrival, mail, raw, reception=reception, now=now)
    _write_down(arrival, found, now=now)


@transaction.atomic
def _give_up(arrival: Arrival, *, now: datetime) -> None:
    if _still_waits(arrival):
        found = Sorted(ArrivalState.UNREADABLE, why="Reading it failed.")
        _write_down(arrival, found, now=now)


def _still_waits(arrival: Arrival) -> bool:
    """Lock it, and say whether nobody else dealt with it meanwhile.

    Looked up by its number alone: asked for its state as well, PostgreSQL would look through all
    that wait, by their index, before it knows how many that are.
    """
    mine = Arrival.objects.select_for_update().filter(pk=arrival.pk)
    return mine.values_list("state", flat=True).get() == ArrivalState.WAITING


def _write_down(arrival: Arrival, found: Sorted, *, now: datetime) -> None:
    Arrival.objects.filter(pk=arrival.pk).update(
        state=found.state,
        thread=found.thread,
        trouble=found.why,
        read_at=now,
        reading_until=None,
    )


def _put_off(arrival: Arrival, *, now: datetime) -> None:
    """The file may come back with its disk: try again later, and count no death."""
    Arrival.objects.filter(pk=arrival.pk, state=ArrivalState.WAITING).update(
        deaths=F("deaths") - 1, reading_until=now + DISK_PAUSE
    )
