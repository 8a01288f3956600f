"""Working time: examples a person can check, and laws that hold for every calendar."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from hearback.rules.calendar import (
    WorkingCalendar,
    add_days,
    add_working_days,
    add_working_time,
    is_working,
    last_working_moment,
    next_working_moment,
    subtract_working_time,
    working_day_before,
    working_time_between,
)
from hearback.rules.tests.strategies import (
    OFFICE,
    WEEK,
    amounts,
    at,
    calendars,
    few,
    hours,
    moments,
    office_like,
)

ZERO = timedelta()
# Berlin in November is UTC+1, so the office is open 08:00-11:00 and 12:00-16:00 UTC. 2026-11-20 is
# a Friday.


@pytest.mark.parametrize(
    ("moment", "working"),
    [
        ("2026-11-20 07:59", False),
        ("2026-11-20 08:00", True),
        ("2026-11-20 11:00", False),
        ("2026-11-20 12:00", True),
        ("2026-11-20 16:00", False),
        ("2026-11-21 09:00", False),
    ],
)
def test_a_period_holds_its_start_and_not_its_end(
    moment: str,
    working: bool,  # noqa: FBT001
) -> None:
    assert is_working(OFFICE, at(moment)) is working


def test_the_next_working_moment_is_now_or_when_the_doors_open() -> None:
    assert next_working_moment(OFFICE, at("2026-11-20 09:10")) == at("2026-11-20 09:10")
    assert next_working_moment(OFFICE, at("2026-11-20 11:30")) == at("2026-11-20 12:00")
    assert next_working_moment(OFFICE, at("2026-11-20 16:00")) == at("2026-11-23 08:00")


def test_the_last_working_moment_is_now_or_when_the_doors_closed() -> None:
    assert last_working_moment(OFFICE, at("2026-11-20 09:10")) == at("2026-11-20 09:10")
    assert last_working_moment(OFFICE, at("2026-11-20 11:30")) == at("2026-11-20 11:00")
    assert last_working_moment(OFFICE, at("2026-11-22 11:30")) == at("2026-11-20 16:00")
    assert last_working_moment(OFFICE, at("2026-11-23 08:00")) == at("2026-11-20 16:00")


def test_working_time_skips_lunch_night_and_weekend() -> None:
    assert add_working_time(OFFICE, at("2026-11-20 10:00"), hours(2)) == at("2026-11-20 13:00")
    assert add_working_time(OFFICE, at("2026-11-20 15:00"), hours(2)) == at("2026-11-23 09:00")


def test_an_amount_that_fills_a_period_ends_with_it() -> None:
    assert add_working_time(OFFICE, at("2026-11-20 08:00"), hours(7)) == at("2026-11-20 16:00")
    assert subtract_working_time(OFFICE, at("2026-11-23 09:00"), hours(1)) == at("2026-11-23 08:00")


def test_taking_working_time_away_skips_backwards() -> None:
    assert subtract_working_time(OFFICE, at("2026-11-23 09:00"), hours(4)) == at("2026-11-20 13:00")


def test_holidays_do_not_count() -> None:
    calendar = WorkingCalendar("Europe/Berlin", WEEK, frozenset({date(2026, 11, 23)}))
    assert add_working_time(calendar, at("2026-11-20 15:00"), hours(2)) == at("2026-11-24 09:00")
    assert working_time_between(calendar, at("2026-11-20 15:00"), at("2026-11-24 09:00")) == hours(
        2
    )


def test_the_repeated_hour_counts_twice_and_the_skipped_one_not_at_all() -> None:
    nights = WorkingCalendar("Europe/Paris", {6: ((time(0), time(6)),)})
    spring, autumn = at("2026-03-29 00:00"), at("2026-10-25 00:00")
    assert working_time_between(nights, spring - hours(12), spring + hours(12)) == hours(5)
    assert working_time_between(nights, autumn - hours(12), autumn + hours(12)) == hours(7)


@pytest.mark.parametrize(
    ("start", "days", "due"),
    [
        ("2026-11-20 09:10", 1, "2026-11-23 09:10"),  # same clock time
        ("2026-11-20 09:10", 2, "2026-11-24 09:10"),
        ("2026-11-20 05:00", 1, "2026-11-23 08:00"),  # before hours: when they begin
        ("2026-11-20 11:30", 1, "2026-11-23 11:00"),  # in the break: before the break
        ("2026-11-20 20:00", 1, "2026-11-23 16:00"),  # after hours: when they end
        ("2026-11-21 13:00", 1, "2026-11-23 16:00"),  # made on a Saturday: the whole day
        ("2026-11-20 23:30", 1, "2026-11-23 16:00"),  # already Saturday 00:30 in Berlin
    ],
)
def test_working_days_are_counted_from_the_day_after(start: str, days: int, due: str) -> None:
    assert add_working_days(OFFICE, at(start), days) == at(due)


def test_working_days_keep_the_clock_time_across_a_clock_change() -> None:
    assert add_working_days(OFFICE, at("2026-10-23 08:00"), 1) == at("2026-10-26 09:00")


def test_days_keep_the_clock_time_and_count_weekends() -> None:
    assert add_days(OFFICE, at("2026-10-23 08:00"), 3) == at("2026-10-26 09:00")
    assert add_days(OFFICE, at("2026-10-25 01:30"), 0) == at("2026-10-25 01:30")


@pytest.mark.parametrize("days", [0, -1])
def test_fewer_than_one_working_day_is_refused(days: int) -> None:
    with pytest.raises(ValueError, match="from one upwards"):
        add_working_days(OFFICE, at("2026-11-20 09:00"), days)


@pytest.mark.parametrize("days", [-1, 4000])
def test_days_outside_three_years_are_refused(days: int) -> None:
    with pytest.raises(ValueError, match="zero up to three years"):
        add_days(OFFICE, at("2026-11-20 09:00"), days)


@pytest.mark.parametrize("reckon", [add_working_time, subtract_working_time])
def test_a_negative_amount_is_refused(reckon: object) -> None:
    assert callable(reckon)
    with pytest.raises(ValueError, match="cannot be negative"):
        reckon(OFFICE, at("2026-11-20 09:00"), -hours(1))


def test_a_calendar_closed_for_years_is_refused_and_not_searched_for_ever() -> None:
    moment = at("2026-11-20 09:00")
    closed = frozenset(date(2020, 1, 1) + timedelta(days=n) for n in range(6000))
    calendar = WorkingCalendar("Europe/Berlin", WEEK, closed)
    with pytest.raises(ValueError, match="three years after 2026-11-20"):
        next_working_moment(calendar, moment)
    with pytest.raises(ValueError, match="three years before 2026-11-20"):
        last_working_moment(calendar, moment)
    with pytest.raises(ValueError, match="check the hours and the days off"):
        add_working_days(calendar, moment, 1)


def test_an_amount_that_three_years_cannot_hold_is_refused() -> None:
    thin = WorkingCalendar("UTC", {0: ((time(9), time(9, 1)),)})
    with pytest.raises(ValueError, match="too little working time"):
        add_working_time(thin, at("2026-11-20 09:00"), hours(24))


@few
@given(office_like, moments, amounts)
def test_what_is_added_is_what_lies_between(
    calendar: WorkingCalendar, start: datetime, amount: timedelta
) -> None:
    end = add_working_time(calendar, start, amount)
    assert end >= start
    assert working_time_between(calendar, start, end) == amount
    assert working_time_between(calendar, end, start) == -amount


@few
@given(office_like, moments, amounts, amounts)
def test_adding_twice_is_adding_the_sum(
    calendar: WorkingCalendar, start: datetime, one: timedelta, other: timedelta
) -> None:
    twice = add_working_time(calendar, add_working_time(calendar, start, one), other)
    assert twice == add_working_time(calendar, start, one + other)


@few
@given(office_like, moments, amounts)
def test_taking_away_leaves_that_much(
    calendar: WorkingCalendar, end: datetime, amount: timedelta
) -> None:
    start = subtract_working_time(calendar, end, amount)
    assert start <= end
    assert working_time_between(calendar, start, end) == amount


@few
@given(calendars, moments)
def test_the_neighbouring_working_moments_enclose_no_working_time(
    calendar: WorkingCalendar, moment: datetime
) -> None:
    before, after = last_working_moment(calendar, moment), next_working_moment(calendar, moment)
    assert before <= moment <= after
    assert is_working(calendar, after)
    assert working_time_between(calendar, before, after) == ZERO
    assert is_working(calendar, moment) == (after == moment)


def test_whoever_asks_after_a_short_day_is_answered_by_the_end_of_the_next() -> None:
    mornings_then_afternoons = WorkingCalendar(
        "Europe/Berlin", {0: ((time(8), time(12)),), 1: ((time(14), time(18)),)}
    )
    # Monday 13:00 on the wall: at 14:00 on Tuesday nobody would have had a minute for it.
    due = add_working_days(mornings_then_afternoons, at("2026-11-23 12:00"), 1)
    assert due == at("2026-11-24 17:00")
    # Monday 11:00: there was an hour left, so it is due as Tuesday's work begins.
    due = add_working_days(mornings_then_afternoons, at("2026-11-23 10:00"), 1)
    assert due == at("2026-11-24 13:00")


@few
@given(calendars, moments, st.integers(1, 12))
def test_working_days_end_in_working_hours_of_a_later_day(
    calendar: WorkingCalendar, start: datetime, days: int
) -> None:
    assume(len(calendar.hours) > 1)
    due = add_working_days(calendar, start, days)
    assert working_time_between(calendar, start, due) > ZERO
    assert last_working_moment(calendar, due) == due or is_working(calendar, due)
    assert due <= add_working_days(calendar, start, days + 1)


@few
@given(office_like, moments, moments, amounts)
def test_starting_later_never_ends_earlier(
    calendar: WorkingCalendar, one: datetime, other: datetime, amount: timedelta
) -> None:
    first, second = sorted((one, other))
    assert add_working_time(calendar, first, amount) <= add_working_time(calendar, second, amount)


def test_two_working_days_before_a_monday_is_a_thursday() -> None:
    (begins, _), *_rest = working_day_before(OFFICE, at("2026-11-23 10:00"), 2)
    assert begins == at("2026-11-19 08:00")
    with pytest.raises(ValueError, match="one upwards"):
        working_day_before(OFFICE, at("2026-11-23 10:00"), 0)


@few
@given(calendars, moments, st.integers(1, 5))
def test_days_before_are_worked_and_lie_before(
    calendar: WorkingCalendar, moment: datetime, days: int
) -> None:
    spans = working_day_before(calendar, moment, days)
    assert spans
    assert spans[0][0] < moment
