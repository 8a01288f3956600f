"""Calls: parts of a day on somebody's clock met with our hours, and when a booked one alarms."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import IntEnum, StrEnum

from hearback.rules.calendar import WorkingCalendar
from hearback.rules.wall import (
    FIVE_MINUTES,
    as_utc,
    ceil_five,
    floor_five,
    local_day,
    moment_at,
    zone_of,
)

DAY = timedelta(days=1)
# Nobody is offered a window that is nearly over, or begins before we have read the wish.
LEAD = timedelta(minutes=15)
SHORTEST = timedelta(minutes=30)
# Somebody at work all day can talk after five only: whoever works that day stays a little longer.
COURTESY = timedelta(minutes=90)
DAYS_OFFERED = 2
SEARCH_DAYS = 31


class Part(StrEnum):
    """A part of the day, as people say when a call suits them."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    AFTER_FIVE = "after_five"


SPANS = {
    Part.MORNING: (time(9), time(12)),
    Part.AFTERNOON: (time(13), time(17)),
    Part.AFTER_FIVE: (time(17), time(20)),
}


@dataclass(frozen=True)
class Window:
    """From when to when a call suits somebody, as two moments in UTC, the first before the last."""

    begins_at: datetime
    ends_at: datetime


@dataclass(frozen=True)
class Choice:
    """A window somebody may choose: which part of which day on their clock."""

    day: date
    part: Part
    window: Window

    @property
    def key(self) -> str:
        """What a form sends for it, such as 2026-11-24-morning."""
        return f"{self.day.isoformat()}-{self.part}"


def window_on(day: date, start: time, end: time, zone: str) -> Window:
    """From `start` on `day` to `end` on a wall clock in `zone`; an earlier end is the next day's.

    A window that a change of clocks swallows whole is the five minutes after the jump.
    """
    here = zone_of(zone)
    begins_at = moment_at(day, start, here)
    ends_at = moment_at(day if end > start else day + DAY, end, here)
    return Window(begins_at, max(ends_at, begins_at + FIVE_MINUTES))


def choices(now: datetime, zone: str, ours: WorkingCalendar) -> list[Choice]:
    """The windows somebody in `zone` is offered, soonest first: on the next two days with any.

    Each lies inside our working hours, only the last of a day reaches a little beyond them. None
    begins within a quarter of an hour or is shorter than half an hour. May be empty, when nobody
    works while it is day where they are.
    """
    today = local_day(as_utc(now), zone_of(zone))
    found: list[Choice] = []
    for ahead in range(SEARCH_DAYS):
        found += _on(today + ahead * DAY, now, zone, ours)
        if len({choice.day for choice in found}) >= DAYS_OFFERED:
            break
    return found


def _on(day: date, now: datetime, zone: str, ours: WorkingCalendar) -> list[Choice]:
    parts = ((part, _meet(day, part, now, zone, ours)) for part in Part)
    return [Choice(day, part, window) for part, window in parts if window is not None]


def _meet(day: date, part: Part, now: datetime, zone: str, ours: WorkingCalendar) -> Window | None:
    wish = window_on(day, *SPANS[part], zone)
    longer = COURTESY if part is Part.AFTER_FIVE else timedelta()
    shared = [
        (max(begin, wish.begins_at), min(end, wish.ends_at))
        for begin, end in _at_work(day, ours, longer)
        if begin < wish.ends_at and end > wish.begins_at
    ]
    if not shared:
        return None
    # A break in the middle is no matter: somebody is there before and after it.
    begins_at = ceil_five(max(shared[0][0], as_utc(now) + LEAD))
    ends_at = floor_five(max(end for _, end in shared))
    return Window(begins_at, ends_at) if ends_at - begins_at >= SHORTEST else None


def _at_work(
    day: date, ours: WorkingCalendar, longer: timedelta
) -> list[tuple[datetime, datetime]]:
    """Our working spans around a date elsewhere, the last of each day made longer."""
    spans: list[tuple[datetime, datetime]] = []
    for near in (day - DAY, day, day + DAY):
        worked = list(ours.spans(near))
        if worked:
            worked[-1] = (worked[-1][0], worked[-1][1] + longer)
        spans += worked
    return spans


class Alarm(IntEnum):
    """Who hears of a booked call, in order."""

    SOON = 1
    NOW = 2
    STAND_IN = 3


_AFTER = {
    Alarm.SOON: -timedelta(minutes=10),
    Alarm.NOW: timedelta(),
    Alarm.STAND_IN: timedelta(minutes=5),
}
# Within these a booked call is on time; at the end of those whoever waits is written to.
ON_TIME = timedelta(minutes=5)
LAST_WORD = timedelta(minutes=9)


def alarm_due(booked_at: datetime, done: int, now: datetime) -> Alarm | None:
    """The latest alarm of a booked call whose moment has come and that did not ring yet.

    `done` is the last that rang, 0 for none. An alarm missed while nobody looked is passed over.
    """
    come = [alarm for alarm, after in _AFTER.items() if booked_at + after <= now]
    return come[-1] if come and come[-1] > done else None


def first_alarm_by(now: datetime) -> datetime:
    """Calls booked for this moment or earlier are the ones whose alarms may be due."""
    return now - _AFTER[Alarm.SOON]


def counts_as(booked_at: datetime, rang_at: datetime) -> datetime:
    """The moment a booked call counts as made: a few minutes after the stroke are still on time."""
    return booked_at if booked_at < rang_at <= booked_at + ON_TIME else rang_at
