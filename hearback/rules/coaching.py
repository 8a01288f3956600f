"""What to try: two or three concrete suggestions from how somebody kept their word lately.

Plain counts in, sentences out; no comparison with anybody, and nothing from a handful of cases.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from hearback.rules.words import Words

MOST = 3
# Fewer late ones are bad luck and no habit.
A_HABIT = 3
A_LITTLE = 4 * 60
_NOON, _EVENING, _WORKING_DAYS = 12, 17, 5
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
PARTS = ("morning", "afternoon", "evening")


@dataclass(frozen=True)
class Kept:
    """How many of one thing were in time, late and never, and by how many minutes the late ones."""

    in_time: int = 0
    late: int = 0
    never: int = 0
    minutes_late: int = 0

    @property
    def of(self) -> int:
        """All of them."""
        return self.in_time + self.late + self.never

    @property
    def missed(self) -> int:
        """Those that were not in time."""
        return self.late + self.never


@dataclass(frozen=True)
class Habits:
    """What somebody did in a while.

    late_by_hour: answers not in time, by the hour of the week (0 is Monday, midnight) they were due
    in. waiting_after_broken: people who still wait for an answer whose moment has passed. unsaid:
    interviews at which they did not press.
    """

    answers: Kept = field(default_factory=Kept)
    late_by_hour: Mapping[int, int] = field(default_factory=dict)
    waiting_after_broken: int = 0
    calls: Kept = field(default_factory=Kept)
    scorecards: Kept = field(default_factory=Kept)
    words: Kept = field(default_factory=Kept)
    interviews: Kept = field(default_factory=Kept)
    unsaid: int = 0


def suggestions(habits: Habits) -> list[Words]:
    """At most three, what weighs most on candidates first; praise when there is nothing to try."""
    found = [
        _people_left(habits),
        _a_bad_hour(habits),
        _a_little_late(habits),
        _calls(habits),
        _punctual(habits),
        _scorecards(habits),
        _words(habits),
        _say_so(habits),
    ]
    told = [one for one in found if one is not None][:MOST]
    return told or _praise(habits)


def part_of_week(hour: int) -> tuple[int, int]:
    """The weekday (0 is Monday) and the part of the day (0 morning, 1 afternoon, 2 evening)."""
    weekday, there = divmod(hour, 24)
    return weekday, 0 if there < _NOON else 1 if there < _EVENING else 2


def _people_left(habits: Habits) -> Words | None:
    if not habits.waiting_after_broken:
        return None
    return Words(
        "people_left",
        "%(count)d person whose date passed has not been answered since. Start there.",
        "%(count)d people whose date passed have not been answered since. Start with them.",
        {"count": habits.waiting_after_broken},
    )


def _a_bad_hour(habits: Habits) -> Words | None:
    """Half of what was late was due in one part of one day."""
    parts = Counter[tuple[int, int]]()
    for hour, late in habits.late_by_hour.items():
        parts[part_of_week(hour)] += late
    if not parts:
        return None
    (weekday, part), here = max(parts.items(), key=lambda one: (one[1], one[0]))
    missed = sum(parts.values())
    if here < A_HABIT or 2 * here < missed:
        return None
    values = {"here": here, "count": missed, "weekday": WEEKDAYS[weekday], "part": PARTS[part]}
    better = {"better": WEEKDAYS[weekday + 1 if weekday + 1 < _WORKING_DAYS else 0]}
    words = (
        "%(here)d of your %(count)d late answers were due on a %(weekday)s %(part)s. "
        "Promise %(better)s instead."
    )
    return Words("bad_hour", words, words, {**values, **better})


def _a_little_late(habits: Habits) -> Words | None:
    """Late by little: the promise was too tight, not the work too slow."""
    answers = habits.answers
    if answers.late < A_HABIT or answers.minutes_late > A_LITTLE * answers.late:
        return None
    if answers.never > answers.late:
        return None
    hours = max(1, round(answers.minutes_late / answers.late / 60))
    words = (
        "Your %(count)d late answers came about %(hours)d h after their moment. "
        "Promise half a day more, and they are kept."
    )
    return Words("a_little", words, words, {"count": answers.late, "hours": hours})


def _calls(habits: Habits) -> Words | None:
    calls = habits.calls
    if calls.missed < A_HABIT:
        return None
    words = (
        "%(count)d of %(of)d promised calls were late or never made. "
        "Name a window of two hours instead of a moment, and block it in your calendar."
    )
    return Words("calls", words, words, {"count": calls.missed, "of": calls.of})


def _punctual(habits: Habits) -> Words | None:
    met = habits.interviews
    if met.late < A_HABIT:
        return None
    words = (
        "You were late to %(count)d of %(of)d interviews, by %(minutes)d minutes on average. "
        "End what is before them ten minutes earlier."
    )
    minutes = round(met.minutes_late / met.late)
    return Words("late", words, words, {"count": met.late, "of": met.of, "minutes": minutes})


def _scorecards(habits: Habits) -> Words | None:
    cards = habits.scorecards
    if cards.missed < A_HABIT:
        return None
    words = (
        "%(count)d of %(of)d scorecards came after their moment. "
        "Keep a quarter of an hour free right after each interview."
    )
    return Words("scorecards", words, words, {"count": cards.missed, "of": cards.of})


def _words(habits: Habits) -> Words | None:
    given = habits.words
    if given.missed < A_HABIT:
        return None
    words = (
        "%(count)d of %(of)d words you were asked for came late or not at all. "
        "One tap in the mail is enough, or “later” with a day."
    )
    return Words("words", words, words, {"count": given.missed, "of": given.of})


def _say_so(habits: Habits) -> Words | None:
    if habits.unsaid < A_HABIT:
        return None
    words = (
        "At %(count)d interviews you did not press “I am here”, so nobody could tell the candidate."
    )
    return Words("say_so", words, words, {"count": habits.unsaid})


def _praise(habits: Habits) -> list[Words]:
    answers = habits.answers
    if answers.of < A_HABIT + 2:
        return []
    words = "%(kept)d of %(count)d promises kept in time. Go on promising what you promise."
    return [Words("praise", words, words, {"kept": answers.in_time, "count": answers.of})]
