"""What the property tests draw from: moments, zones, calendars, terms."""

import sys
import time as clock
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

from hypothesis import settings
from hypothesis import strategies as st

from hearback.rules.calendar import WorkingCalendar
from hearback.rules.promises import Terms, Unit

few = settings(max_examples=20, deadline=None)

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
moments = st.integers(0, 4 * 365 * 24 * 3600).map(
    lambda seconds: datetime(2025, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
)
amounts = st.integers(0, 80 * 60).map(lambda minutes: timedelta(minutes=minutes))
dates_off = st.frozensets(st.dates(date(2025, 1, 1), date(2028, 12, 31)), max_size=30)


@st.composite
def a_days_periods(draw: st.DrawFn) -> tuple[tuple[time, time], ...]:
    """One to three periods in order, some ending at midnight or a minute long."""
    edges = sorted(draw(st.sets(st.integers(0, 24 * 60), min_size=2, max_size=6)))
    clock = [time(minute // 60 % 24, minute % 60) for minute in edges]
    return tuple(zip(clock[0::2], clock[1::2], strict=False))


calendars = st.builds(
    WorkingCalendar,
    zones,
    st.dictionaries(st.integers(0, 6), a_days_periods(), min_size=1),
    dates_off,
)
office_like = st.builds(WorkingCalendar, zones, st.just(WEEK), dates_off)
# Any text, lone surrogates, controls and unassigned code points included; the tricky ones often.
_TRICKY = (
    "aZ @.,-\n\r\0\t👋🏽王"
    "\u00ad\u0130\u0131\u017f\u00df\u1e9e\u212a\u0301\u0327\u200b\u200d\u202e\u2067\u2028\ufe0f\uff41\ud800"
)
_any_character = st.sampled_from(_TRICKY) | st.integers(0, sys.maxunicode).map(chr)
anything = st.lists(_any_character, max_size=60).map("".join)
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


def is_quick(work: Callable[[], object]) -> bool:
    """Whether a call takes under 50 ms of processor time; up to three tries, for a busy machine."""
    return any(_cpu_seconds(work) < 0.05 for _ in range(3))


def _cpu_seconds(work: Callable[[], object]) -> float:
    began = clock.process_time()
    work()
    return clock.process_time() - began
