"""Terms of a promise, how they are said, and the moment they come to."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from hearback.rules.calendar import (
    WorkingCalendar,
    add_days,
    add_working_days,
    add_working_time,
    last_working_moment,
    next_working_moment,
    working_time_between,
)
from hearback.rules.wall import as_utc, floor_five
from hearback.rules.words import Words

ENOUGH_TIME = timedelta(
    hours=4
)  # working time a person needs to keep a promise that a closed day cut short


class Unit(StrEnum):
    """What a promise is counted in."""

    HOURS = "hours"
    WORKING_HOURS = "working_hours"
    WORKING_DAYS = "working_days"
    DAYS = "days"


_WORDS = {
    Unit.HOURS: ("within %(count)s hour", "within %(count)s hours"),
    Unit.WORKING_HOURS: ("within %(count)s working hour", "within %(count)s working hours"),
    Unit.WORKING_DAYS: ("within %(count)s working day", "within %(count)s working days"),
    Unit.DAYS: ("within %(count)s day", "within %(count)s days"),
}
_LONGEST = {Unit.HOURS: 2400, Unit.WORKING_HOURS: 400, Unit.WORKING_DAYS: 60, Unit.DAYS: 100}


@dataclass(frozen=True)
class Terms:
    """How long somebody gives themselves: a whole amount of a unit, from 1 to about 100 days.

    Raises ValueError with a sentence for anything else.
    """

    amount: int
    unit: Unit

    def __post_init__(self) -> None:
        object.__setattr__(self, "unit", Unit(self.unit))
        if not 1 <= self.amount <= _LONGEST[self.unit]:
            raise ValueError(
                f"A promise runs from 1 to {_LONGEST[self.unit]} {self.unit.replace('_', ' ')}."
            )

    def as_json(self) -> dict[str, Any]:
        """Plain JSON values, as stored with the promise."""
        return {"amount": self.amount, "unit": self.unit.value}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Terms":
        """The terms that `as_json` wrote; raises ValueError when `data` is something else."""
        try:
            return cls(int(data["amount"]), Unit(data["unit"]))
        except (KeyError, TypeError) as wrong:
            raise ValueError("These are not promise terms as Hearback stores them.") from wrong


def words(terms: Terms) -> Words:
    """The terms as a candidate reads them: "within 48 hours", "within 1 working day"."""
    one, many = _WORDS[terms.unit]
    return Words(f"within_{terms.unit}", one, many, {"count": terms.amount})


@dataclass(frozen=True)
class Due:
    """When a promise falls due, in UTC on a whole five minutes.

    stretched: the moment is later than the terms say, because a closed day left no working time.
    Then the words shown are the date itself, never the terms.
    """

    moment: datetime
    stretched: bool = False


def due_moment(terms: Terms, made_at: datetime, calendar: WorkingCalendar) -> Due:
    """When a promise made at `made_at` under `terms` falls due, by the calendar of whoever owes it.

    Hours and days are counted on the clock. If they end outside working time the promise is due at
    the last working moment before, provided four working hours lie between; if not, four working
    hours into the next working time, and the result says `stretched`. Working hours and working
    days are counted in the calendar (`add_working_time`, `add_working_days`). The result is rounded
    down to a whole five minutes. Raises ValueError when the calendar has no working time to offer.
    """
    if terms.unit is Unit.WORKING_HOURS:
        return Due(floor_five(add_working_time(calendar, made_at, timedelta(hours=terms.amount))))
    if terms.unit is Unit.WORKING_DAYS:
        return Due(floor_five(add_working_days(calendar, made_at, terms.amount)))
    if terms.unit is Unit.DAYS:
        return _kept_in_hours(add_days(calendar, made_at, terms.amount), made_at, calendar)
    return _kept_in_hours(as_utc(made_at) + timedelta(hours=terms.amount), made_at, calendar)


def _kept_in_hours(moment: datetime, made_at: datetime, calendar: WorkingCalendar) -> Due:
    """A moment counted on the clock, moved to where somebody is at work to keep it."""
    before = last_working_moment(calendar, moment)
    if before == moment or working_time_between(calendar, made_at, before) >= ENOUGH_TIME:
        return Due(floor_five(before))
    opening = next_working_moment(calendar, moment)
    return Due(floor_five(add_working_time(calendar, opening, ENOUGH_TIME)), stretched=True)
