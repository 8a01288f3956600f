"""From a day somebody names to the moment at which their word is due, in their working hours."""

from datetime import date, datetime, time, timedelta

from hearback.rules.calendar import WorkingCalendar, add_working_days, next_working_moment
from hearback.rules.hours import Span
from hearback.rules.one_line.days import DAY, Named
from hearback.rules.wall import as_utc, local_day, moment_at, zone_of

# A day further off than this is not what somebody means who is waited for.
FURTHEST = timedelta(days=60)
# They have the day they named; in its last hour somebody is still there to be asked.
BEFORE_THE_END = timedelta(hours=1)
NOON = time(12)


def moment_of(named: Named, calendar: WorkingCalendar, now: datetime) -> datetime | None:
    """When the word is due, in UTC and after `now`: as the last hour of work begins on that day.

    A day off counts as the next working day's beginning. None for what is past, more than one day,
    or more than 60 days away.
    """
    try:
        at = _moment(named, calendar, as_utc(now))
    except (ValueError, OverflowError):
        return None
    return at if at is not None and now < at <= now + FURTHEST + DAY else None


def _moment(named: Named, calendar: WorkingCalendar, now: datetime) -> datetime | None:
    if named.day is None:
        return None
    if named.ahead is not None:
        return next_working_moment(calendar, now + named.ahead)
    zone = zone_of(calendar.zone)
    today = local_day(now, zone)
    day = named.day
    if named.works:
        day = local_day(add_working_days(calendar, now, named.works), zone)
    if not today <= day <= today + FURTHEST:
        return None
    spans = calendar.spans(_worked(day, today, calendar) if named.is_week else day)
    if not spans:
        return next_working_moment(calendar, max(now, moment_at(day, time(0), zone)))
    noon = moment_at(day, NOON, zone)
    return _last_hour(_before(spans, noon) if named.is_morning else spans, calendar, now)


def _worked(day: date, today: date, calendar: WorkingCalendar) -> date:
    """The last day of that week up to `day` on which they work, if any is still to come."""
    since = max(today, day - day.weekday() * DAY)
    days = (day - back * DAY for back in range((day - since).days + 1))
    return next((one for one in days if calendar.spans(one)), day)


def _before(spans: tuple[Span, ...], noon: datetime) -> tuple[Span, ...]:
    early = tuple((start, min(end, noon)) for start, end in spans if start < noon)
    return early or spans


def _last_hour(spans: tuple[Span, ...], calendar: WorkingCalendar, now: datetime) -> datetime:
    """An hour before work ends; when that has begun, halfway to its end; else the next day."""
    start, end = spans[-1]
    at = max(start, end - BEFORE_THE_END)
    if at > now:
        return at
    return now + (end - now) / 2 if now < end else next_working_moment(calendar, now)
