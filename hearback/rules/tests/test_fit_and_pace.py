"""How must-haves compare with answers, and when a batch will be done."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearback.rules.fit import Fit, MustHave, compare
from hearback.rules.pace import finish_time, observed_per_minute
from hearback.rules.tests.strategies import at, few, minutes

LICENCE = MustHave("licence", "a driving licence")
NIGHTS = MustHave("nights", "nights every third week")
TEAM = MustHave("team", "two years of leading a team")
START = at("2026-11-20 09:00")


def test_yes_no_and_nothing_said_are_kept_apart() -> None:
    fit = compare(
        [LICENCE, NIGHTS, TEAM], {"licence": True, "nights": False, "team": None, "else": True}
    )
    assert fit == Fit(met=(LICENCE,), missing=(NIGHTS,), unstated=(TEAM,))
    assert not fit.complete


def test_a_question_never_answered_is_unstated_not_missing() -> None:
    fit = compare([LICENCE], {})
    assert fit == Fit(unstated=(LICENCE,))
    assert not fit.complete


def test_an_opening_without_must_haves_is_met() -> None:
    assert compare([], {}).complete
    assert compare([LICENCE], {"licence": True}).complete


@few
@given(
    st.lists(st.sampled_from(["a", "b", "c", "d"]), unique=True),
    st.dictionaries(st.sampled_from("abcdef"), st.booleans()),
)
def test_every_must_have_lands_in_exactly_one_place_in_order(
    keys: list[str], answers: dict[str, bool]
) -> None:
    wanted = [MustHave(key, key) for key in keys]
    fit = compare(wanted, answers)
    assert sorted((*fit.met, *fit.missing, *fit.unstated), key=wanted.index) == wanted


def test_a_pace_is_only_claimed_once_there_is_something_to_see() -> None:
    assert observed_per_minute(4, START, START + minutes(1)) is None
    assert observed_per_minute(50, START, START + timedelta(seconds=9)) is None
    assert observed_per_minute(5, START, START + timedelta(seconds=10)) == 30
    assert observed_per_minute(300, START, START + minutes(2)) == 150


def test_a_batch_is_done_on_a_whole_minute_rounded_up() -> None:
    assert finish_time(0, 0, START) == START
    assert finish_time(60, 60, START) == START + minutes(1)
    assert finish_time(61, 60, START) == START + minutes(2)
    assert finish_time(1, 60, START + timedelta(seconds=30)) == START + minutes(1)


@pytest.mark.parametrize("pace", [0, -1, float("nan"), 1e-9])
def test_a_batch_that_does_not_move_has_no_finish(pace: float) -> None:
    with pytest.raises(ValueError, match="nothing is moving"):
        finish_time(100, pace, START)


@few
@given(st.integers(1, 100_000), st.floats(0.1, 10_000))
def test_the_finish_is_never_promised_too_early(count: int, pace: float) -> None:
    end = finish_time(count, pace, START)
    assert end >= START + timedelta(minutes=count / pace)
    assert end - START < timedelta(minutes=count / pace + 1.01)
