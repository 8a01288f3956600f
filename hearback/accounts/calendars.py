"""The working calendar of a member, from their hours, their place's holidays and closed days."""

from __future__ import annotations

from datetime import date, time
from functools import lru_cache
from typing import TYPE_CHECKING

from hearback.rules.calendar import WorkingCalendar
from hearback.rules.holidays_of import holidays_of

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.accounts.models import Member, Place

YEARS_AHEAD = 2


@lru_cache(maxsize=256)
def _public_holidays(country: str, subdivision: str, year: int) -> frozenset[date]:
    years = range(year - 1, year + YEARS_AHEAD + 1)
    return frozenset(holidays_of(country, subdivision or None, years))


def closed_days_at(place: Place | None, *, now: datetime) -> frozenset[date]:
    """Public holidays and closed days of a place, from last year to two years ahead."""
    if place is None:
        return frozenset()
    holidays = _public_holidays(place.country, place.subdivision, now.year)
    return holidays | {closed.day for closed in place.closed_days.all()}


def calendar_of(member: Member, *, now: datetime) -> WorkingCalendar:
    """When this member works, in the member's own time zone, whether away or not."""
    hours = {
        int(weekday): tuple(
            (time.fromisoformat(start), time.fromisoformat(end)) for start, end in periods
        )
        for weekday, periods in member.hours.items()
    }
    return WorkingCalendar(
        zone=member.zone, hours=hours, holidays=closed_days_at(member.place, now=now)
    )
