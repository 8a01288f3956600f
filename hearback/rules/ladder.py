"""What happens as a promise comes closer: who is told when, and what the sweep does next."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from hearback.rules.calendar import WorkingCalendar, subtract_working_time, working_time_between
from hearback.rules.wall import as_utc

REMIND_BEFORE = timedelta(hours=4)
ESCALATE_BEFORE = timedelta(hours=1)


class Step(StrEnum):
    """As a promise comes closer: the owner is reminded, the next person is told, it breaks."""

    REMIND = "remind"
    ESCALATE = "escalate"
    BREAK = "break"


@dataclass(frozen=True)
class Ladder:
    """When a promise asks for attention, in UTC: made <= remind <= escalate <= due."""

    remind_at: datetime
    escalate_at: datetime
    due_at: datetime

    def moment(self, step: Step) -> datetime:
        """When `step` comes up."""
        return {
            Step.REMIND: self.remind_at,
            Step.ESCALATE: self.escalate_at,
            Step.BREAK: self.due_at,
        }[step]


def ladder(made_at: datetime, due_at: datetime, owner: WorkingCalendar) -> Ladder:
    """When to remind the owner and when to tell the next person.

    Reminded with four working hours of the owner's left, or half of all there are if that is less;
    the next person is told with one left, or a quarter of all. An owner who does not work at all
    before `due_at` cannot keep it: both steps are due at once. Raises ValueError when it would be
    due before it was made.
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

    A promise "by 12:00" is still whole at 12:00:00 and broken after it. Once it is broken,
    reminders that were missed are passed over; nothing follows a break.
    """
    if Step.BREAK in done:
        return ()
    if now > rungs.due_at:
        return (Step.BREAK,)
    return tuple(
        step
        for step in (Step.REMIND, Step.ESCALATE)
        if step not in done and rungs.moment(step) <= now
    )


def next_moment(rungs: Ladder, done: Collection[Step]) -> datetime | None:
    """The next moment, in UTC, the sweep has to look at this promise; None once it is broken."""
    if Step.BREAK in done:
        return None
    return min(rungs.moment(step) for step in Step if step not in done)
