"""The only place that reads the clock; in a demo it may run ahead by a stored shift."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db import transaction

from hearback.kit.models import ClockShift

FRESH_SECONDS = 1.0
_NO_SHIFT = timedelta(0)


class _Remembered:
    """The shift as last read, so that a page does not ask the database for every moment."""

    def __init__(self) -> None:
        self.shift = _NO_SHIFT
        self.until = 0.0

    def read(self) -> timedelta:
        if time.monotonic() >= self.until:
            row = ClockShift.objects.first()
            self.keep(row.ahead if row else _NO_SHIFT)
        return self.shift

    def keep(self, shift: timedelta) -> None:
        self.shift = shift
        self.until = time.monotonic() + FRESH_SECONDS


_remembered = _Remembered()


def now() -> datetime:
    """Return this moment as an aware UTC datetime; in a demo, plus the shift asked for."""
    moment = datetime.now(UTC)
    return moment + _remembered.read() if settings.HEARBACK_DEMO else moment


def advance(by: timedelta) -> timedelta:
    """Let the demo clock run ahead by ``by`` more; returns the whole shift.

    Other processes notice within a second. Raises ValueError for a step back: promises
    already counted as late could not become early again.
    """
    if by < _NO_SHIFT:
        raise ValueError("The clock only goes forward.")
    with transaction.atomic():
        ClockShift.objects.get_or_create(id=1, defaults={"ahead": _NO_SHIFT})
        row = ClockShift.objects.select_for_update().get(id=1)
        row.ahead += by
        row.save()
    _remembered.keep(row.ahead)
    return row.ahead
