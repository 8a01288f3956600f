"""What a search for times is given, and the times it finds; every moment is in UTC."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from hearback.rules.hours import Span
from hearback.rules.wall import as_utc

MINUTE = timedelta(minutes=1)
# Every zone of our time is whole quarters of an hour off UTC: a quarter on one clock is one on all.
STEP = timedelta(minutes=15)
_KEY = "%Y%m%dT%H%MZ"


@dataclass(frozen=True)
class Step:
    """One part of a visit as planned.

    `needed` of `people` take part, any of them; 0 means all of them. Of `rooms` one is used; None
    means that no room is needed, and an empty tuple that one is and there is none.
    """

    session: int
    minutes: int
    people: tuple[int, ...]
    needed: int = 0
    break_after: int = 0
    rooms: tuple[int, ...] | None = None

    @property
    def seats(self) -> int:
        """How many people take part."""
        return self.needed or len(self.people)


@dataclass(frozen=True)
class Person:
    """When somebody works and what they have on.

    works: working time, absences taken out. busy: everything else in their calendars; entries may
    overlap. seats: parts of interviews they are booked for, in every ISO week on their clock in
    which a visit could be and as far back as fairness shall remember. `per_day` and `per_week` are
    the most parts they take on a day and in an ISO week on a clock in `zone` (IANA name).
    """

    number: int
    zone: str
    works: tuple[Span, ...]
    busy: tuple[Span, ...] = ()
    seats: tuple[Span, ...] = ()
    per_day: int = 4
    per_week: int = 12


@dataclass(frozen=True)
class Room:
    """A room and when it is taken."""

    number: int
    taken: tuple[Span, ...] = ()


@dataclass(frozen=True)
class Visit:
    """Parts one after the other, and the bounds of the whole.

    It begins no sooner than `earliest`, ends no later than `latest`, lies inside one span of
    `decent` and touches none of `never`. `buffer` is what each person keeps between it and whatever
    else they have on, before and after; parts of one visit may follow each other at once.
    """

    steps: tuple[Step, ...]
    earliest: datetime
    latest: datetime
    decent: tuple[Span, ...]
    never: tuple[Span, ...] = ()
    buffer: timedelta = timedelta()
    people: Mapping[int, Person] = field(default_factory=dict, hash=False)
    rooms: Mapping[int, Room] = field(default_factory=dict, hash=False)

    @property
    def minutes(self) -> int:
        """From the first minute of the first part to the last of the last, breaks included."""
        if not self.steps:
            return 0
        return sum(one.minutes + one.break_after for one in self.steps) - self.steps[-1].break_after


@dataclass(frozen=True)
class Part:
    """One part of a visit with its time, its people in order of number, and its room."""

    session: int
    begins_at: datetime
    ends_at: datetime
    members: tuple[int, ...]
    room: int | None = None


@dataclass(frozen=True)
class Slot:
    """A time at which the whole visit can be, and who would sit in each part."""

    begins_at: datetime
    ends_at: datetime
    parts: tuple[Part, ...]

    @property
    def key(self) -> str:
        """What a form sends for it: its first minute in UTC, such as 20261130T1500Z.

        Who sits in it is not part of it: when one of several people is taken meanwhile and another
        can, the time still stands.
        """
        return as_utc(self.begins_at).strftime(_KEY)


def moment_of(key: str) -> datetime | None:
    """The moment in UTC that a slot's key names; None when no slot has such a key."""
    try:
        moment = datetime.strptime(key, _KEY).replace(tzinfo=UTC)
    except ValueError:
        return None
    return moment if moment.strftime(_KEY) == key else None
