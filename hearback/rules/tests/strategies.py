"""What the property tests draw from: moments, zones, calendars, terms."""

from datetime import UTC, date, datetime, time, timedelta

from hypothesis import settings
from hypothesis import strategies as st

from hearback.rules.calendar import WorkingCalendar
from hearback.rules.promises import Terms, Unit

few = settings(max_examples=40, deadline=None)

ZONES = (
    "UTC",
    "Europe/Paris",
    "America/Toronto",
    "Asia/Kolkata",
    "Australia/Lord_Howe",  # clocks move by half an hour
    "America/Havana",  # clocks move at midnight
    "Pacific/Apia",
    "Africa/Casablanca",
)
WEEK = {day: ((time(9), time(12)), (time(13), time(17))) for day in range(5)}
OFFICE = WorkingCalendar("Europe/Berlin", WEEK)

zones = st.sampled_from(ZONES)
moments = st.datetimes(datetime(2025, 1, 1), datetime(2028, 12, 31), timezones=st.just(UTC))
amounts = st.integers(0, 80 * 60).map(lambda minutes: timedelta(minutes=minutes))
dates_off = st.frozensets(st.dates(date(2025, 1, 1), date(2028, 12, 31)), max_size=30)


@st.composite
def a_days_periods(draw: st.DrawFn) -> tuple[tuple[time, time], ...]:
    """One to three periods in order; touching, midnight to midnight and one-minute ones among them."""
    edges = sorted(draw(st.sets(st.integers(0, 24 * 60), min_size=2, max_size=6)))
    clock = [time(minute // 60 % 24, minute % 60) for minute in edges]
    return tuple(zip(clock[0::2], clock[1::2], strict=False))


calendars = st.builds(
    WorkingCalendar, zones, st.dictionaries(st.integers(0, 6), a_days_periods(), min_size=1), dates_off
)
office_like = st.builds(WorkingCalendar, zones, st.just(WEEK), dates_off)
terms = st.builds(Terms, st.integers(1, 60), st.sampled_from(Unit))


def at(text: str) -> datetime:
    """A UTC moment from "2026-11-20 16:00"."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def minutes(count: int) -> timedelta:
    """So many minutes."""
    return timedelta(minutes=count)


def hours(count: float) -> timedelta:
    """So many hours."""
    return timedelta(hours=count)
