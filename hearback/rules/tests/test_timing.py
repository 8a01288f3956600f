"""When a letter leaves: rule 15 of the domain facts."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearback.rules.tests.strategies import at, dates_off, few, hours, minutes, moments, zones
from hearback.rules.timing import News, when_to_send

TORONTO = "America/Toronto"


def local(text: str, zone: str = TORONTO) -> datetime:
    """The UTC moment of a wall clock reading in `zone`."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


@pytest.mark.parametrize(
    ("decided", "leaves"),
    [
        ("2026-11-20 16:00", "2026-11-23 08:00"),  # Friday goes Monday
        ("2026-11-17 10:00", "2026-11-18 10:00"),  # a day later
        ("2026-11-17 17:59", "2026-11-18 17:59"),
        ("2026-11-17 18:01", "2026-11-19 08:00"),  # a day later it is evening
        ("2026-11-17 03:00", "2026-11-18 08:00"),
        ("2026-12-23 16:00", "2026-12-24 16:00"),
        ("2026-12-24 16:00", "2026-12-29 08:00"),  # Christmas and an observed Boxing Day
    ],
)
def test_a_no_waits_a_day_and_for_decent_hours(decided: str, leaves: str) -> None:
    holidays = {date(2026, 12, 25), date(2026, 12, 28)}
    send = when_to_send(local(decided), TORONTO, holidays, None)
    assert send.moment == local(leaves)
    assert send.reason.code == "decent"


@pytest.mark.parametrize(
    ("due", "leaves"),
    [
        ("2026-11-22 12:00", "2026-11-22 11:30"),  # Sunday noon: half an hour before
        ("2026-11-22 23:59", "2026-11-22 18:00"),  # not in the night if the day before it will do
        ("2026-11-22 05:00", "2026-11-21 18:00"),
        ("2026-11-23 08:15", "2026-11-22 18:00"),  # Monday 08:00 would leave no margin
        ("2026-11-23 08:30", "2026-11-23 08:00"),  # just enough
    ],
)
def test_a_decision_on_friday_with_the_law_due_at_the_weekend_goes_before_it(
    due: str, leaves: str
) -> None:
    send = when_to_send(local("2026-11-20 16:00"), TORONTO, (), local(due))
    assert send.moment == local(leaves)
    assert send.reason.code == ("decent" if due.endswith("08:30") else "promise")


def test_a_promise_due_before_morning_beats_the_night_when_the_evening_is_over() -> None:
    send = when_to_send(local("2026-11-17 20:00"), TORONTO, (), local("2026-11-18 06:00"))
    assert send.moment == local("2026-11-18 05:30")


def test_with_the_margin_gone_a_letter_leaves_at_once_after_undo() -> None:
    decided, due = local("2026-11-20 16:00"), local("2026-11-20 16:20")
    send = when_to_send(decided, TORONTO, (), due)
    assert send.moment == decided + timedelta(seconds=10)
    assert send.reason.code == "at_once"


def test_undo_gives_way_where_it_would_break_the_promise_and_only_there() -> None:
    decided = local("2026-11-20 16:00")
    in_time = when_to_send(decided, TORONTO, (), decided + timedelta(seconds=5))
    too_late = when_to_send(decided, TORONTO, (), decided - timedelta(seconds=5))
    assert in_time.moment == decided
    assert too_late.moment == decided + timedelta(seconds=10)


@pytest.mark.parametrize("news", list(News))
def test_send_now_leaves_when_undo_is_over_at_any_hour(news: News) -> None:
    decided = local("2026-11-21 03:00")
    send = when_to_send(decided, TORONTO, (), None, news=news, send_now=True, undo=minutes(1))
    assert send.moment == decided + minutes(1)
    assert str(send.reason) == "It goes now, as you asked."


@pytest.mark.parametrize(
    ("decided", "leaves", "code"),
    [
        ("2026-11-20 16:00:00", "2026-11-20 16:00:10", "good"),
        ("2026-11-21 16:00:00", "2026-11-21 16:00:10", "good"),  # Saturday is fine for good news
        ("2026-11-20 21:30:00", "2026-11-21 07:00:00", "morning"),
        ("2026-11-20 05:30:00", "2026-11-20 07:00:00", "morning"),
    ],
)
def test_good_news_goes_the_same_day_or_in_the_morning(
    decided: str, leaves: str, code: str
) -> None:
    send = when_to_send(local(decided), TORONTO, {date(2026, 11, 20)}, None, news=News.GOOD)
    assert send.moment == local(leaves)
    assert send.reason.code == code


def test_good_news_wakes_somebody_only_for_a_promise() -> None:
    decided, due = local("2026-11-20 23:00"), local("2026-11-21 02:00")
    assert when_to_send(decided, TORONTO, (), due, news=News.GOOD).moment == local(
        "2026-11-21 01:30"
    )


def test_the_reason_carries_its_moments_for_the_desk_to_say() -> None:
    due = local("2026-11-22 12:00")
    send = when_to_send(local("2026-11-20 16:00"), TORONTO, (), due)
    assert send.reason.values == {"moment": send.moment, "due": due}
    assert str(send.reason) == (
        "It goes 2026-11-22 16:30:00+00:00, because the promise is due 2026-11-22 17:00:00+00:00."
    )


def test_hours_are_those_of_the_reader_not_of_the_desk() -> None:
    decided = at("2026-11-17 10:00")
    assert when_to_send(decided, "Asia/Tokyo", (), None).moment == local(
        "2026-11-19 08:00", "Asia/Tokyo"
    )


def test_an_unknown_zone_and_an_endless_holiday_are_refused() -> None:
    decided = at("2026-11-17 10:00")
    with pytest.raises(ValueError, match="no time zone called"):
        when_to_send(decided, "Mars/Olympus", (), None)
    with pytest.raises(ValueError, match="sixty days"):
        when_to_send(
            decided, "UTC", {date(2026, 11, 17) + timedelta(days=n) for n in range(90)}, None
        )


@few
@given(moments, zones, dates_off, st.none() | st.integers(31, 20_000), st.sampled_from(News))
def test_a_letter_never_misses_a_promise_that_could_be_kept(
    decided: datetime, zone: str, off: frozenset[date], ahead: int | None, news: News
) -> None:
    due = decided + minutes(ahead) if ahead else None
    moment = when_to_send(decided, zone, off, due, news=news).moment
    assert moment >= decided + timedelta(seconds=10)
    assert due is None or moment <= due - minutes(30)


@few
@given(moments, zones, dates_off)
def test_without_a_promise_a_no_always_arrives_at_a_decent_time(
    decided: datetime, zone: str, off: frozenset[date]
) -> None:
    moment = when_to_send(decided, zone, off, None).moment
    there = moment.astimezone(ZoneInfo(zone))
    assert moment >= decided + hours(24)
    assert there.weekday() < 5
    assert there.date() not in off
    assert (8, 0) <= (there.hour, there.minute) <= (18, 0)
