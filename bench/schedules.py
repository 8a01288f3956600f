"""The two schedules that are compared: the best commercial one, and ours."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bench.temperaments import DAY, HOME, MAIL, SATURDAY, TEXT
from bench.year import OFFICE, Question, Step
from hearback.rules.cadence import (
    Act,
    Manner,
    Next,
    Owed,
    Seen,
    habit_of,
    learn,
    plan,
    team_curve,
    way_for,
)
from hearback.rules.calendar import working_time_between

MINUTE = timedelta(minutes=1)
# What the product learns from: the newest of each contact, and of the team.
THEIRS, TEAMS = 30, 300
RELEARNED_AFTER = timedelta(days=1)


class Fixed:
    """An hour after, then every working day, up to ten times; each question by itself."""

    MOST = 10

    def __init__(self, way: str = MAIL) -> None:
        self.first_way = way

    def next(
        self,
        person: int,
        still_open: Sequence[Question],
        reminded: Sequence[datetime],
        now: datetime,
    ) -> Step | None:
        """The soonest reminder of any of them."""
        del person, reminded
        due = [(self._at(one), one) for one in still_open if one.reminders < self.MOST]
        if not due:
            return None
        at, question = min(due, key=lambda one: one[0])
        return Step(max(at, now), (question,), self.first_way)

    def note(self, person: int, question: Question, now: datetime) -> None:
        """It learns nothing."""

    @staticmethod
    def _at(question: Question) -> datetime:
        at = (question.asked_at + timedelta(hours=1)).astimezone(HOME)
        for _ in range(question.reminders):
            at += DAY
            while at.weekday() >= SATURDAY:
                at += DAY
        return at


class Ours:
    """The rule as the product uses it, fed with what the product would know."""

    first_way = MAIL

    def __init__(self, ways: Sequence[str] = (MAIL, TEXT)) -> None:
        self.ways = ways
        self._known: dict[int, list[Lesson]] = defaultdict(list)
        self._team, self._learned_at = team_curve(()), datetime.min.replace(tzinfo=UTC)

    def next(
        self,
        person: int,
        still_open: Sequence[Question],
        reminded: Sequence[datetime],
        now: datetime,
    ) -> Step | None:
        """The soonest step: one reminder about all that is due, or a call."""
        lessons = self._known[person] + [one for q in still_open for one in _lessons(q, now)]
        days = {at.astimezone(HOME).date() for at in reminded}
        owed = {one.number: _owed(one) for one in still_open}
        steps = plan(owed, self._manner(lessons[-THEIRS:], now), days, now=now)
        first = min(steps.values(), key=lambda step: step.at)
        mine = tuple(one for one in still_open if _is_with(steps[one.number], first))
        if first.act is Act.RING:
            return Step(first.at, mine, None)
        way = way_for(max(one.reminders for one in mine), self.ways, _tried(lessons))
        return Step(first.at, mine, way)

    def note(self, person: int, question: Question, now: datetime) -> None:
        """Learn from it."""
        self._known[person] += _lessons(question, now)

    def _manner(self, lessons: Sequence[Lesson], now: datetime) -> Manner:
        if now - self._learned_at > RELEARNED_AFTER:
            newest = [one.seen for known in self._known.values() for one in known[-THEIRS:]]
            self._team, self._learned_at = team_curve(newest[-TEAMS:]), now
        answers = [one.answered_at for one in lessons if one.answered_at]
        return Manner(
            name="They",
            calendar=OFFICE,
            curve=learn([one.seen for one in lessons], self._team),
            habit=habit_of(answers, OFFICE.zone),
            answers=len(answers),
        )


@dataclass(frozen=True)
class Lesson:
    """One question or reminder: how long the silence after it was, and whether it ended."""

    seen: Seen
    way: str
    answered_at: datetime | None


def _lessons(question: Question, now: datetime) -> list[Lesson]:
    answered = None if question.by_call else question.answered_at
    ends = [one.at for one in question.touches[1:]] + [answered or question.rung_at or now]
    last = len(ends) - 1
    return [
        Lesson(
            Seen(working_time_between(OFFICE, touch.at, until) / MINUTE, is_answer),
            touch.way,
            answered if is_answer else None,
        )
        for number, (touch, until) in enumerate(zip(question.touches, ends, strict=True))
        for is_answer in [number == last and answered is not None]
    ]


def _tried(lessons: Sequence[Lesson]) -> dict[str, tuple[int, int]]:
    return {
        way: (len(mine), sum(one.seen.answered for one in mine))
        for way in {one.way for one in lessons}
        for mine in [[one for one in lessons if one.way == way]]
    }


def _owed(question: Question) -> Owed:
    return Owed(
        asked_at=question.asked_at,
        agreed_by=question.agreed_by,
        reminded=tuple(one.at for one in question.touches[1:]),
        put_off_until=question.put_off_until,
        candidate="The candidate",
        candidate_due=question.candidate_due,
    )


def _is_with(step: Next, first: Next) -> bool:
    return step.act is first.act and step.at == first.at
