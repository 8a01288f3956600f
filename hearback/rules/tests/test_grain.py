"""Waits are rounded up, little, and to few different values."""

from hypothesis import given
from hypothesis import strategies as st

from hearback.rules.measures.grain import DAY, HOUR, coarse


@given(st.integers(0, 5 * 365 * DAY))
def test_a_wait_is_rounded_up_and_once_only(minutes: int) -> None:
    kept = coarse(minutes)
    assert minutes <= kept
    assert coarse(kept) == kept


@given(st.integers(HOUR, 365 * DAY))
def test_beyond_an_hour_and_within_a_year_it_grows_by_an_eighth_at_most(minutes: int) -> None:
    assert coarse(minutes) - minutes < minutes / 8


@given(st.integers(0, 3 * 365 * DAY), st.integers(0, DAY))
def test_the_longer_wait_stays_the_longer(minutes: int, more: int) -> None:
    assert coarse(minutes) <= coarse(minutes + more)


def test_a_year_of_waits_has_little_more_than_a_thousand_values() -> None:
    assert len({coarse(minutes) for minutes in range(365 * DAY)}) == 1076
