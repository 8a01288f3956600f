"""The only place that reads the clock; in a demo it may run ahead by a stored shift."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db import connection

FRESH_SECONDS = 1.0
_NO_SHIFT = timedelta(0)
_READ = "SELECT ahead FROM kit_clockshift"
_ADVANCE = """
    INSERT INTO kit_clockshift (id, ahead) VALUES (1, make_interval(secs => %s))
    ON CONFLICT (id) DO UPDATE
    SET ahead = kit_clockshift.ahead + EXCLUDED.ahead, changed_at = now()
    RETURNING ahead
"""


class _Remembered:
    """The shift as last read, so that a page does not ask the database for every moment."""

    def __init__(self) -> None:
        self.shift = _NO_SHIFT
        self.until = 0.0

    def read(self) -> timedelta:
        if time.monotonic() >= self.until:
            with connection.cursor() as cursor:
                cursor.execute(_READ)
                row = cursor.fetchone()
            self.keep(row[0] if row else _NO_SHIFT)
        return self.shift

    def keep(self, shift: timedelta) -> None:
        self.shift = shift
        self.until = time.monotonic() + FRESH_SECONDS


_remembered = _Remembered()


def now() -> datetime:
    """Return this moment as an aware UTC datetime; in a demo, plus the shift asked for."""
    moment = datetime.now(UTC)
    return moment + _remembered.read() if settings.HEARBACK_DEMO else moment


def is_demo() -> bool:
    """Whether a demo company lives in this database: only there may the clock be moved."""
    with connection.cursor() as cursor:
        cursor.execute(_READ)
        return cursor.fetchone() is not None


def advance(by: timedelta) -> timedelta:
    """Let the demo clock run ahead by ``by`` more; returns the whole shift.

    Advancing by nothing marks the database as a demo's. Other processes notice within a second.
    Raises ValueError for a step back: promises already late could not become early again.
    """
    if by < _NO_SHIFT:
        raise ValueError("The clock only goes forward.")
    with connection.cursor() as cursor:
        cursor.execute(_ADVANCE, [by.total_seconds()])
        (shift,) = cursor.fetchone()
    _remembered.keep(shift)
    return _remembered.shift
