"""How soon and at which hours one may ask somebody to come or to talk; whole days on a clock."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta

from hearback.rules.hours import Span
from hearback.rules.wall import as_utc, local_day, moment_at, zone_of

DAY = timedelta(days=1)
MIDNIGHT = time(0)
FROM, TO = time(7), time(21)
# Whoever has a longer way comes the evening before, or stays: some of the day is left to meet in.
NEARLY_ALL_DAY = timedelta(hours=3)


def decent_hours(
    zone: str, since: datetime, until: datetime, *, travel: timedelta = timedelta()
) -> tuple[Span, ...]:
    """07:00 to 21:00 on a clock in `zone`, on each day from `since` to `until`, in UTC.

    `travel` is the way each way, up to three hours of it: nobody leaves home before seven or is
    back after nine.
    """
    here, way = zone_of(zone), min(travel, NEARLY_ALL_DAY)
    return tuple(
        (moment_at(day, FROM, here) + way, moment_at(day, TO, here) - way)
        for day in days_between(since, until, zone)
    )


def window(now: datetime, zone: str, *, notice: timedelta, same_day: bool, days_ahead: int) -> Span:
    """From when to when a visit may be planned, in UTC: after the notice, and not too far ahead.

    Days are those of a clock in `zone`; unless `same_day`, today is not one of them. `days_ahead`
    counts from today and is included. The first may be later than the second: then there is none.
    """
    here = zone_of(zone)
    today = local_day(as_utc(now), here)
    earliest = as_utc(now) + notice
    if not same_day:
        earliest = max(earliest, moment_at(today + DAY, MIDNIGHT, here))
    return earliest, moment_at(today + (days_ahead + 1) * DAY, MIDNIGHT, here)


def whole_days(zone: str, days: Iterable[date]) -> tuple[Span, ...]:
    """These dates on a clock in `zone`, midnight to midnight, in UTC."""
    here = zone_of(zone)
    return tuple(
        (moment_at(day, MIDNIGHT, here), moment_at(day + DAY, MIDNIGHT, here)) for day in days
    )


def days_between(since: datetime, until: datetime, zone: str) -> Iterator[date]:
    """The dates a clock in `zone` shows between two moments, both included."""
    here = zone_of(zone)
    day, last = local_day(as_utc(since), here), local_day(as_utc(until), here)
    while day <= last:
        yield day
        day += DAY
