"""Calendars are read again as times are looked for and chosen; what is old is called so."""

# M15

from __future__ import annotations

import ipaddress
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from django.urls import reverse

from hearback.interviews.booking import actions as act
from hearback.interviews.calendars.actions import add_calendar
from hearback.interviews.calendars.tests.test_times import calendar
from hearback.interviews.models import BusyCalendar, Interview, InterviewState
from hearback.interviews.tests.makers import plan
from hearback.portal.tests.makers import secret_of
from tests import calendar_host as host
from tests.cast import NOW, Cast, apply, make_cast

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hearback.careers.tests.conftest import Clock

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

KEY = "20261130T1500Z"
FREE, BUSY = (
    calendar("DTSTART:20261125T150000Z|DURATION:PT1H"),
    calendar("DTSTART:20261130T150000Z|DURATION:PT1H"),
)


@pytest.fixture
def there() -> Iterator[host.CalendarHost]:
    one = host.CalendarHost(body=FREE.encode())
    one.start()
    yield one
    one.stop()


@pytest.fixture
def cast(settings: Any, there: host.CalendarHost, page_clock: Clock) -> Cast:
    """The shop; Grace has named a calendar."""
    settings.HEARBACK_PRIVATE_CALENDARS = (ipaddress.ip_network("127.0.0.0/8"),)
    page_clock.moment = NOW
    cast = make_cast()
    add_calendar(address=there.url, by=cast.grace, now=NOW)
    return cast


def _invited(cast: Cast) -> tuple[Interview, str]:
    meeting = act.invite(
        application=apply(cast), round=plan(cast), words="", by=cast.susan, now=NOW
    )
    secret = secret_of(meeting.application)
    return meeting, reverse("portal:interview_times", args=[secret, meeting.public_id])


def test_a_time_that_a_calendar_took_meanwhile_is_not_booked(
    cast: Cast, there: host.CalendarHost, page_clock: Clock
) -> None:
    meeting, page = _invited(cast)
    assert KEY in Client().get(page).content.decode()
    there.body = BUSY.encode()
    page_clock.moment = NOW + timedelta(minutes=2)
    answer = Client().post(page, {"slot": KEY})
    assert answer.status_code == 409
    assert "has just been taken" in answer.content.decode()
    assert KEY not in answer.content.decode()
    meeting.refresh_from_db()
    assert meeting.state == InterviewState.INVITED


def test_a_calendar_nobody_can_read_holds_up_no_choice(
    cast: Cast, there: host.CalendarHost, page_clock: Clock
) -> None:
    meeting, page = _invited(cast)
    there.status = 500
    page_clock.moment = NOW + timedelta(minutes=2)
    assert Client().post(page, {"slot": KEY}).status_code == 302
    meeting.refresh_from_db()
    assert meeting.state == InterviewState.BOOKED


def test_whoever_plans_by_hand_reads_whose_calendar_is_not_known(
    cast: Cast, there: host.CalendarHost, page_clock: Clock
) -> None:
    application = apply(cast)
    page = reverse("booking:by_hand", args=[application.public_id, plan(cast).public_id])
    desk = Client()
    desk.force_login(cast.susan)
    assert "The calendar of" not in desk.get(page).content.decode()
    there.status = 500
    page_clock.moment = NOW + timedelta(minutes=2)
    told = "The calendar of Grace Okafor could not be read since Tuesday 24 November, 10:02."
    assert told in desk.get(page).content.decode()
    assert BusyCalendar.objects.get().tries == 1
