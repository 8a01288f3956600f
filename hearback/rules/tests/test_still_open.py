"""When it is asked whether a job is still open, and when a trip can still be stopped."""

# M16

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearback.rules.calendar import WorkingCalendar
from hearback.rules.still_open import (
    ASSUMED_TRAVEL,
    RING_AT_LEAST,
    TO_REACH,
    days_before,
    leaves_at,
    morning_of,
    ring_by,
)
from hearback.rules.tests.strategies import WEEK, at, minutes, moments, office_like, zones
from hearback.rules.wall import local_day, zone_of

TORONTO = WorkingCalendar("America/Toronto", WEEK)
NONE = timedelta()
travels = st.integers(0, 600).map(minutes)


def test_two_working_days_before_a_monday_is_a_thursday() -> None:
    monday_afternoon = at("2026-11-30 19:00")  # 14:00 in Toronto
    asked = days_before(monday_afternoon, TORONTO, ASSUMED_TRAVEL)
    assert asked.ask_at == at("2026-11-26 14:00")  # Thursday, 09:00
    assert asked.answer_by == at("2026-11-26 18:00")  # 13:00
    assert asked.last_call == monday_afternoon - minutes(150)


def test_a_holiday_is_no_working_day() -> None:
    closed = WorkingCalendar("America/Toronto", WEEK, frozenset({date(2026, 11, 27)}))
    assert days_before(at("2026-11-30 19:00"), closed, NONE).ask_at == at("2026-11-25 14:00")


def test_the_morning_is_eight_where_the_trip_leaves_time() -> None:
    asked = morning_of(at("2026-11-30 19:00"), TORONTO, ASSUMED_TRAVEL)
    assert asked.ask_at == at("2026-11-30 13:00")  # 08:00
    assert asked.answer_by == at("2026-11-30 14:00")
    assert asked.last_call == at("2026-11-30 16:30")  # 90 minutes of way and an hour before 14:00


def test_an_earlier_trip_is_asked_about_as_early_as_seven() -> None:
    asked = morning_of(at("2026-11-30 15:30"), TORONTO, ASSUMED_TRAVEL)  # 10:30
    assert asked.ask_at == at("2026-11-30 12:00")  # 07:00
    assert asked.answer_by == at("2026-11-30 12:30")
    assert asked.last_call == at("2026-11-30 13:00")


def test_a_trip_before_that_is_asked_about_on_the_last_afternoon_of_work() -> None:
    asked = morning_of(at("2026-11-30 14:00"), TORONTO, ASSUMED_TRAVEL)  # Monday, 09:00
    assert asked.ask_at == at("2026-11-27 19:00")  # Friday, 14:00
    assert asked.answer_by == at("2026-11-27 20:00")
    assert asked.last_call == at("2026-11-27 22:00")  # the end of Friday's work


def test_nobody_travels_to_a_call() -> None:
    call = at("2026-11-30 14:00")  # 09:00
    assert morning_of(call, TORONTO, NONE).last_call == call - TO_REACH


@given(moments, office_like, travels)
def test_moments_are_in_order_and_leave_time_to_stop_the_trip(
    begins_at: datetime, calendar: WorkingCalendar, travel: timedelta
) -> None:
    for asked in (
        days_before(begins_at, calendar, travel),
        morning_of(begins_at, calendar, travel),
    ):
        assert asked.ask_at <= asked.answer_by <= asked.last_call
        assert asked.last_call <= leaves_at(begins_at, travel) - TO_REACH
        assert asked.ask_at.tzinfo == UTC


@given(moments, office_like, travels)
def test_nobody_is_asked_at_night(
    begins_at: datetime, calendar: WorkingCalendar, travel: timedelta
) -> None:
    zone = zone_of(calendar.zone)
    asked = morning_of(begins_at, calendar, travel)
    assert time(6) <= asked.ask_at.astimezone(zone).time() <= time(17)
    if asked.ask_at.astimezone(zone).date() == local_day(begins_at, zone):
        assert asked.ask_at.astimezone(zone).time() <= time(8)


@given(moments, office_like)
def test_it_is_first_asked_on_the_second_working_day_before(
    begins_at: datetime, calendar: WorkingCalendar
) -> None:
    zone = zone_of(calendar.zone)
    asked = days_before(begins_at, calendar, NONE)
    day, worked = local_day(begins_at, zone), 0
    while worked < 2:
        day -= timedelta(days=1)
        worked += bool(calendar.spans(day))
    assert local_day(asked.ask_at, zone) == day


@given(moments, st.integers(-600, 3000).map(minutes), zones)
def test_whoever_is_near_is_rung_before_they_leave(
    now: datetime, ahead: timedelta, zone: str
) -> None:
    by = ring_by(now, now + ahead, zone)
    assert now + RING_AT_LEAST <= by
    assert by <= max(now + RING_AT_LEAST, now + ahead)


@pytest.mark.parametrize(
    ("now", "by"),
    [
        ("2026-11-24 15:00", "2026-11-24 17:00"),  # 10:00 in Toronto: within two hours
        ("2026-11-25 02:00", "2026-11-25 15:00"),  # 21:00: not by night, tomorrow by ten
    ],
)
def test_people_are_rung_by_day(now: str, by: str) -> None:
    assert ring_by(at(now), at("2026-11-25 19:00"), "America/Toronto") == at(by)
