"""At booking the calendars of those who would sit are read again."""

# M15

from __future__ import annotations

import ipaddress
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from hearback.interviews.availability.actions import look_again
from hearback.interviews.availability.queries import slot_at
from hearback.interviews.calendars.actions import add_calendar
from hearback.interviews.models import BusyCalendar
from hearback.interviews.tests.makers import plan
from tests import calendar_host as host
from tests.cast import NOW, Cast, make_cast

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hearback.interviews.models import Round
    from hearback.rules.slots import Slot

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(minutes=5)
KEY = "20261130T1500Z"  # Monday at ten in Toronto, the first 45 minutes with Grace
EMPTY = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n"
BUSY = EMPTY.replace(
    b"END:VCALENDAR",
    b"BEGIN:VEVENT\r\nUID:1\r\nDTSTART:20261130T151500Z\r\nDTEND:20261130T153000Z\r\n"
    b"END:VEVENT\r\nEND:VCALENDAR",
)


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def visit(cast: Cast) -> Round:
    return plan(cast)


@pytest.fixture
def there(cast: Cast, settings: Any) -> Iterator[host.CalendarHost]:
    """Grace's calendar, read while it was empty."""
    settings.HEARBACK_PRIVATE_CALENDARS = (ipaddress.ip_network("127.0.0.0/8"),)
    one = host.CalendarHost(body=EMPTY)
    one.start()
    add_calendar(address=one.url, by=cast.grace, now=NOW)
    yield one
    one.stop()


def again(visit: Round) -> Slot | None:
    """Somebody picks ten o'clock five minutes later."""
    return look_again(visit, KEY, zone="America/Toronto", now=LATER)


def test_what_came_up_meanwhile_is_seen_at_booking(visit: Round, there: host.CalendarHost) -> None:
    assert again(visit)
    BusyCalendar.objects.update(last_read_at=NOW)
    there.body = BUSY
    assert slot_at(visit, KEY, zone="America/Toronto", now=LATER)
    assert again(visit) is None


def test_another_of_the_pool_sits_where_somebody_is_busy_now(
    cast: Cast, visit: Round, there: host.CalendarHost
) -> None:
    job = visit.sessions.get(position=1)
    job.people.set([cast.grace, cast.omar])
    visit.sessions.filter(position=1).update(needed=1)
    there.body = BUSY
    slot = again(visit)
    assert slot
    assert slot.parts[0].members == (cast.omar.pk,)


def test_a_server_that_is_down_does_not_keep_anybody_from_booking(
    visit: Round, there: host.CalendarHost
) -> None:
    there.status = 500
    assert again(visit)


def test_a_time_nobody_has_is_not_asked_for(visit: Round, there: host.CalendarHost) -> None:
    asked = len(there.heard)
    assert look_again(visit, "20261130T0300Z", zone="America/Toronto", now=LATER) is None
    assert len(there.heard) == asked
