"""Hours are read as people write them, said as people read them, and nothing odd gets through."""

from __future__ import annotations

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearback.team.hours import check_week, read_periods, week_in_words, write_periods

SPELLINGS = [
    ("09:00-12:30, 13:00-17:30", [["09:00", "12:30"], ["13:00", "17:30"]]),
    ("9-12.30; 13-17.30", [["09:00", "12:30"], ["13:00", "17:30"]]),
    ("9 – 17", [["09:00", "17:00"]]),
    ("9h–12h30 & 14h–18h", [["09:00", "12:30"], ["14:00", "18:00"]]),
    ("9 am to 5:30 pm", [["09:00", "17:30"]]),
    ("12 am - 12 pm", [["00:00", "12:00"]]),
    ("20:00-24:00", [["20:00", "00:00"]]),
    ("20:00-00:00", [["20:00", "00:00"]]),
    ("9-12 and 13-17", [["09:00", "12:00"], ["13:00", "17:00"]]),
    ("   ", []),
    ("", []),
]
WRONG = [
    ("nine to five", "is not a time of day"),
    ("9", "is not a time of day"),
    ("12:00-09:00", "ends before it starts"),
    ("09:00-09:00", "ends before it starts"),
    ("9-13, 12-17", "overlap"),
    ("13-17, 9-12", "out of order"),
    ("20-24, 21-22", "overlap"),
    ("9-25", "not on a clock"),
    ("9:61-10", "not on a clock"),
    ("13 pm - 14 pm", "not on a clock"),
    ("<b>9</b>-12", "is not a time of day"),
]


@pytest.mark.parametrize(("typed", "periods"), SPELLINGS)
def test_hours_are_read_as_people_write_them(typed: str, periods: list[list[str]]) -> None:
    assert read_periods(typed) == periods


@pytest.mark.parametrize(("typed", "why"), WRONG)
def test_what_cannot_be_read_is_named(typed: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        read_periods(typed)


@st.composite
def days(draw: st.DrawFn) -> list[list[str]]:
    """Periods of a day, in order and apart."""
    marks = sorted(draw(st.sets(st.integers(0, 1439), max_size=8)))
    clocks = [f"{time(mark // 60, mark % 60):%H:%M}" for mark in marks[: len(marks) // 2 * 2]]
    return [list(pair) for pair in zip(clocks[::2], clocks[1::2], strict=True)]


@given(days())
def test_what_the_form_shows_is_read_back_as_it_was(periods: list[list[str]]) -> None:
    assert read_periods(write_periods(periods)) == periods


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused_with_a_sentence(typed: str) -> None:
    refusal, periods = "", [["09:00", "10:00"]]
    try:
        periods = read_periods(typed) or periods
    except ValueError as refused:
        refusal = str(refused)
    assert not refusal or refusal.endswith(".")
    check_week("UTC", {"0": periods})


def test_equal_days_are_said_together() -> None:
    day, short = [["09:00", "12:30"], ["13:00", "17:30"]], [["09:00", "13:00"]]
    week = {"0": day, "1": day, "2": day, "4": short, "5": short}
    assert week_in_words(week) == [
        ("Monday to Wednesday", "09:00–12:30, 13:00–17:30"),
        ("Friday and Saturday", "09:00–13:00"),
    ]


def test_a_day_to_midnight_is_said_as_twenty_four() -> None:
    assert week_in_words({"6": [["20:00", "00:00"]]}) == [("Sunday", "20:00–24:00")]


def test_a_week_without_work_is_no_week() -> None:
    with pytest.raises(ValueError, match="at least one working period"):
        check_week("UTC", {})
