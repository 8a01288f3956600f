"""What a cadence is worked out from, and what comes out of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from hearback.rules.cadence.habit import Habit
from hearback.rules.cadence.pace import USUAL, Curve
from hearback.rules.calendar import WorkingCalendar
from hearback.rules.words import Words

# The courtesy cap: whatever was agreed, nobody is reminded of one thing more often.
MOST = 3
# Below one answer in so many, further reminders only cost goodwill: one goes, then we ring.
LITTLE_HOPE = 0.2


class Act(StrEnum):
    """What is done about an open ask."""

    REMIND = "remind"
    RING = "ring"


class Tone(StrEnum):
    """How a reminder speaks: the first explains, the last says that we ring."""

    FIRST = "first"
    AGAIN = "again"
    LAST = "last"


@dataclass(frozen=True, slots=True)
class Owed:
    """One open ask: what was asked, reminded, put off, and who waits because of it.

    All moments have a zone. `agreed_by` is when their word is due; `reminded` holds the reminders
    that named it; `put_off_until` is when they said they will answer; `candidate` is who waits, and
    `candidate_due` when that person was promised to hear from us.
    """

    asked_at: datetime
    agreed_by: datetime
    reminded: tuple[datetime, ...] = ()
    put_off_until: datetime | None = None
    candidate: str = ""
    candidate_due: datetime | None = None

    @property
    def touched_at(self) -> datetime:
        """When they last heard of it from us."""
        return max(self.asked_at, *self.reminded) if self.reminded else self.asked_at


@dataclass(frozen=True)
class Manner:
    """How one contact is followed up: in which hours, after how long, how often at most.

    `answers` says of how many answers of theirs the curve was learned. `reachable` is False when we
    have no way to write to them. `wait` is working time.
    """

    name: str
    calendar: WorkingCalendar
    curve: Curve = USUAL
    habit: Habit | None = None
    answers: int = 0
    most: int = MOST
    reachable: bool = True
    wait: timedelta = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "wait", timedelta(minutes=self.curve.usually_within()))

    @property
    def cap(self) -> int:
        """How many reminders one ask gets: what was agreed, never above the courtesy cap."""
        if not self.reachable:
            return 0
        allowed = max(0, min(self.most, MOST))
        return min(allowed, 1) if self.is_silent else allowed

    @property
    def is_silent(self) -> bool:
        """Whether experience says that writing to them brings nothing."""
        return self.curve.hope < LITTLE_HOPE


@dataclass(frozen=True, slots=True)
class Next:
    """What is done, when in UTC, and why then: phrases the desk joins to one sentence."""

    act: Act
    at: datetime
    why: tuple[Words, ...]
