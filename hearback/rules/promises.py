"""Promises: by when, when to remind and whom to tell, and what became of them."""

from collections.abc import Collection, Mapping
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
    subtract_working_time,
    working_time_between,
)
from hearback.rules.wall import as_utc
from hearback.rules.words import Words

ROUNDING = timedelta(minutes=5)
ENOUGH_TIME = timedelta(hours=4)  # working time a person needs to keep a promise that a closed day cut short
REMIND_BEFORE = timedelta(hours=4)
ESCALATE_BEFORE = timedelta(hours=1)
LONGEST_WORKING_DAYS = 10  # rule 2 of the domain facts: beyond this the candidate is shown a reason


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
    """How long somebody gives themselves: a whole amount of a unit. Raises ValueError outside 1 to about 100 days."""

    amount: int
    unit: Unit

    def __post_init__(self) -> None:
        object.__setattr__(self, "unit", Unit(self.unit))
        if not 1 <= self.amount <= _LONGEST[self.unit]:
            raise ValueError(f"A promise runs from 1 to {_LONGEST[self.unit]} {self.unit.replace('_', ' ')}.")

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


FIRST_ANSWER = Terms(5, Unit.WORKING_DAYS)
APOLOGY = Terms(1, Unit.WORKING_DAYS)


def words(terms: Terms) -> Words:
    """The terms as a candidate reads them: "within 48 hours", "within 1 working day"."""
    one, many = _WORDS[terms.unit]
    return Words(f"within_{terms.unit}", one, many, {"count": terms.amount})


@dataclass(frozen=True)
class Due:
    """When a promise falls due, in UTC on a whole five minutes.

    stretched: the moment is later than the terms say, because a closed day left no working time. Then
    the words shown are the date itself, never the terms.
    """

    moment: datetime
    stretched: bool = False


def due_moment(terms: Terms, made_at: datetime, calendar: WorkingCalendar) -> Due:
    """When a promise made at `made_at` under `terms` falls due, by the calendar of whoever owes it.

    Hours and days are counted on the clock. If they end outside working time the promise is due at
    the last working moment before, provided four working hours lie between; if not, four working
    hours into the next working time, and the result says `stretched`. Working hours and working days
    are counted in the calendar (`add_working_time`, `add_working_days`). The result is rounded down to
    a whole five minutes. Raises ValueError when the calendar has no working time to offer.
    """
    if terms.unit is Unit.WORKING_HOURS:
        return Due(_rounded(add_working_time(calendar, made_at, timedelta(hours=terms.amount))))
    if terms.unit is Unit.WORKING_DAYS:
        return Due(_rounded(add_working_days(calendar, made_at, terms.amount)))
    if terms.unit is Unit.DAYS:
        return _kept_in_hours(add_days(calendar, made_at, terms.amount), made_at, calendar)
    return _kept_in_hours(as_utc(made_at) + timedelta(hours=terms.amount), made_at, calendar)


def beyond_limit(due_at: datetime, made_at: datetime, calendar: WorkingCalendar) -> bool:
    """Whether a first answer due then is later than ten working days, so that the candidate is owed a reason (rule 2)."""
    return due_at > add_working_days(calendar, made_at, LONGEST_WORKING_DAYS)


def new_date(terms: Terms | None, broken_at: datetime, calendar: WorkingCalendar) -> Due:
    """The date an apology names for a promise found broken at `broken_at`: one working day unless `terms` say otherwise."""
    return due_moment(terms or APOLOGY, broken_at, calendar)


def _kept_in_hours(moment: datetime, made_at: datetime, calendar: WorkingCalendar) -> Due:
    """A moment counted on the clock, moved to where somebody is at work to keep it."""
    before = last_working_moment(calendar, moment)
    if before == moment or working_time_between(calendar, made_at, before) >= ENOUGH_TIME:
        return Due(_rounded(before))
    opening = next_working_moment(calendar, moment)
    return Due(_rounded(add_working_time(calendar, opening, ENOUGH_TIME)), stretched=True)


def _rounded(moment: datetime) -> datetime:
    """Down to a whole five minutes, so that a date said aloud is never later than the date owed."""
    return moment - (moment - datetime.min.replace(tzinfo=moment.tzinfo)) % ROUNDING


class Step(StrEnum):
    """What happens as a promise comes closer: the owner is reminded, the stand-in or lead told, it breaks."""

    REMIND = "remind"
    ESCALATE = "escalate"
    BREAK = "break"


@dataclass(frozen=True)
class Ladder:
    """The moments, in UTC, at which a promise asks for attention: made <= remind <= escalate <= due."""

    remind_at: datetime
    escalate_at: datetime
    due_at: datetime

    def moment(self, step: Step) -> datetime:
        """When `step` comes up."""
        return {Step.REMIND: self.remind_at, Step.ESCALATE: self.escalate_at, Step.BREAK: self.due_at}[step]


def ladder(made_at: datetime, due_at: datetime, owner: WorkingCalendar) -> Ladder:
    """When to remind the owner and when to tell the next person.

    Reminded with four working hours of the owner's left, or half of all there are if that is less;
    the next person is told with one left, or a quarter of all. An owner who does not work at all
    before `due_at` cannot keep it: both steps are due at once. Raises ValueError when it would be due
    before it was made.
    """
    made, due = as_utc(made_at), as_utc(due_at)
    if due < made:
        raise ValueError("A promise cannot be due before it is made.")
    total = working_time_between(owner, made, due)
    if not total:
        return Ladder(made, made, due)
    remind = subtract_working_time(owner, due, min(REMIND_BEFORE, total / 2))
    escalate = subtract_working_time(owner, due, min(ESCALATE_BEFORE, total / 4))
    return Ladder(remind, escalate, due)


def steps_due(rungs: Ladder, done: Collection[Step], now: datetime) -> tuple[Step, ...]:
    """The steps to take now, in order.

    A promise "by 12:00" is still whole at 12:00:00 and broken after it. Once it is broken, reminders
    that were missed are passed over; nothing follows a break.
    """
    if Step.BREAK in done:
        return ()
    if now > rungs.due_at:
        return (Step.BREAK,)
    return tuple(step for step in (Step.REMIND, Step.ESCALATE) if step not in done and rungs.moment(step) <= now)


def next_moment(rungs: Ladder, done: Collection[Step]) -> datetime | None:
    """The next moment, in UTC, at which the sweep has to look at this promise; None once it is broken."""
    if Step.BREAK in done:
        return None
    return min(rungs.moment(step) for step in Step if step not in done)


class PromiseState(StrEnum):
    """What became of a promise. Broken stays broken: an answer after the due moment makes it kept late."""

    OPEN = "open"
    KEPT = "kept"
    KEPT_LATE = "kept_late"
    BROKEN = "broken"
    RELEASED = "released"
    RENEGOTIATED = "renegotiated"


def verdict(due_at: datetime, evidence_at: datetime) -> PromiseState:
    """Kept when the evidence that something reached the promisee is no later than the due moment, else kept late."""
    return PromiseState.KEPT if evidence_at <= due_at else PromiseState.KEPT_LATE


def may_renegotiate(due_at: datetime, told_at: datetime) -> bool:
    """Whether a new date replaces the old one: only if the promisee was told before it; else the old one is broken."""
    return told_at < due_at
