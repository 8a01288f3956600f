"""Working time: when people are at work, and how far off a moment is when only that counts.

A calendar is one zone, the working periods of each weekday as a wall clock shows them, and the days
off. Moments go in with any zone and come out in UTC; days and periods are counted on the wall clock
of the calendar. A period runs from its start up to, not including, its end. Clock changes: see
`wall.moment_at`; a period is as long as the time that really passes in it, so the repeated hour
counts twice and a skipped one not at all. Every search ends three years out with a ValueError.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from hearback.rules.hours import Span, WorkingCalendar
from hearback.rules.wall import as_utc, local_day, moment_at, zone_of

__all__ = [
    "WorkingCalendar",
    "add_days",
    "add_working_days",
    "add_working_time",
    "is_working",
    "last_working_moment",
    "next_working_moment",
    "subtract_working_time",
    "working_day_before",
    "working_time_between",
]

HORIZON = timedelta(days=3 * 366)
ZERO = timedelta()
ONE_DAY = timedelta(days=1)


def is_working(calendar: WorkingCalendar, moment: datetime) -> bool:
    """Whether `moment` lies in working time: a period's start does, its end does not."""
    at = as_utc(moment)
    return any(
        start <= at < end for start, end in calendar.spans(local_day(at, zone_of(calendar.zone)))
    )


def next_working_moment(calendar: WorkingCalendar, moment: datetime) -> datetime:
    """`moment` itself if it is working time, else the start of the next period, in UTC."""
    at = as_utc(moment)
    start, _ = next(_spans_after(calendar, at))
    return max(start, at)


def last_working_moment(calendar: WorkingCalendar, moment: datetime) -> datetime:
    """`moment` if it is working time or ends a period, else the last period's end, in UTC."""
    at = as_utc(moment)
    _, end = next(_spans_before(calendar, at))
    return min(end, at)


def add_working_time(calendar: WorkingCalendar, start: datetime, amount: timedelta) -> datetime:
    """The moment in UTC at which `amount` of working time has passed since `start`.

    An amount that fills a period exactly ends at that period's end, not at the next one's start;
    nothing added is `start` itself. Raises ValueError for a negative amount, or when three years do
    not hold that much working time.
    """
    left, at = _positive(amount), as_utc(start)
    if not left:
        return at
    spans = _spans_after(calendar, at)
    while True:
        begin, end = next(spans)
        begin = max(begin, at)
        if left <= end - begin:
            return begin + left
        left -= end - begin


def subtract_working_time(calendar: WorkingCalendar, end: datetime, amount: timedelta) -> datetime:
    """The latest moment in UTC with `amount` of working time left until `end`; adding, mirrored."""
    left, at = _positive(amount), as_utc(end)
    if not left:
        return at
    spans = _spans_before(calendar, at)
    while True:
        begin, close = next(spans)
        close = min(close, at)
        if left <= close - begin:
            return close - left
        left -= close - begin


def working_time_between(calendar: WorkingCalendar, start: datetime, end: datetime) -> timedelta:
    """How much working time lies between two moments; negative when `end` comes first.

    The cost grows with the number of days between them.
    """
    first, last = as_utc(start), as_utc(end)
    if last < first:
        return -working_time_between(calendar, last, first)
    zone = zone_of(calendar.zone)
    day, until, total = local_day(first, zone), local_day(last, zone), ZERO
    while day <= until:
        for begin, close in calendar.spans(day):
            if begin < last and close > first:
                total += min(close, last) - max(begin, first)
        day += ONE_DAY
    return total


def add_working_days(calendar: WorkingCalendar, start: datetime, days: int) -> datetime:
    """The moment in UTC `days` working days after `start`.

    The local date of `start` never counts, whatever the hour; the next date with any working time
    is day one. On the last day the clock shows what it showed at `start`, moved into that day's
    working hours: before the first period it is that period's start, in a break the end of the
    period before the break, after hours the end of the last period. From a day without any working
    time left it is the end of the last day's last period: nobody could have begun any sooner.
    Raises ValueError for fewer than one day, or when three years do not hold that many.
    """
    if days < 1:
        raise ValueError("Working days are counted from one upwards.")
    local = as_utc(start).astimezone(zone_of(calendar.zone))
    can_begin = any(as_utc(start) < end for _, end in calendar.spans(local.date()))
    for ahead in range(1, HORIZON.days + 1):
        spans = calendar.spans(local.date() + ahead * ONE_DAY)
        days -= bool(spans)
        if not days and not can_begin:
            return spans[-1][1]
        if not days:
            wanted = moment_at(local.date() + ahead * ONE_DAY, local.time(), zone_of(calendar.zone))
            return _into(spans, wanted)
    raise _nothing_found("after", start)


def working_day_before(calendar: WorkingCalendar, moment: datetime, days: int) -> tuple[Span, ...]:
    """The periods, in UTC, of the day that is `days` working days before the date of `moment`.

    The date of `moment` on the calendar's clock never counts. Raises ValueError for fewer than one
    day, or when three years hold no so many.
    """
    if days < 1:
        raise ValueError("Working days are counted from one upwards.")
    last = local_day(as_utc(moment), zone_of(calendar.zone))
    for back in range(1, HORIZON.days + 1):
        spans = calendar.spans(last - back * ONE_DAY)
        days -= bool(spans)
        if not days:
            return spans
    raise _nothing_found("before", moment)


def add_days(calendar: WorkingCalendar, start: datetime, days: int) -> datetime:
    """The moment in UTC `days` calendar days after `start`, at the same time by the wall clock.

    Days off count. Raises ValueError below zero and beyond three years.
    """
    if not 0 <= days <= HORIZON.days:
        raise ValueError("Days are counted from zero up to three years.")
    zone = zone_of(calendar.zone)
    local = as_utc(start).astimezone(zone)
    return moment_at(local.date() + days * ONE_DAY, local.time(), zone) if days else as_utc(start)


def _into(spans: tuple[Span, ...], wanted: datetime) -> datetime:
    """`wanted`, moved into the working periods of its day."""
    begun = [(start, end) for start, end in spans if start <= wanted]
    return min(wanted, begun[-1][1]) if begun else spans[0][0]


def _positive(amount: timedelta) -> timedelta:
    if amount < ZERO:
        raise ValueError("An amount of working time cannot be negative.")
    return amount


def _spans_after(calendar: WorkingCalendar, at: datetime) -> Iterator[Span]:
    """Working periods that end after `at`, soonest first."""
    day = local_day(at, zone_of(calendar.zone))
    for ahead in range(HORIZON.days):
        yield from (span for span in calendar.spans(day + ahead * ONE_DAY) if span[1] > at)
    raise _nothing_found("after", at)


def _spans_before(calendar: WorkingCalendar, at: datetime) -> Iterator[Span]:
    """Working periods that start before `at`, latest first."""
    day = local_day(at, zone_of(calendar.zone))
    for back in range(HORIZON.days):
        yield from (span for span in reversed(calendar.spans(day - back * ONE_DAY)) if span[0] < at)
    raise _nothing_found("before", at)


def _nothing_found(side: str, at: datetime) -> ValueError:
    return ValueError(
        f"There is too little working time in the three years {side} {at:%Y-%m-%d}; "
        "check the hours and the days off."
    )
