"""M38: how long people wait, those still waiting included."""

from __future__ import annotations

from itertools import pairwise
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearback.rules.measures import (
    By,
    TimeToAnswer,
    Unsaid,
    Until,
    Wait,
    Why,
    leaning_times,
    time_to_answer,
)
from hearback.rules.silence import silent_after, still_silent
from hearback.rules.tests.strategies import few

DAY = 24 * 60
times = st.integers(0, 60 * DAY)
waits = st.builds(Wait, times, st.sampled_from(Until), st.integers(0, 4))


def told(lessons: list[Wait]) -> TimeToAnswer:
    found = time_to_answer(lessons)
    assert isinstance(found, TimeToAnswer)
    return found


def answered(*days: int) -> list[Wait]:
    return [Wait(day * DAY, Until.ANSWERED) for day in days]


def test_once_everybody_has_heard_it_is_the_plain_median() -> None:
    found = told(answered(1, 2, 3, 4, 5, 6, 7, 8, 9, 30))
    assert (found.median, found.p90) == (By(5 * DAY), By(9 * DAY))
    assert found.heard_within(3 * DAY) == pytest.approx(0.3)


def test_whoever_still_waits_makes_it_longer_and_not_shorter() -> None:
    heard = answered(1, 1, 2, 2, 3)
    silent = [Wait(20 * DAY, Until.WAITING, people=5)]
    assert told(heard).median == By(2 * DAY)
    # Half have heard by day three; nine in ten have not, after twenty days.
    found = told(heard + silent)
    assert (found.median, found.p90) == (By(3 * DAY), By(20 * DAY, more_than=True))
    assert (found.of, found.answered, found.waiting, found.withdrew) == (10, 5, 5, 0)


def test_when_nobody_has_heard_it_is_more_than_what_they_waited() -> None:
    found = told([Wait(day * DAY, Until.WAITING) for day in range(1, 7)])
    assert found.median == found.p90 == By(6 * DAY, more_than=True)


def test_it_is_the_curve_kaplan_and_meier_drew() -> None:
    # Remission in weeks under 6-MP (Freireich 1963), the textbook case of their curve.
    weeks, cut = (6, 6, 6, 7, 10, 13, 16, 22, 23), (6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35)
    lessons = [Wait(week, Until.ANSWERED) for week in weeks]
    found = told(lessons + [Wait(week, Until.WITHDREW) for week in cut])
    drawn = [0.857, 0.807, 0.753, 0.690, 0.627, 0.538, 0.448]
    assert [left for _, left in found.steps] == pytest.approx(drawn, abs=5e-4)
    assert (found.median, found.p90) == (By(23), By(35, more_than=True))


@given(st.lists(waits, max_size=25))
@few
def test_silence_shrinks_and_nine_in_ten_take_no_less_than_half(lessons: list[Wait]) -> None:
    found = time_to_answer(lessons)
    if isinstance(found, Unsaid):
        assert sum(one.people for one in lessons) < 5
        return
    left = [share for _, share in found.steps]
    assert all(0 <= later <= sooner <= 1 for sooner, later in pairwise(left))
    assert found.median.minutes <= found.p90.minutes
    assert found.of == found.answered + found.waiting + found.withdrew


@given(st.lists(times, min_size=5, max_size=40))
@few
def test_with_every_answer_in_it_is_the_sorted_list(minutes: list[int]) -> None:
    found = told([Wait(one, Until.ANSWERED) for one in minutes])
    ordered = sorted(minutes)
    assert found.median == By(ordered[ceil(0.5 * len(ordered)) - 1])
    assert found.p90 == By(ordered[ceil(0.9 * len(ordered) - 1e-9) - 1])


@given(st.lists(waits, min_size=5, max_size=20), st.integers(0, 10))
@few
def test_a_day_more_of_silence_never_makes_it_look_better(lessons: list[Wait], more: int) -> None:
    later = [
        Wait(one.minutes + more * DAY, one.until, one.people) if one.until is Until.WAITING else one
        for one in lessons
    ]
    before, after = time_to_answer(lessons), time_to_answer(later)
    if isinstance(before, TimeToAnswer) and isinstance(after, TimeToAnswer):
        assert after.median.minutes >= before.median.minutes
        assert after.p90.minutes >= before.p90.minutes


@given(st.lists(waits, max_size=20))
@few
def test_counted_together_is_counted_one_by_one(lessons: list[Wait]) -> None:
    apart = [Wait(one.minutes, one.until) for one in lessons for _ in range(one.people)]
    assert time_to_answer(apart) == time_to_answer(lessons)


def test_few_and_none_are_no_figure() -> None:
    assert time_to_answer([]) == Unsaid(0, Why.NOTHING)
    assert time_to_answer([Wait(9, Until.WAITING, people=0)]) == Unsaid(0, Why.NOTHING)
    assert time_to_answer(answered(1)) == Unsaid(1, Why.TOO_FEW)
    with pytest.raises(ValueError, match="no time"):
        Wait(-1, Until.WAITING)


def test_five_cases_lean_on_the_team_and_many_hardly() -> None:
    slow, quick = answered(20, 20, 20, 20, 20), answered(1, 2, 2, 3, 3) * 20
    found = leaning_times({"Ana": slow, "Ben": quick, "Chloe": answered(4)})
    ana, ben = found["Ana"], found["Ben"]
    assert isinstance(ana, TimeToAnswer)
    assert isinstance(ben, TimeToAnswer)
    assert ana.borrowed == pytest.approx(2 / 3)
    assert ana.median.minutes < 20 * DAY
    assert ben.median == told(quick).median
    assert ana.is_shrunk
    assert found["Chloe"] == Unsaid(1, Why.TOO_FEW)
    assert leaning_times({}) == {}


def test_a_prior_that_ended_before_leaves_the_curve_where_it_is() -> None:
    prior = ((2, 0.5), (4, 0.0), (6, 0.0))
    steps = still_silent({}, {1: 1}, prior, 5.0)
    assert silent_after(steps, 9) == 0
    assert silent_after((), 9) == 1
