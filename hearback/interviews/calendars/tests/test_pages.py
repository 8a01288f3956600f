"""The page on which members name their calendars, and what it never shows."""

from __future__ import annotations

import ipaddress
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

from hearback.interviews.calendars.actions import read_due, read_now
from hearback.interviews.calendars.queries import busy_spans
from hearback.interviews.calendars.reading.read import read
from hearback.interviews.calendars.tests.test_times import calendar
from hearback.interviews.models import BusyCalendar, BusySpan, Feed
from hearback.ledger.models import Entry
from hearback.team.actions import remove_member
from tests import calendar_host as host
from tests.cast import NOW, Cast, make_cast

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hearback.accounts.models import Member

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

PAGE = "/desk/calendars/"
BUSY = "DTSTART:20261125T150000Z|DURATION:PT1H|SUMMARY:Doctor"


@pytest.fixture
def cast(settings: Any) -> Cast:
    settings.HEARBACK_PRIVATE_CALENDARS = (ipaddress.ip_network("127.0.0.0/8"),)
    return make_cast()


@pytest.fixture
def there() -> Iterator[host.CalendarHost]:
    one = host.CalendarHost(body=calendar(BUSY, around="X-WR-CALNAME:Ben at work").encode())
    one.start()
    yield one
    one.stop()


def _in(member: Member) -> Client:
    client = Client()
    client.force_login(member)
    return client


def _name(client: Client, address: str, **more: str) -> str:
    return client.post(PAGE, {"address": address, **more}, follow=True).content.decode()


def test_a_calendar_is_named_read_and_removed(cast: Cast, there: host.CalendarHost) -> None:
    client = _in(cast.ben)
    page = _name(client, there.url)
    assert "Ben at work" in page
    assert "Tue 24 Nov, 10:00" in page
    assert "secret/basic.ics" not in page
    assert "Doctor" not in str(list(BusySpan.objects.values()))
    kept = BusyCalendar.objects.get()
    gone = client.post(f"{PAGE}{kept.public_id}/remove/", follow=True)
    assert "Removed" in gone.content.decode()
    assert busy_spans([cast.ben], NOW, NOW + timedelta(days=3)) == {cast.ben.pk: []}
    kinds = Entry.objects.filter(kind__startswith="calendar.").values_list("kind", flat=True)
    assert sorted(kinds) == ["calendar.added", "calendar.removed"]


def test_what_cannot_be_read_is_refused_with_the_reason_and_kept_typed(
    cast: Cast, there: host.CalendarHost
) -> None:
    client = _in(cast.ben)
    there.body = b"<!doctype html><html>Please sign in</html>"
    page = _name(client, there.url, name="Work")
    assert "shows a web page at this address, not a calendar" in page
    assert f'value="{there.url}"' in page
    assert 'value="Work"' in page
    assert not BusyCalendar.objects.exists()


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"address": "ftp://calendar.example/x"}, "This is not the address of a calendar"),
        ({"address": "https://"}, "This is not the address of a calendar"),
        ({"address": "https://a b/"}, "This is not the address of a calendar"),
        ({"address": "http://[::1"}, "This is not the address of a calendar"),
        ({"address": "file:///etc/passwd"}, "This is not the address of a calendar"),
        ({"address": "https://calendar.example/", "user": "ben"}, "Fill this in too"),
        ({"address": "https://calendar.example/", "password": "x"}, "Fill this in too"),
        ({"address": "http://10.1.2.3/x.ics"}, "is inside a private network"),
        ({"address": "169.254.169.254/latest"}, "is inside a private network"),
    ],
)
def test_an_odd_address_is_refused_with_a_sentence(
    cast: Cast, said: dict[str, str], words: str
) -> None:
    answer = _in(cast.ben).post(PAGE, said)
    assert words in answer.content.decode()
    assert not BusyCalendar.objects.exists()


def test_a_password_is_never_shown_again(cast: Cast, there: host.CalendarHost) -> None:
    client = _in(cast.ben)
    there.status = 500
    page = _name(client, there.url, user="ben", password="hush-hush-hush")
    assert "answers with an error" in page
    assert "hush-hush" not in page
    there.status = 200
    inside = there.url.replace("://", "://ben:hush-hush-hush@")
    assert "hush-hush" not in _name(client, inside)
    [told] = [heard for heard in there.heard[-1:] if heard[0] == "REPORT"]
    assert told[2]["Authorization"].startswith("Basic ")
    assert "hush-hush" not in str(list(BusyCalendar.objects.values()))
    assert "hush-hush" not in client.get(PAGE).content.decode()


