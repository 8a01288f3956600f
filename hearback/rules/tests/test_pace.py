"""M24: how long somebody takes is learned from what they did, as far as it was seen."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearback.rules.cadence import HORIZON, USUAL, Habit, Seen, habit_of, learn, team_curve, way_for
from hearback.rules.cadence.pace import GRAIN
from hearback.rules.tests.strategies import few

times = st.integers(1, 160).map(lambda grains: grains * GRAIN)
answered = st.builds(Seen, times, st.just(True))
seen = st.lists(st.builds(Seen, times, st.booleans()), max_size=20)
NOON = datetime(2026, 11, 2, 12, 10, tzinfo=UTC)


@given(seen)
@few
def test_silence_only_ever_shrinks(lessons: list[Seen]) -> None:
    curve = learn(lessons, USUAL)
    shares = [left for _, left in curve.steps]
    assert all(0 <= later <= sooner <= 1 for sooner, later in pairwise(shares))
    assert 0 < curve.usually_within() <= HORIZON


@given(st.lists(answered, min_size=1, max_size=20), times)
@few
def test_with_every_answer_seen_it_is_the_prior_and_the_answers_by_weight(
    lessons: list[Seen], minutes: int
) -> None:
    curve = learn(lessons, USUAL, 6.0)
    late = sum(one.minutes > minutes for one in lessons)
    expected = (6.0 * USUAL.silent_after(minutes) + late) / (6.0 + len(lessons))
    assert curve.silent_after(minutes) == pytest.approx(expected)


@given(seen, times, times)
@few
def test_somebody_slower_is_given_longer(lessons: list[Seen], one: int, other: int) -> None:
    quick, slow = sorted((one, other))
    sooner = learn([*lessons, Seen(quick, answered=True)], USUAL)
    later = learn([*lessons, Seen(slow, answered=True)], USUAL)
    # As many answer in the end, so what is usual can only move the way the answer did.
    if slow <= HORIZON and not [one for one in lessons if not one.answered]:
        assert sooner.usually_within() <= later.usually_within()


@given(seen)
@few
def test_silence_lowers_the_hope_and_an_answer_raises_it(lessons: list[Seen]) -> None:
    hope = learn(lessons, USUAL).hope
    assert learn([*lessons, Seen(HORIZON, answered=False)], USUAL).hope <= hope + 1e-9
    assert learn([*lessons, Seen(GRAIN, answered=True)], USUAL).hope >= hope - 1e-9


def test_one_quick_answer_changes_little_and_thirty_change_all() -> None:
    one, thirty = (learn([Seen(30, answered=True)] * count, USUAL) for count in (1, 30))
    assert one.usually_within() > 4 * 60
    assert thirty.usually_within() == 30


def test_leaving_out_who_was_reminded_first_would_teach_haste() -> None:
    quick = [Seen(60, answered=True)] * 5
    cut_short = [Seen(480, answered=False)] * 5
    assert learn(quick + cut_short, USUAL).hope < learn(quick, USUAL).hope


def test_a_team_is_the_usual_until_it_was_seen() -> None:
    assert team_curve(()).usually_within() == USUAL.usually_within()


@pytest.mark.parametrize("weight", [0, -1, float("nan")])
def test_a_prior_without_weight_is_refused(weight: float) -> None:
    with pytest.raises(ValueError, match="weigh"):
        learn([], USUAL, weight)


def test_noon_is_a_habit_once_most_answers_come_then() -> None:
    at_noon = [NOON + timedelta(days=day, minutes=9 * day) for day in range(8)]
    assert habit_of(at_noon, "UTC") == Habit(time(12), time(13, 30))
    assert habit_of(at_noon[:1], "UTC") is None
    assert habit_of([], "UTC") is None


def test_fridays_are_a_habit_of_their_own() -> None:
    fridays = [NOON + timedelta(days=4 + 7 * week) for week in range(8)]
    assert habit_of(fridays, "UTC") == Habit(time(12), time(12, 30), weekday=4)


def test_hours_are_those_on_their_wall_whatever_the_clocks_did() -> None:
    summer = [datetime(2026, 7, day, 16, 5, tzinfo=UTC) for day in range(6, 11)]
    winter = [datetime(2026, 11, day, 17, 5, tzinfo=UTC) for day in range(9, 14)]
    habit = habit_of(summer + winter, "America/Toronto")
    assert habit is not None
    assert habit.opens == time(12)


@given(st.lists(st.integers(0, 24 * 60 * 7), max_size=12))
@few
def test_a_habit_opens_before_it_closes(minutes: list[int]) -> None:
    habit = habit_of([NOON + timedelta(minutes=one) for one in minutes], "Europe/Paris")
    assert habit is None or habit.opens < habit.closes


def test_the_way_that_is_answered_comes_first_and_silence_tries_the_next() -> None:
    ways = ["email", "sms"]
    assert way_for(0, ways, {}) == "email"
    assert way_for(1, ways, {}) == "sms"
    assert way_for(2, ways, {}) == "email"
    assert way_for(0, ways, {"email": (6, 0), "sms": (3, 3)}) == "sms"
    assert way_for(0, ["email"], {"sms": (3, 3)}) == "email"
    assert way_for(0, [], {}) is None
