"""Ten kinds of people who are asked for their word; none of them knows who reminds them, or why.

A person sits down to what waits at their own times. At such a sitting each open question is
answered with some chance: it is higher while they still have it in mind, which a reminder they
read brings back. What anybody does depends on the moment, on the question, and on what reached
them until then; the same luck is dealt whatever reminds them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from hashlib import blake2b
from math import exp
from random import Random
from zoneinfo import ZoneInfo

MAIL, TEXT = "email", "sms"
HOME = ZoneInfo("America/Toronto")
FRIDAY, SATURDAY = 4, 5
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Touch:
    """A question or a reminder that reached their box."""

    at: datetime
    way: str


@dataclass(frozen=True)
class Temper:
    """What makes a kind of person.

    sits: from when to when on weekdays, and how often in it. answers: the chance at a sitting with
    the question fresh in mind. forgets: days until a third of that is left; keeps: what never goes.
    reads: how much of a touch by each way they notice. vexed: what each reminder of the last two
    weeks leaves of their willingness. picks_up: the chance that a call brings the answer.
    """

    name: str
    sits: tuple[tuple[time, time, int], ...]
    answers: float
    forgets: float = 1.5
    keeps: float = 0.15
    reads: tuple[tuple[str, float], ...] = ((MAIL, 1.0), (TEXT, 1.0))
    vexed: float = 1.0
    picks_up: float = 0.85
    only_weekday: int | None = None
    between: float = 0.0
    pile_days: float = 0.0
    hastens: float = 0.0
    travels: tuple[str, ...] = ()
    away_weeks: int = 0


OFFICE = (time(9), time(17, 30))
TEMPERS = (
    Temper("quick", ((*OFFICE, 9),), answers=0.45, forgets=1.0),
    Temper("noon reader", ((time(12), time(13, 30), 1),), answers=0.6, forgets=2.5),
    Temper("evening reader", ((time(20), time(22, 30), 1),), answers=0.6, forgets=2.5),
    Temper(
        "Friday batcher",
        ((time(14), time(16, 30), 2), (time(9), time(13), 1)),
        answers=0.75,
        forgets=6.0,
        keeps=0.4,
        only_weekday=FRIDAY,
        between=0.06,
    ),
    Temper("slow but sure", ((*OFFICE, 3),), answers=0.7, keeps=0.8, pile_days=3.0, hastens=0.15),
    Temper(
        "traveller",
        ((*OFFICE, 3),),
        answers=0.35,
        travels=("America/Toronto", "Europe/London", "Asia/Tokyo", "America/Los_Angeles"),
    ),
    Temper("never unless rung", ((*OFFICE, 3),), answers=0.0),
    Temper("annoyed by chasing", ((*OFFICE, 4),), answers=0.3, forgets=2.0, vexed=0.75),
    Temper("only SMS", ((*OFFICE, 6),), answers=0.35, reads=((MAIL, 0.05), (TEXT, 1.0))),
    Temper("bursts after absence", ((*OFFICE, 4),), answers=0.35, away_weeks=6),
)


@dataclass
class Person:
    """One of them, with their year: when they are away, where they are, what luck they have."""

    temper: Temper
    number: int
    seed: int
    begins: date
    days: int
    absences: list[tuple[date, date]] = field(default_factory=list)

    def __post_init__(self) -> None:
        dice, first = Random(self.luck_of("away")), self.begins  # noqa: S311  the same every time
        while self.temper.away_weeks and first < self.begins + timedelta(days=self.days):
            first += timedelta(days=7 * self.temper.away_weeks + dice.randrange(-7, 8))
            last = first + timedelta(days=dice.randrange(5, 13))
            self.absences.append((first, last))
            first = last

    def luck_of(self, *what: object) -> float:
        """From 0 to 1: the same for the same thing, whatever else happens."""
        said = repr((self.seed, self.temper.name, self.number, *what)).encode()
        return int.from_bytes(blake2b(said, digest_size=6).digest()) / 2**48

    def is_away(self, day: date) -> bool:
        """Whether they are off, and nobody sits down to anything."""
        return any(first <= day <= last for first, last in self.absences)

    def back_on(self, day: date) -> date:
        """The first day they are there again."""
        while self.is_away(day):
            day += DAY
        return day

    def says_so(self, day: date) -> bool:
        """Whether a machine answers that they are away: in every other absence."""
        return any(
            number % 2 and first <= day <= last
            for number, (first, last) in enumerate(self.absences)
        )

    def sittings(self, day: date) -> list[datetime]:
        """When they sit down to what waits on that day, in order."""
        if day.weekday() >= SATURDAY or self.is_away(day):
            return []
        zone = self._zone(day)
        found = []
        for part, (opens, closes, times) in enumerate(self.temper.sits):
            start = datetime.combine(day, opens, zone)
            length = datetime.combine(day, closes, zone) - start
            found += [start + length * self.luck_of("sits", day, part, n) for n in range(times)]
        return sorted(found)

    def answers(
        self, ask: int, asked_at: datetime, touches: Sequence[Touch], vexing: int, at: datetime
    ) -> bool:
        """Whether they answer that question at this sitting; `vexing`: reminders in two weeks."""
        if self.temper.pile_days and at < self._reached(ask, asked_at, touches):
            return False
        chance = self.temper.answers * self._in_mind(touches, at) * self.temper.vexed**vexing
        if self.temper.only_weekday not in (None, at.astimezone(HOME).weekday()):
            chance = self.temper.between * self._in_mind(touches, at)
        if self._is_just_back(at.astimezone(HOME).date()):
            chance = 0.9
        return self.luck_of("answers", ask, at.isoformat()) < chance

    def picks_up(self, ask: int, at: datetime) -> bool:
        """Whether a call brings the answer."""
        if self.is_away(at.astimezone(HOME).date()):
            return False
        return self.luck_of("call", ask) < self.temper.picks_up

    def _in_mind(self, touches: Sequence[Touch], at: datetime) -> float:
        noticed = dict(self.temper.reads)
        ages = [(noticed[one.way], (at - one.at) / DAY) for one in touches if one.at <= at]
        fresh = [reads * exp(-age / self.temper.forgets) for reads, age in ages]
        kept = self.temper.keeps * max((reads for reads, _ in ages), default=0.0)
        return max([kept, *fresh])

    def _reached(self, ask: int, asked_at: datetime, touches: Sequence[Touch]) -> datetime:
        """When the pile is worked down to it; each reminder moves it up a little."""
        left = timedelta(days=self.temper.pile_days * (0.5 + 1.2 * self.luck_of("pile", ask)))
        reached = asked_at + left
        for touch in touches[1:]:
            if touch.at < reached:
                reached -= (reached - touch.at) * self.temper.hastens
        return reached

    def _is_just_back(self, day: date) -> bool:
        return any(last < day <= last + timedelta(days=3) for _, last in self.absences)

    def _zone(self, day: date) -> ZoneInfo:
        if not self.temper.travels:
            return HOME
        week = self.luck_of("where", day.isocalendar()[:2])
        return ZoneInfo(self.temper.travels[int(week * len(self.temper.travels))])


Make = Callable[[Temper, int], Person]