def test_the_same_calendar_is_named_once(cast: Cast, there: host.CalendarHost) -> None:
    client = _in(cast.ben)
    _name(client, there.url)
    assert "is there already" in _name(client, f" {there.url}#again")
    assert BusyCalendar.objects.count() == 1
    assert "Ben at work" in _name(_in(cast.grace), there.url)


def test_somebody_elses_calendar_is_not_there(cast: Cast, there: host.CalendarHost) -> None:
    _name(_in(cast.ben), there.url)
    kept = BusyCalendar.objects.get()
    for act in ("again", "remove"):
        assert _in(cast.alex).post(f"{PAGE}{kept.public_id}/{act}/").status_code == 404
    assert BusyCalendar.objects.exists()
    assert "Ben at work" not in _in(cast.alex).get(PAGE).content.decode()


def test_trouble_is_shown_and_reading_again_ends_it(cast: Cast, there: host.CalendarHost) -> None:
    client = _in(cast.ben)
    _name(client, there.url)
    kept = BusyCalendar.objects.get()
    # The clock stands still in this test: what was read was read before.
    BusyCalendar.objects.update(last_read_at=NOW - timedelta(minutes=5))
    there.status = 503
    page = client.post(f"{PAGE}{kept.public_id}/again/", follow=True).content.decode()
    assert "answers with an error (503)" in page
    assert "planned by what it said before" in page
    assert BusySpan.objects.exists()
    there.status = 200
    page = client.post(f"{PAGE}{kept.public_id}/again/", follow=True).content.decode()
    assert "answers with an error" not in page


def test_a_slow_server_does_not_hold_whoever_plans(cast: Cast, there: host.CalendarHost) -> None:
    _name(_in(cast.ben), there.url)
    there.mode = host.SILENT
    BusyCalendar.objects.update(last_read_at=NOW - timedelta(minutes=5))
    [late] = read_now([cast.ben], now=NOW)
    assert late.last_read_at == NOW - timedelta(minutes=5)
    assert len(busy_spans([cast.ben], NOW, NOW + timedelta(days=3))[cast.ben.pk]) == 1


def test_our_own_mistake_stops_no_other_calendar(
    cast: Cast, there: host.CalendarHost, monkeypatch: pytest.MonkeyPatch
) -> None:
    _name(_in(cast.ben), there.url)
    _name(_in(cast.grace), there.url)

    def falls(source: Any, sight: Any, **more: Any) -> Any:
        if sight.owner == cast.ben.email:
            raise RuntimeError
        return read(source, sight, **more)

    monkeypatch.setattr("hearback.interviews.calendars.actions.read.read", falls)
    later = NOW + timedelta(hours=1)
    assert read_due(clock=lambda: later) == 2
    assert "went wrong here" in BusyCalendar.objects.get(member=cast.ben).trouble
    assert BusyCalendar.objects.get(member=cast.grace).last_read_at == later


def test_a_changed_key_is_told_and_nothing_falls(
    cast: Cast, there: host.CalendarHost, settings: Any
) -> None:
    _name(_in(cast.ben), there.url)
    settings.SECRET_KEY = "another key, after a restore without the old one"
    assert read_due(clock=lambda: NOW + timedelta(hours=1)) == 1
    assert "The key of this installation was changed" in BusyCalendar.objects.get().trouble


def test_whoever_leaves_takes_calendars_and_feed_along(
    cast: Cast, there: host.CalendarHost
) -> None:
    client = _in(cast.ben)
    _name(client, there.url)
    client.post(f"{PAGE}feed/")
    remove_member(cast.ben, to=cast.grace, by=cast.alex, now=NOW)
    assert not BusyCalendar.objects.exists()
    assert not BusySpan.objects.exists()
    assert not Feed.objects.exists()


def test_probing_is_slowed_down(cast: Cast, settings: Any) -> None:
    settings.HEARBACK_RATE_LIMITS = True
    client = _in(cast.ben)
    answers = [client.post(PAGE, {"address": "http://10.0.0.1/"}).status_code for _ in range(31)]
    assert answers[:30] == [200] * 30
    assert answers[30] == 429
