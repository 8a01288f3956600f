"""How moments are said."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from hearback.kit.moments import (
    STEPS,
    day_hour,
    day_hour_short,
    due_beside,
    due_mood,
    due_step,
    due_words,
    settled_words,
)

NOW = datetime(2026, 11, 26, 10, 40, tzinfo=UTC)
LONDON = ZoneInfo("Europe/London")
TORONTO = ZoneInfo("America/Toronto")

moments = st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - hypothesis adds the zone


@pytest.mark.parametrize(
    ("left", "words", "beside"),
    [
        (timedelta(hours=2, minutes=20), "in 2 h 20 min", "today 13:00"),
        (timedelta(hours=3), "in 3 h", "today 13:40"),
        (timedelta(minutes=59, seconds=59), "in 59 min", "today 11:39"),
        (timedelta(seconds=30), "now", "today 10:40"),
        (timedelta(seconds=-30), "now", "today 10:39"),
        (timedelta(minutes=-40), "40 min late", "today 10:00"),
        (timedelta(hours=-3), "3 h late", "today 07:40"),
        (timedelta(hours=-20), "20 h late", "yesterday 14:40"),
        (timedelta(days=-2), "2 days late", "24 November, 10:40"),
        (timedelta(hours=9), "today 19:40", "Thursday 26 November"),
        (timedelta(hours=25), "tomorrow 11:40", "Friday 27 November"),
        (timedelta(days=4), "Monday 10:40", "Monday 30 November"),
        (timedelta(days=7), "3 December, 10:40", "Thursday 3 December"),
        (timedelta(days=60), "25 January 2027", "Monday 25 January"),
    ],
)
def test_it_says_how_far_off_a_moment_is(left: timedelta, words: str, beside: str) -> None:
    assert due_words(NOW + left, NOW, UTC) == words
    assert due_beside(NOW + left, NOW, UTC) == beside


def test_today_and_tomorrow_are_those_of_the_reader() -> None:
    evening = datetime(2026, 11, 27, 2, 0, tzinfo=UTC)

    assert due_words(evening, NOW, LONDON) == "tomorrow 02:00"
    assert due_words(evening, NOW, TORONTO) == "today 21:00"


def test_hours_are_real_hours_when_clocks_change() -> None:
    before = datetime(2026, 3, 28, 23, 0, tzinfo=LONDON)
    after = datetime(2026, 3, 29, 3, 0, tzinfo=LONDON)

    assert due_words(after, before, LONDON) == "in 3 h"


def test_a_date_names_weekday_and_hour_in_the_zone_of_the_reader() -> None:
    assert day_hour(NOW, TORONTO) == "Thursday 26 November, 05:40"
    assert day_hour_short(NOW, TORONTO) == "Thu 26 Nov, 05:40"


@given(made=moments, due=moments, now=moments)
def test_the_bar_never_leaves_its_frame(made: datetime, due: datetime, now: datetime) -> None:
    step = due_step(made, due, now)

    assert 0 <= step <= STEPS
    assert (step == STEPS) == (now >= due or made >= due)


@given(made=moments, span=st.timedeltas(timedelta(minutes=1), timedelta(days=90)), data=st.data())
def test_the_bar_never_runs_back(made: datetime, span: timedelta, data: st.DataObject) -> None:
    earlier, later = sorted(data.draw(st.tuples(moments, moments)))

    assert due_step(made, made + span, earlier) <= due_step(made, made + span, later)


@pytest.mark.parametrize(
    ("left", "state", "mood"),
    [
        (timedelta(days=1), "open", "calm"),
        (timedelta(hours=3), "open", "soon"),
        (timedelta(0), "open", "soon"),
        (timedelta(minutes=-1), "open", "late"),
        (timedelta(days=1), "broken", "late"),
        (timedelta(days=-1), "kept", "settled"),
        (timedelta(days=-1), "kept_late", "settled"),
        (timedelta(days=-1), "renegotiated", "settled"),
    ],
)
def test_the_mood_follows_time_and_state(left: timedelta, state: str, mood: str) -> None:
    assert due_mood(NOW + left, NOW, state) == mood


def test_a_settled_promise_says_what_became_of_it() -> None:
    assert settled_words("kept_late") == "kept late"
    assert settled_words("open") == ""


def test_templates_speak_in_the_zone_they_are_given() -> None:
    template = Template(
        "{% load hearback %}{% due_words due now %}|{% due_words due now zone %}|"
        "{% day_hour due zone=zone %}|{{ due|in_zone:zone|date:'H:i' }}|{{ missing|initials }}"
    )
    due = datetime(2026, 11, 27, 2, 0, tzinfo=UTC)

    said = template.render(Context({"due": due, "now": NOW, "zone": "America/Toronto"}))

    assert said == "tomorrow 02:00|today 21:00|Thursday 26 November, 21:00|21:00|?"
