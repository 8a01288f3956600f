"""The working calendar of a member, from their hours, their place's holidays and closed days."""

from __future__ import annotations

from datetime import date, time
from functools import lru_cache
from typing import TYPE_CHECKING

from hearback.rules.calendar import WorkingCalendar
from hearback.rules.holidays_of import holidays_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from hearback.accounts.models import Member, Place
    from hearback.rules.hours import Period

YEARS_AHEAD = 2


@lru_cache(maxsize=256)
def _public_holidays(country: str, subdivision: str, year: int) -> frozenset[date]:
    years = range(year - 1, year + YEARS_AHEAD + 1)
    return frozenset(holidays_of(country, subdivision or None, years))


def public_holidays(country: str, *, now: datetime) -> frozenset[date]:
    """Public holidays of a country (two letters), from last year to two years ahead.

    None at all for a country of which there is no list.
    """
    try:
        return _public_holidays(country, "", now.year)
    except ValueError:
        return frozenset()


def closed_days_at(place: Place | None, *, now: datetime) -> frozenset[date]:
    """Public holidays and closed days of a place, from last year to two years ahead."""
    if place is None:
        return frozenset()
    holidays = _public_holidays(place.country, place.subdivision, now.year)
    return holidays | {closed.day for closed in place.closed_days.all()}


def calendar_of(member: Member, *, now: datetime) -> WorkingCalendar:
    """When this member works, in the member's own time zone, whether away or not."""
    return WorkingCalendar(
        zone=member.zone,
        hours=week_of(member.hours),
        holidays=closed_days_at(member.place, now=now),
    )


def week_of(hours: Mapping[str, Sequence[Sequence[str]]]) -> dict[int, tuple[Period, ...]]:
    """Working hours as members store them, as the rules read them."""
    return {
        int(weekday): tuple(
            (time.fromisoformat(start), time.fromisoformat(end)) for start, end in periods
        )
        for weekday, periods in hours.items()
    }
