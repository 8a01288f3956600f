"""A member's interviews as a calendar to follow: what is in it, for whom, and until when."""

# K103: a feed's address can be made anew, only reads, and shows what its owner may see.

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
import vobject
from django.test import Client
from icalendar import Calendar

from hearback.interviews.models import Interview, InterviewState
from hearback.interviews.tests.makers import MONDAY, booked
from hearback.team.actions import remove_member
from tests.cast import NOW, Cast, apply, make_cast

if TYPE_CHECKING:
    from hearback.accounts.models import Member
    from hearback.careers.tests.conftest import Clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def _address(member: Member) -> str:
    client = Client()
    client.force_login(member)
    page = client.post("/desk/calendars/feed/", follow=True).content.decode()
    return page.partition("<code>http://testserver")[2].partition("</code>")[0]


def _read(address: str, **headers: str) -> Any:
    return Client().get(address, headers=headers)


def _events(address: str) -> list[Any]:
    """What icalendar reads of the feed; vobject has to read the same times."""
    answer = _read(address)
    assert answer.status_code == 200
    events: list[Any] = list(Calendar.from_ical(answer.content).walk("VEVENT"))
    others = vobject.readOne(answer.content.decode()).contents.get("vevent", [])
    assert [one.dtstart.value for one in others] == [one["DTSTART"].dt for one in events]
    assert [str(one.summary.value) for one in others] == [str(one["SUMMARY"]) for one in events]
    return events


def test_an_interview_is_in_the_calendar_of_whoever_takes_part(cast: Cast) -> None:
    interview = booked(cast, apply(cast))
    [event] = _events(_address(cast.ben))
    assert event["UID"] == interview.uid
    assert event["SEQUENCE"] == interview.sequence
    # Ben's part comes after Grace's, and is all that keeps him.
    assert event["DTSTART"].dt == MONDAY + timedelta(hours=1)
    assert event["DTEND"].dt == MONDAY + timedelta(hours=1, minutes=30)
    assert "Ana Moreau" in event["SUMMARY"]
    assert "Toronto Queen Street" in event["LOCATION"]
    assert "/seat/" in event["URL"]
    assert "⟦" not in str(event["DESCRIPTION"])
    assert str(event["URL"]) in str(event["DESCRIPTION"])
    assert _events(_address(cast.susan)) == []


def test_nobody_elses_seat_is_opened_by_it(cast: Cast) -> None:
    booked(cast, apply(cast))
    [bens] = _events(_address(cast.ben))
    [graces] = _events(_address(cast.grace))
    assert bens["URL"] != graces["URL"]
    assert str(graces["URL"]) not in _read(_address(cast.ben)).content.decode()


def test_what_was_called_off_is_shown_so_for_two_weeks(cast: Cast, page_clock: Clock) -> None:
    interview = booked(cast, apply(cast))
    address = _address(cast.ben)
    Interview.objects.update(state=InterviewState.CANCELLED, ended_at=NOW, sequence=1)
    interview.sittings.update(is_on=False)
    [event] = _events(address)
    assert (event["STATUS"], event["SEQUENCE"], event["TRANSP"]) == ("CANCELLED", 1, "TRANSPARENT")
    assert "URL" not in event
    page_clock.moment = NOW + timedelta(days=15)
    assert _events(address) == []


def test_whoever_was_stood_down_sees_it_called_off(cast: Cast) -> None:
    interview = booked(cast, apply(cast))
    interview.panelists.filter(member=cast.ben).update(is_on=False)
    [event] = _events(_address(cast.ben))
    assert event["STATUS"] == "CANCELLED"


def test_a_new_address_ends_the_old_one(cast: Cast) -> None:
    old = _address(cast.ben)
    new = _address(cast.ben)
    assert old != new
    assert _read(old).status_code == 404
    assert _read(new).status_code == 200
    assert _read(new[:-6] + "x.ics").status_code == 404


def test_whoever_left_is_followed_no_more(cast: Cast) -> None:
    address = _address(cast.ben)
    remove_member(cast.ben, to=cast.grace, by=cast.alex, now=NOW)
    answer = _read(address)
    assert answer.status_code == 404
    assert "BEGIN:VCALENDAR" not in answer.content.decode()


def test_what_has_not_changed_is_not_sent_again(cast: Cast) -> None:
    booked(cast, apply(cast))
    address = _address(cast.ben)
    first = _read(address)
    again = _read(address, **{"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    Interview.objects.update(where="Somewhere else")
    assert _read(address, **{"if-none-match": first["ETag"]}).status_code == 200


def test_it_is_a_secret_without_cookies_that_can_only_be_read(cast: Cast) -> None:
    address = _address(cast.ben)
    answer = _read(address)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Cache-Control"] == "private, no-cache"
    assert "noindex" in answer["X-Robots-Tag"]
    assert not answer.cookies
    for method in ("post", "put", "delete"):
        assert getattr(Client(), method)(address).status_code == 405


def test_names_add_no_line_to_it(cast: Cast) -> None:
    # K100: line breaks and BEGIN lines in what people typed.
    name = "Ana\r\nBEGIN:VALARM\r\nATTACH:file:///etc/passwd\nEND:VEVENT; x,\\n"
    application = apply(cast)
    type(application).objects.update(name=name)
    booked(cast, application)
    [event] = _events(_address(cast.ben))
    assert event.subcomponents == []
    assert "ATTACH" not in event


def test_each_interview_asks_the_database_a_dozen_times_at_most(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    for number in range(5):
        at = MONDAY + timedelta(days=number)
        booked(cast, apply(cast, f"Person {number}"), at=at)
    address = _address(cast.ben)
    with django_assert_max_num_queries(5 * 12):
        assert len(_events(address)) == 5
