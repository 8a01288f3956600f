"""A working calendar as a value: what it refuses, and its snapshot."""

from datetime import UTC, date, time
from typing import Any

import pytest
from hypothesis import given

from hearback.rules.hours import WorkingCalendar
from hearback.rules.tests.strategies import OFFICE, WEEK, at, calendars, few

NINE_TO_FIVE = ((time(9), time(17)),)


@pytest.mark.parametrize(
    ("hours", "sentence"),
    [
        ({}, "at least one working period"),
        ({0: (), 6: ()}, "at least one working period"),
        ({7: NINE_TO_FIVE}, "Weekdays run from 0"),
        (
            {0: ((time(17), time(9)),)},
            "On Monday a period must end after it starts, not 17:00 to 09:00",
        ),
        ({2: ((time(9), time(9)),)}, "On Wednesday a period must end after it starts"),
        (
            {4: ((time(9), time(13)), (time(12), time(17)))},
            "On Friday the periods overlap or are out of order at 12:00",
        ),
        (
            {4: ((time(13), time(17)), (time(9), time(12)))},
            "On Friday the periods overlap or are out of order at 09:00",
        ),
        ({1: ((time(22), time(0)), (time(23), time(23, 30)))}, "On Tuesday the periods overlap"),
        ({1: ((time(9, 0, 30), time(12)),)}, "whole minutes"),
        ({1: ((time(9, tzinfo=UTC), time(12)),)}, "wall-clock times"),
    ],
)
def test_hours_no_clock_could_show_are_refused_with_a_sentence(
    hours: dict[int, Any], sentence: str
) -> None:
    with pytest.raises(ValueError, match=sentence):
        WorkingCalendar("UTC", hours)


def test_an_unknown_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="no time zone called"):
        WorkingCalendar("Mars/Olympus", WEEK)


def test_touching_periods_and_an_end_at_midnight_are_allowed() -> None:
    calendar = WorkingCalendar("UTC", {0: ((time(0), time(12)), (time(12), time(0)))})
    assert calendar.spans(date(2026, 11, 23)) == (
        (at("2026-11-23 00:00"), at("2026-11-23 12:00")),
        (at("2026-11-23 12:00"), at("2026-11-24 00:00")),
    )


def test_a_holiday_and_a_free_weekday_have_no_periods() -> None:
    calendar = WorkingCalendar("Europe/Berlin", WEEK, frozenset({date(2026, 11, 23)}))
    assert calendar.spans(date(2026, 11, 23)) == ()
    assert calendar.spans(date(2026, 11, 22)) == ()
    assert len(calendar.spans(date(2026, 11, 24))) == 2


def test_a_period_that_the_clocks_skip_is_empty() -> None:
    calendar = WorkingCalendar(
        "Europe/Paris", {6: ((time(2), time(2, 45)), (time(2, 45), time(4)))}
    )
    assert calendar.spans(date(2026, 3, 29)) == ((at("2026-03-29 01:00"), at("2026-03-29 02:00")),)


def test_a_snapshot_holds_only_the_holidays_in_its_window() -> None:
    days = [date(2026, 1, 1), date(2026, 5, 1), date(2026, 12, 25), date(2027, 1, 1)]
    snapshot = WorkingCalendar("Europe/Paris", {0: NINE_TO_FIVE}, frozenset(days)).as_json(
        days[1], days[2]
    )
    assert snapshot == {
        "zone": "Europe/Paris",
        "hours": {"0": [["09:00", "17:00"]]},
        "holidays": ["2026-05-01", "2026-12-25"],
    }


@few
@given(calendars)
def test_a_snapshot_gives_the_same_calendar_back(calendar: WorkingCalendar) -> None:
    again = WorkingCalendar.from_json(calendar.as_json(date.min, date.max))
    assert again == calendar
    assert hash(again) == hash(calendar)


@pytest.mark.parametrize(
    "data", [{}, {"zone": "UTC"}, {"zone": "UTC", "hours": [], "holidays": []}]
)
def test_something_that_is_not_a_snapshot_is_refused(data: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="not a working calendar"):
        WorkingCalendar.from_json(data)


def test_the_hours_given_may_change_afterwards_without_changing_the_calendar() -> None:
    hours = dict(WEEK)
    calendar = WorkingCalendar("Europe/Berlin", hours)
    hours.clear()
    assert calendar == OFFICE
