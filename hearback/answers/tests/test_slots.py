"""The timetable of a batch: at its pace, in decent hours, and before every promise."""

# M29

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from hearback.answers.models import AnswerKind, Batch
from hearback.answers.slots import Slots
from hearback.rules.timing import REFLECTION, UNDO

ZONES = ["America/Toronto", "America/Vancouver", "Europe/Paris", "Asia/Kolkata", "Etc/Nowhere"]
HOLIDAY = date(2026, 12, 25)


def slots(started: datetime, zones: dict[str, int], per_minute: int, **more: Any) -> Slots:
    """The timetable of a batch of declines from a place that keeps one holiday."""
    batch = Batch(
        kind=AnswerKind.DECLINE,
        zones=zones,
        per_minute=per_minute,
        started_at=started,
        send_from=started + REFLECTION,
        **more,
    )
    batch._state.fields_cache["opening"] = SimpleNamespace(
        place=SimpleNamespace(zone="America/Toronto")
    )
    timetable = Slots(batch)
    timetable.__dict__["_holidays"] = frozenset({HOLIDAY})
    return timetable


STARTS = some.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)).map(  # noqa: DTZ001
    lambda moment: moment.replace(tzinfo=UTC)
)
CROWDS = some.dictionaries(some.sampled_from(ZONES), some.integers(1, 40), min_size=1)


@settings(max_examples=60, deadline=None)
@given(started=STARTS, zones=CROWDS, per_minute=some.integers(1, 60))
def test_every_letter_without_a_promise_leaves_decently_in_turn_and_at_the_pace(
    started: datetime, zones: dict[str, int], per_minute: int
) -> None:
    """A day later at the soonest, eight to six where it is read, no weekend, no holiday."""
    timetable = slots(started, zones, per_minute)
    moments = {
        zone: [timetable.moment(zone, place, None) for place in range(count)]
        for zone, count in zones.items()
    }
    for zone, turns in moments.items():
        assert turns == sorted(turns)
        for turn in turns:
            local = turn.astimezone(ZoneInfo(timetable.zone(zone)))
            assert time(8) <= local.time() <= time(18)
            assert local.weekday() < 5
            assert local.date() != HOLIDAY
            assert turn >= started + REFLECTION
    everyone = sorted(turn for turns in moments.values() for turn in turns)
    assert timetable.last() == everyone[-1]
    # Each zone may round up once, so a minute holds at most the pace and one more for each zone.
    minutes = Counter(int(turn.timestamp() // 60) for turn in everyone)
    assert max(minutes.values()) <= per_minute + len(zones)


@settings(max_examples=60, deadline=None)
@given(
    started=STARTS,
    due_in=some.timedeltas(timedelta(seconds=1), timedelta(days=9)),
    place=some.integers(0, 5000),
)
def test_no_letter_leaves_after_its_promise(
    started: datetime, due_in: timedelta, place: int
) -> None:
    """However far back in the queue somebody is."""
    timetable = slots(started, {"America/Toronto": 5001}, 10)
    due_at = started + due_in
    assert timetable.moment("America/Toronto", place, due_at) <= max(due_at, started + UNDO)


def test_sending_now_keeps_the_pace_and_asks_for_no_hours() -> None:
    """Ten a minute from now on, at midnight too."""
    started = datetime(2026, 11, 25, 5, tzinfo=UTC)
    timetable = slots(started, {"America/Toronto": 30}, 10, send_now=True)
    timetable.batch.send_from = started + UNDO
    gaps = {
        timetable.moment("America/Toronto", place + 1, None)
        - timetable.moment("America/Toronto", place, None)
        for place in range(29)
    }
    assert gaps == {timedelta(seconds=6)}


@pytest.mark.parametrize(
    ("per_minute", "last"),
    [
        # 25,000 letters: at 300 a minute in 84 minutes; at 20 a minute over three working days.
        (300, datetime(2026, 11, 25, 16, 23, 19, 800000, tzinfo=UTC)),
        (20, datetime(2026, 11, 27, 15, 49, 57, tzinfo=UTC)),
    ],
)
def test_the_finish_is_counted_through_the_nights(per_minute: int, last: datetime) -> None:
    """Ten hours a day are decent; the rest of the day nothing leaves."""
    started = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
    timetable = slots(started, {"America/Toronto": 25_000}, per_minute)
    assert timetable.last() == last
