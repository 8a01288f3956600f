"""The days on which somebody who needs longer may answer: their next working days."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from hearback.kit.moments import day as day_words
from hearback.pipeline.calendars import calendar_of_contact
from hearback.rules.wall import local_day, zone_of

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.pipeline.models import Contact

OFFERED, LOOKS_AHEAD = 7, 30
A_DAY = timedelta(days=1)


def days_ahead(contact: Contact, *, now: datetime) -> dict[str, tuple[str, datetime]]:
    """Their next working days by ISO date: how the day is said, and when its last hour ends."""
    calendar = calendar_of_contact(contact, now=now)
    today = local_day(now, zone_of(calendar.zone))
    found: dict[str, tuple[str, datetime]] = {}
    for ahead in range(1, LOOKS_AHEAD):
        one: date = today + ahead * A_DAY
        spans = calendar.spans(one)
        if spans and len(found) < OFFERED:
            found[one.isoformat()] = (day_words(one), spans[-1][1])
    return found
