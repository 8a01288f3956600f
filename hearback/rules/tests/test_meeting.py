"""Who is there, who is late, and when somebody has waited alone for too long."""

# M17

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearback.rules.meeting import (
    ALONE,
    ON_TIME,
    Side,
    Standing,
    alarm_at,
    minutes_late,
    standing,
)
from hearback.rules.tests.strategies import at, minutes

TEN = at("2026-11-30 15:00")
NOBODY = Side()
moments = st.integers(-180, 180).map(lambda number: TEN + minutes(number))
sides = st.builds(Side, *[st.none() | moments] * 3)


@pytest.mark.parametrize(("after", "late"), [(-20, 0), (0, 0), (2, 0), (3, 3), (12, 12)])
def test_two_minutes_are_on_time(after: int, late: int) -> None:
    assert minutes_late(TEN, TEN + minutes(after)) == late


def test_whoever_waits_alone_for_five_minutes_is_heard() -> None:
    assert alarm_at(Side(here_at=TEN - minutes(10)), NOBODY, TEN) == TEN + ALONE
    assert alarm_at(Side(here_at=TEN + minutes(3)), NOBODY, TEN) == TEN + minutes(8)


def test_whoever_said_they_come_late_is_waited_for() -> None:
    late = Side(late_until=TEN + minutes(10))
    assert alarm_at(Side(here_at=TEN), late, TEN) == TEN + minutes(15)
    assert standing(late, TEN, TEN + minutes(9)) == Standing.LATE_SOON
    assert standing(late, TEN, TEN + minutes(10)) == Standing.MISSING


def test_nobody_is_here_is_heard_at_once_but_not_before_it_begins() -> None:
    early = Side(here_at=TEN - minutes(9), alone_at=TEN - minutes(1))
    assert alarm_at(early, NOBODY, TEN) == TEN + ALONE
    said = Side(here_at=TEN, alone_at=TEN + minutes(1))
    assert alarm_at(said, NOBODY, TEN) == TEN + minutes(1)


@given(sides, sides)
def test_an_alarm_is_about_somebody_who_waits_for_somebody_who_is_not_there(
    waits: Side, missing: Side
) -> None:
    alarm = alarm_at(waits, missing, TEN)
    assert (alarm is None) == (waits.here_at is None or missing.here_at is not None)
    assert alarm is None or alarm >= TEN
    assert not (alarm and alarm_at(missing, waits, TEN)), "both sides cannot be alone"


@given(sides, moments)
def test_nobody_who_is_here_is_missing(side: Side, now: datetime) -> None:
    stands = standing(side, TEN, now)
    assert (side.here_at is not None) == (stands in {Standing.HERE, Standing.LATE})
    if stands == Standing.MISSING:
        assert now > TEN + ON_TIME
        assert side.late_until is None or side.late_until <= now
    assert timedelta() <= ON_TIME
