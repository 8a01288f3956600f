"""A real CalDAV server: read, changed, with a wrong password, stopped and back again."""

# Issue 4: busy times from CalDAV; server down, wrong credentials.

from __future__ import annotations

import ipaddress
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from hearback.channels.models import Message
from hearback.interviews.calendars.actions import add_calendar, read_due, read_now
from hearback.interviews.calendars.queries import busy_spans, not_fresh
from hearback.interviews.calendars.words import not_fresh_words
from hearback.interviews.models import BusyCalendar, CalendarKind
from hearback.kit.errors import Invalid
from tests.cast import NOW, Cast, make_cast
from tests.radicale import PASSWORD, USER, TestRadicale

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


@pytest.fixture(scope="module")
def radicale(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestRadicale]:
    folder: Path = tmp_path_factory.mktemp("radicale")
    one = TestRadicale(folder)
    one.start()
    one.put("meeting", "DTSTART:20261125T150000Z", "DTEND:20261125T160000Z", "SUMMARY:Secret plan")
    one.put(
        "weekly",
        "DTSTART;TZID=America/Toronto:20260107T130000",
        "DURATION:PT1H",
        "RRULE:FREQ=WEEKLY",
    )
    one.put("free", "DTSTART;VALUE=DATE:20261126", "TRANSP:TRANSPARENT")
    one.put("past", "DTSTART:20200101T150000Z", "DURATION:PT1H")
    yield one
    one.stop()


@pytest.fixture
def cast(settings: Any) -> Cast:
    settings.HEARBACK_PRIVATE_CALENDARS = (ipaddress.ip_network("127.0.0.0/8"),)
    return make_cast()


def _add(radicale: TestRadicale, cast: Cast, **more: Any) -> BusyCalendar:
    said = {"address": radicale.calendar, "user": USER, "password": PASSWORD, **more}
    return add_calendar(**said, by=cast.ben, now=NOW)


def _tomorrow(cast: Cast) -> list[tuple[datetime, datetime]]:
    return busy_spans([cast.ben], NOW + 9 * timedelta(hours=1), NOW + 30 * timedelta(hours=1))[
        cast.ben.pk
    ]


def test_a_caldav_calendar_is_read_as_it_is_named(radicale: TestRadicale, cast: Cast) -> None:
    calendar = _add(radicale, cast)
    assert calendar.kind == CalendarKind.CALDAV
    assert calendar.last_read_at == NOW
    assert _tomorrow(cast) == [
        (NOW + DAY, NOW + DAY + 60 * MINUTE),
        (NOW + DAY + 180 * MINUTE, NOW + DAY + 240 * MINUTE),
    ]
    kept = str(BusyCalendar.objects.values().get())
    assert PASSWORD not in kept
    assert radicale.calendar not in kept
    assert "Secret plan" not in kept


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"password": "wrong"}, "127.0.0.1 does not accept this name and password."),
        ({"user": "", "password": ""}, "127.0.0.1 asks for a name and a password. Fill in both."),
    ],
)
def test_a_wrong_password_is_refused_at_once(
    radicale: TestRadicale, cast: Cast, said: dict[str, str], words: str
) -> None:
    with pytest.raises(Invalid, match=words):
        _add(radicale, cast, **said)
    assert not BusyCalendar.objects.exists()


def test_the_folder_above_is_not_taken_for_a_calendar(radicale: TestRadicale, cast: Cast) -> None:
    with pytest.raises(Invalid, match="is not one calendar"):
        _add(radicale, cast, address=radicale.home)


def test_booking_reads_again_what_is_older_than_a_minute(
    radicale: TestRadicale, cast: Cast
) -> None:
    _add(radicale, cast)
    radicale.put("new", "DTSTART:20261125T170000Z", "DTEND:20261125T180000Z")
    assert read_now([cast.ben, cast.grace], now=NOW + MINUTE / 2) == []
    assert len(_tomorrow(cast)) == 2
    assert read_now([cast.ben, cast.grace], now=NOW + 2 * MINUTE) == []
    assert _tomorrow(cast) == [
        (NOW + DAY, NOW + DAY + 60 * MINUTE),
        (NOW + DAY + 120 * MINUTE, NOW + DAY + 240 * MINUTE),
    ]


def test_a_server_that_stops_is_told_of_and_what_was_known_stands(
    radicale: TestRadicale, cast: Cast
) -> None:
    _add(radicale, cast)
    known = _tomorrow(cast)
    radicale.stop()
    try:
        later = NOW + 11 * MINUTE
        assert read_due(clock=lambda: later) == 1
        [calendar] = not_fresh([cast.ben], now=later)
        assert calendar.trouble == "127.0.0.1 does not answer."
        assert _tomorrow(cast) == known
        assert not_fresh_words([calendar], "America/Toronto") == [
            "The calendar of Ben Ruiz could not be read since Tuesday 24 November, 10:11."
        ]
        assert read_due(clock=lambda: later + 9 * MINUTE) == 0
        _fail_until(later + DAY)
    finally:
        radicale.start()
    [letter] = Message.objects.filter(purpose="interviews.calendar_lost")
    assert letter.to_address == cast.ben.email
    assert "127.0.0.1 does not answer." in letter.text
    assert "Tuesday 24 November, 10:11" in letter.text
    assert read_now([cast.ben], now=NOW + 2 * DAY) == []
    calendar.refresh_from_db()
    assert (calendar.trouble, calendar.tries, calendar.told_at) == ("", 0, None)


def _fail_until(end: datetime) -> None:
    """Let time pass from one try to the next; pauses grow to two hours, and one letter is sent."""
    pauses = []
    calendar = BusyCalendar.objects.get()
    while calendar.due_at < end + 3 * timedelta(hours=1):
        due = calendar.due_at
        assert read_due(clock=lambda due=due: due) == 1  # type: ignore[misc]
        calendar.refresh_from_db()
        pauses.append(calendar.due_at - due)
    assert pauses[0] < pauses[-1] == timedelta(hours=2)
    assert Message.objects.filter(purpose="interviews.calendar_lost").count() == 1
