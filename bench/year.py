"""A simulated year: the same people and the same luck, once under each schedule."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Protocol

from bench.temperaments import DAY, HOME, MAIL, SATURDAY, Person, Temper, Touch
from hearback.rules.calendar import WorkingCalendar, add_working_days

BEGINS = date(2026, 1, 5)
OFFICE = WorkingCalendar(
    "America/Toronto",
    {day: ((time(9), time(12, 30)), (time(13), time(17, 30))) for day in range(5)},
)
AGREED_DAYS, CANDIDATE_DAYS = 2, 6
# Nobody looks back at a question this old, under any schedule.
OVER = timedelta(days=28)
HOUR = timedelta(hours=1)
VEXED_FOR = timedelta(days=14)


@dataclass
class Question:
    """One ask, and all that happened to it."""

    number: int
    person: Person
    asked_at: datetime
    touches: list[Touch] = field(default_factory=list)
    put_off_until: datetime | None = None
    answered_at: datetime | None = None
    rung_at: datetime | None = None
    by_call: bool = False

    @property
    def reminders(self) -> int:
        """How many reminders named it."""
        return len(self.touches) - 1

    @property
    def candidate_due(self) -> datetime:
        """When the candidate was promised to hear."""
        return add_working_days(OFFICE, self.asked_at, CANDIDATE_DAYS)

    @property
    def agreed_by(self) -> datetime:
        """When the answer is due, as agreed."""
        return add_working_days(OFFICE, self.asked_at, AGREED_DAYS)


@dataclass(frozen=True)
class Step:
    """What a schedule wants done: one reminder about these questions, or a call about them."""

    at: datetime
    questions: tuple[Question, ...]
    way: str | None

    @property
    def is_call(self) -> bool:
        """Whether somebody is rung."""
        return self.way is None


class Schedule(Protocol):
    """Decides when one person is reminded; sees what a product could see and nothing else."""

    first_way: str

    def next(
        self,
        person: int,
        still_open: Sequence[Question],
        reminded: Sequence[datetime],
        now: datetime,
    ) -> Step | None:
        """The soonest step about the open questions of a person reminded at these moments."""
        ...

    def note(self, person: int, question: Question, now: datetime) -> None:
        """A question was answered or is over."""
        ...


@dataclass
class Outcome:
    """What one kind of person did under one schedule."""

    asked: int = 0
    alone: int = 0
    with_calls: int = 0
    reminders: int = 0
    needless: int = 0
    calls: int = 0
    waits: list[float] = field(default_factory=list)

    @property
    def median_wait(self) -> float:
        """Days until half of all questions were answered; infinite when they never were."""
        waits = sorted(self.waits)
        return waits[(len(waits) - 1) // 2]

    def __add__(self, other: Outcome) -> Outcome:
        return Outcome(
            *(getattr(self, one) + getattr(other, one) for one in self.__dataclass_fields__)
        )


def people_of(tempers: Sequence[Temper], each: int, seed: int, days: int) -> list[Person]:
    """So many of each kind."""
    return [Person(temper, n, seed, BEGINS, days) for temper in tempers for n in range(each)]


def questions_of(person: Person, number: int, days: int) -> Iterator[Question]:
    """Asks over the year, at any time of the recruiter's working day."""
    dice = Random(person.luck_of("asks"))  # noqa: S311  the same every time
    for ask in range(number):
        day = BEGINS + timedelta(days=dice.randrange(days))
        day += DAY * max(0, 7 - day.weekday()) * (day.weekday() >= SATURDAY)
        minute = dice.randrange(9 * 60, 17 * 60)
        moment = datetime.combine(day, time(minute // 60, minute % 60), HOME)
        yield Question(ask, person, moment.astimezone(UTC))


class Year:
    """Lives the days of some people under one schedule."""

    def __init__(self, people: Sequence[Person], asks: int, days: int, *, calls: bool) -> None:
        self.people, self.days, self.calls = people, days, calls
        self.questions = [list(questions_of(person, asks, days)) for person in people]
        self.reminded: dict[int, list[datetime]] = defaultdict(list)
        self.outcomes: dict[str, Outcome] = defaultdict(Outcome)
        self._open: dict[int, list[Question]] = defaultdict(list)
        self._version: dict[int, int] = defaultdict(int)
        self._queue: list[tuple[datetime, int, str, int, object]] = []
        self._count = 0

    def live(self, schedule: Schedule) -> dict[str, Outcome]:
        """What came of it, by kind of person."""
        for who, person in enumerate(self.people):
            for question in self.questions[who]:
                self._push(question.asked_at, "ask", who, question)
                self._push(question.asked_at + OVER, "over", who, question)
            for ahead in range(self.days + OVER.days + 1):
                for moment in person.sittings(BEGINS + ahead * DAY):
                    self._push(moment.astimezone(UTC), "sit", who, None)
        while self._queue:
            now, _, kind, who, what = heapq.heappop(self._queue)
            getattr(self, f"_{kind}")(schedule, now, who, what)
        for who, person in enumerate(self.people):
            self.outcomes[person.temper.name] += self._outcome(who)
        return self.outcomes

    def _push(self, at: datetime, kind: str, who: int, what: object) -> None:
        self._count += 1
        heapq.heappush(self._queue, (at, self._count, kind, who, what))

    def _ask(self, schedule: Schedule, now: datetime, who: int, question: Question) -> None:
        question.touches.append(Touch(now, schedule.first_way))
        self._open[who].append(question)
        self._hear_machine(who, question, now)
        self._look_ahead(schedule, now, who)

    def _over(self, schedule: Schedule, now: datetime, who: int, question: Question) -> None:
        if question in self._open[who]:
            self._close(schedule, question, who, now)

    def _sit(self, schedule: Schedule, now: datetime, who: int, _: object) -> None:
        answered = [one for one in self._open[who] if self._would_answer(who, one, now)]
        for question in answered:
            question.answered_at = now
            self._close(schedule, question, who, now)

    def _look(self, schedule: Schedule, now: datetime, who: int, what: tuple[int, Step]) -> None:
        version, step = what
        if version != self._version[who]:
            return
        if step.is_call:
            self._ring(schedule, step, who, now)
        else:
            self._remind(step, who, now)
        self._look_ahead(schedule, now, who)

    def _remind(self, step: Step, who: int, now: datetime) -> None:
        outcome = self.outcomes[self.people[who].temper.name]
        outcome.reminders += 1
        outcome.needless += any(self._answers_within_the_hour(who, q, now) for q in step.questions)
        self.reminded[who].append(now)
        for question in step.questions:
            question.touches.append(Touch(now, step.way or MAIL))
            self._hear_machine(who, question, now)

    def _ring(self, schedule: Schedule, step: Step, who: int, now: datetime) -> None:
        for question in step.questions:
            question.rung_at = now
            if self.calls and self.people[who].picks_up(question.number, now):
                question.answered_at, question.by_call = now + HOUR, True
                self._close(schedule, question, who, now)

    def _answers_within_the_hour(self, who: int, question: Question, now: datetime) -> bool:
        person, day = self.people[who], now.astimezone(HOME).date()
        sittings = [one for ahead in (-1, 0, 1) for one in person.sittings(day + ahead * DAY)]
        return any(self._would_answer(who, question, s) for s in sittings if now < s <= now + HOUR)

    def _would_answer(self, who: int, question: Question, at: datetime) -> bool:
        vexing = sum(at - VEXED_FOR <= one <= at for one in self.reminded[who])
        return self.people[who].answers(
            question.number, question.asked_at, question.touches, vexing, at.astimezone(UTC)
        )

    def _hear_machine(self, who: int, question: Question, now: datetime) -> None:
        person, day = self.people[who], now.astimezone(HOME).date()
        if person.is_away(day) and person.says_so(day):
            back = datetime.combine(person.back_on(day), time(9), HOME)
            question.put_off_until = back.astimezone(UTC)

    def _close(self, schedule: Schedule, question: Question, who: int, now: datetime) -> None:
        self._open[who].remove(question)
        schedule.note(who, question, now)
        self._look_ahead(schedule, now, who)

    def _look_ahead(self, schedule: Schedule, now: datetime, who: int) -> None:
        self._version[who] += 1
        waiting = [one for one in self._open[who] if one.rung_at is None]
        step = schedule.next(who, waiting, self.reminded[who][-30:], now) if waiting else None
        if step is not None:
            self._push(max(step.at, now), "look", who, (self._version[who], step))

    def _outcome(self, who: int) -> Outcome:
        mine = self.questions[who]
        own = [one for one in mine if one.answered_at and not one.by_call]
        return Outcome(
            asked=len(mine),
            alone=len(own),
            with_calls=sum(one.answered_at is not None for one in mine),
            calls=sum(one.rung_at is not None for one in mine),
            waits=[
                (one.answered_at - one.asked_at) / DAY if one.answered_at else float("inf")
                for one in mine
            ],
        )
