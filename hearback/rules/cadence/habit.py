"""At which hour, and on which weekday, somebody answers: learned, and said only when it is so."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from hearback.rules.calendar import WorkingCalendar, is_working, next_working_moment
from hearback.rules.wall import as_utc, floor_five, local_day, moment_at, zone_of

ONE_DAY = timedelta(days=1)
SEARCH_DAYS = 60
WINDOW = 120
SLOT = 30
MINUTES_A_DAY = 24 * 60
# Both shares are those of a Dirichlet prior: so many answers spread evenly come first.
PRIOR = 4.0
EVEN_HOURS, EVEN_DAYS = WINDOW / (9 * 60), 1 / 5
# A habit is what they do more often than not.
HABIT = 0.5
# A reminder that is read before work ends, for those who answer once it has ended.
BEFORE_CLOSING = timedelta(minutes=30)


@dataclass(frozen=True)
class Habit:
    """From when to when on their wall clock they usually answer; on one weekday, if it is so."""

    opens: time
    closes: time
    weekday: int | None = None

    def windows(self, calendar: WorkingCalendar, since: datetime) -> Iterator[Window]:
        """The windows not over at `since`, soonest first, for as long as anybody would look."""
        zone = zone_of(calendar.zone)
        first = local_day(as_utc(since), zone) - ONE_DAY
        for ahead in range(SEARCH_DAYS):
            day = first + ahead * ONE_DAY
            spans = calendar.spans(day)
            if not spans or self.weekday not in (None, day.weekday()):
                continue
            opens, closes = (moment_at(day, wall, zone) for wall in (self.opens, self.closes))
            send_at = _send_at(spans, opens, closes)
            if max(closes, send_at) >= since:
                yield Window(opens, closes, send_at)


@dataclass(frozen=True)
class Window:
    """One day's usual time, and when a reminder for it goes: inside their working hours."""

    opens: datetime
    closes: datetime
    send_at: datetime


def habit_of(answers: Sequence[datetime], zone_name: str) -> Habit | None:
    """When somebody whose answers came at these moments usually answers; None when it varies.

    It is a habit when, with a prior of four answers spread over the working day, at least half lie
    within two hours. Raises ValueError for an unknown zone.
    """
    zone = zone_of(zone_name)
    walls = [moment.astimezone(zone) for moment in answers]
    minutes = sorted(wall.hour * 60 + wall.minute for wall in walls)
    inside = max((_inside(minutes, start) for start in _starts()), key=len)
    if _share(len(inside), len(minutes), EVEN_HOURS) < HABIT:
        return None
    days = Counter(wall.weekday() for wall in walls).most_common(1)
    often = days[0] if days else (0, 0)
    weekday = often[0] if _share(often[1], len(minutes), EVEN_DAYS) >= HABIT else None
    return Habit(_wall(inside[0] // SLOT * SLOT), _wall(inside[-1] // SLOT * SLOT + SLOT), weekday)


def into_hours(calendar: WorkingCalendar, moment: datetime, habit: Habit | None) -> datetime:
    """The first moment from `moment` on that is in their hours, and where they have one at theirs.

    In UTC, on whole five minutes where there is room.
    """
    at = next_working_moment(calendar, moment)
    if habit is None:
        return _tidy(calendar, at)
    for window in habit.windows(calendar, at):
        if window.send_at >= at:
            return window.send_at
        if at < window.closes and is_working(calendar, at):
            return _tidy(calendar, at)
    return _tidy(calendar, at)


def _send_at(
    spans: Sequence[tuple[datetime, datetime]], opens: datetime, closes: datetime
) -> datetime:
    """As the window opens, moved into the day's work: before it ends, or as it begins."""
    for start, end in spans:
        if max(start, opens) < min(end, closes):
            return max(start, opens)
    begun = [(start, end) for start, end in spans if end <= opens]
    if not begun:
        return spans[0][0]
    start, end = begun[-1]
    return max(start, end - BEFORE_CLOSING)


def _tidy(calendar: WorkingCalendar, moment: datetime) -> datetime:
    """Up to a whole five minutes as people name a time, if that is still in their hours."""
    later = floor_five(moment + timedelta(minutes=5) - timedelta(microseconds=1))
    return later if is_working(calendar, later) else moment


def _inside(minutes: Sequence[int], start: int) -> Sequence[int]:
    return minutes[bisect_left(minutes, start) : bisect_left(minutes, start + WINDOW)]


def _share(inside: int, of: int, even: float) -> float:
    return (inside + PRIOR * even) / (of + PRIOR)


def _starts() -> range:
    return range(0, MINUTES_A_DAY - WINDOW + 1, SLOT)


def _wall(minutes: int) -> time:
    minutes = min(minutes, MINUTES_A_DAY - 1)
    return time(minutes // 60, minutes % 60)
