"""Wall clocks and moments, on the nights when clocks are changed."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearback.rules.tests.strategies import at, few, zones
from hearback.rules.wall import as_utc, known_zone, local_day, moment_at, zone_of

PARIS = zone_of("Europe/Paris")


@pytest.mark.parametrize(
    "name", ["Europe/Paris", "UTC", "America/Argentina/Buenos_Aires", "Asia/Kolkata"]
)
def test_a_zone_with_data_is_known(name: str) -> None:
    assert known_zone(name)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "Mars/Olympus",
        "europe/paris",
        "../etc/passwd",
        "Europe",
        "a\0b",
        "\ud800",
        "localtime",
        "Factory",
    ],
)
def test_anything_else_is_not_a_zone_and_says_so(name: str) -> None:
    assert not known_zone(name)
    with pytest.raises(ValueError, match="There is no time zone called"):
        zone_of(name)


def test_a_time_the_clocks_skip_is_the_moment_of_the_jump() -> None:
    jump = at("2026-03-29 01:00")
    assert moment_at(date(2026, 3, 29), time(2, 0), PARIS) == jump
    assert moment_at(date(2026, 3, 29), time(2, 59), PARIS) == jump
    assert moment_at(date(2026, 3, 29), time(3, 0), PARIS) == jump
    assert moment_at(date(2026, 3, 29), time(3, 1), PARIS) == jump + timedelta(minutes=1)


def test_a_time_shown_twice_is_the_first_of_the_two() -> None:
    assert moment_at(date(2026, 10, 25), time(2, 30), PARIS) == at("2026-10-25 00:30")
    assert moment_at(date(2026, 10, 25), time(2, 30, fold=1), PARIS) == at("2026-10-25 00:30")
    assert moment_at(date(2026, 10, 25), time(3, 0), PARIS) == at("2026-10-25 02:00")


def test_a_whole_day_that_a_country_skipped_is_one_moment() -> None:
    apia = zone_of("Pacific/Apia")
    skipped = date(2011, 12, 30)
    assert (
        moment_at(skipped, time(0), apia)
        == moment_at(skipped, time(23, 59), apia)
        == at("2011-12-30 10:00")
    )


@few
@given(zones, st.dates(date(2020, 1, 1), date(2035, 1, 1)), st.times(), st.times())
def test_a_later_reading_of_the_clock_is_never_an_earlier_moment(
    name: str, day: date, one: time, other: time
) -> None:
    zone = zone_of(name)
    first, second = sorted((one, other))
    assert moment_at(day, first, zone) <= moment_at(day, second, zone)


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="needs a time zone"):
        as_utc(datetime.fromisoformat("2026-01-01T00:00"))


@pytest.mark.parametrize("year", [1, 1899, 3000, 9999])
def test_a_moment_no_calendar_can_answer_for_is_refused(year: int) -> None:
    with pytest.raises(ValueError, match=f"The year {year} is outside"):
        as_utc(datetime(year, 6, 1, tzinfo=UTC))


def test_the_local_day_is_the_date_on_the_wall_there() -> None:
    assert local_day(at("2026-11-20 23:30"), PARIS) == date(2026, 11, 21)
