"""A working calendar as a value: zone, periods, days off, and its snapshot kept with a promise."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from hearback.rules.wall import moment_at, zone_of

Period = tuple[time, time]
Span = tuple[datetime, datetime]

MIDNIGHT = time(0)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True)
class WorkingCalendar:
    """When someone works.

    zone: IANA name. hours: weekday (Monday 0 to Sunday 6) to its periods on the wall clock, in
    whole minutes, in order, not overlapping; an end of 00:00 means the end of the day; a weekday
    left out is free. holidays: dates off, whatever the weekday. Raises ValueError with a sentence
    when any of this is broken or when no weekday has a period at all.
    """

    zone: str
    hours: Mapping[int, tuple[Period, ...]] = field(hash=False)
    holidays: frozenset[date] = frozenset()

    def __post_init__(self) -> None:
        zone_of(self.zone)
        kept = {day: tuple(periods) for day, periods in sorted(self.hours.items()) if periods}
        if not kept:
            raise ValueError("A working calendar needs at least one working period in the week.")
        for day, periods in kept.items():
            _check(day, periods)
        object.__setattr__(self, "hours", kept)
        object.__setattr__(self, "holidays", frozenset(self.holidays))
        # Days are asked for again and again, and turning a wall clock into a moment costs most.
        object.__setattr__(self, "_known", {})

    def spans(self, day: date) -> tuple[Span, ...]:
        """The working periods of a local date as (start, end) in UTC; empty on a day off."""
        known: dict[date, tuple[Span, ...]] = self.__dict__["_known"]
        if day not in known:
            known[day] = self._spans(day)
        return known[day]

    def _spans(self, day: date) -> tuple[Span, ...]:
        if day in self.holidays:
            return ()
        zone = zone_of(self.zone)
        spans = (
            (
                moment_at(day, start, zone),
                moment_at(day + timedelta(days=end == MIDNIGHT), end, zone),
            )
            for start, end in self.hours.get(day.weekday(), ())
        )
        return tuple((start, end) for start, end in spans if start < end)

    def as_json(self, since: date, until: date) -> dict[str, Any]:
        """The calendar as plain JSON values; holidays from `since` to `until`, both included."""
        return {
            "zone": self.zone,
            "hours": {
                str(day): [[f"{a:%H:%M}", f"{b:%H:%M}"] for a, b in spans]
                for day, spans in self.hours.items()
            },
            "holidays": [day.isoformat() for day in sorted(self.holidays) if since <= day <= until],
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "WorkingCalendar":
        """The calendar that `as_json` wrote; raises ValueError when `data` is something else."""
        try:
            hours = {
                int(day): tuple((time.fromisoformat(a), time.fromisoformat(b)) for a, b in spans)
                for day, spans in data["hours"].items()
            }
            holidays = frozenset(date.fromisoformat(day) for day in data["holidays"])
            return cls(data["zone"], hours, holidays)
        except (KeyError, TypeError, AttributeError) as wrong:
            raise ValueError("This is not a working calendar as Hearback stores one.") from wrong


def _check(day: int, periods: tuple[Period, ...]) -> None:
    """Refuse periods that no wall clock could show in this order."""
    if day not in range(len(DAYS)):
        raise ValueError(f"Weekdays run from 0 (Monday) to 6 (Sunday), not {day}.")
    previous = MIDNIGHT
    for place, (start, end) in enumerate(periods):
        if any(t.second or t.microsecond or t.tzinfo for t in (start, end)):
            raise ValueError(f"Working hours on {DAYS[day]} are wall-clock times in whole minutes.")
        if end != MIDNIGHT and end <= start:
            raise ValueError(
                f"On {DAYS[day]} a period must end after it starts, "
                f"not {start:%H:%M} to {end:%H:%M}."
            )
        if place and (previous == MIDNIGHT or start < previous):
            raise ValueError(
                f"On {DAYS[day]} the periods overlap or are out of order at {start:%H:%M}."
            )
        previous = end
