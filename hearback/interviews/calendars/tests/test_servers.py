"""Servers that are down, slow, choosy or lying: each ends in a clear sentence, in time."""

# Issue 4: CalDAV server down, slow, wrong credentials, lying.

from __future__ import annotations

import ipaddress
import resource
import socket
import threading
import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from hearback.interviews.calendars.reading.fetch import Source
from hearback.interviews.calendars.reading.read import read
from hearback.interviews.calendars.reading.scan import Sight
from hearback.interviews.calendars.reading.troubles import Unreadable
from tests import calendar_host as host

if TYPE_CHECKING:
    from collections.abc import Iterator

NOW = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
SIGHT = Sight(NOW, NOW + timedelta(weeks=10), "America/Toronto")
EVENT = b"BEGIN:VEVENT\r\nUID:1\r\nDTSTART:20261125T100000Z\r\nDTEND:20261125T110000Z\r\nEND:VEVENT"
CALENDAR = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" + EVENT + b"\r\nEND:VCALENDAR\r\n"
BUSY = [(datetime(2026, 11, 25, 10, tzinfo=UTC), datetime(2026, 11, 25, 11, tzinfo=UTC))]
HERE = (ipaddress.ip_network("127.0.0.0/8"),)
BOMB = b"""<?xml version="1.0"?>
<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>
<D:multistatus xmlns:D="DAV:">&b;</D:multistatus>"""
OUTSIDE = b"""<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>
<D:multistatus xmlns:D="DAV:">&x;</D:multistatus>"""
DEEP = b'<D:multistatus xmlns:D="DAV:">' + b"<a>" * 400_000


@pytest.fixture
def there(settings: Any) -> Iterator[host.CalendarHost]:
    settings.HEARBACK_PRIVATE_CALENDARS = HERE
    one = host.CalendarHost(body=CALENDAR)
    one.start()
    yield one
    one.stop()


def _trouble(source: Source, seconds: float = 5.0) -> str:
    with pytest.raises(Unreadable) as trouble:
        read(source, SIGHT, seconds=seconds)
    return trouble.value.sentence


def test_a_published_calendar_is_read(there: host.CalendarHost) -> None:
    reading = read(Source(there.url), SIGHT)
    assert reading.times is not None
    assert reading.times.spans == BUSY
    [(method, path, headers)] = there.heard
    assert (method, path) == ("GET", "/secret/basic.ics")
    assert "Authorization" not in headers


def test_what_says_what_it_said_before_is_not_worked_out_again(there: host.CalendarHost) -> None:
    there.body = CALENDAR.replace(b"UID:1", b"DTSTAMP:20261124T150000Z\r\nUID:1")
    first = read(Source(there.url), SIGHT)
    there.body = CALENDAR.replace(b"UID:1", b"DTSTAMP:20261124T151000Z\r\nUID:1")
    assert read(Source(there.url), SIGHT, known=first.digest).times is None
    there.body = there.body.replace(b"T110000Z", b"T113000Z")
    assert read(Source(there.url), SIGHT, known=first.digest).times is not None


@pytest.mark.parametrize(
    ("mode", "words"),
    [
        (host.SILENT, "127.0.0.1 takes too long to answer."),
        (host.DRIP, "127.0.0.1 takes too long to answer."),
        (host.DRIP_HEAD, "127.0.0.1 takes too long to answer."),
        (host.ENDLESS, "The calendar 127.0.0.1 sends is larger than 10 MB."),
        (host.CUT, "What 127.0.0.1 sends is cut off or garbled."),
        (host.GARBLE, "What 127.0.0.1 sends is cut off or garbled."),
        (host.ROUND, "127.0.0.1 sends on to 127.0.0.1."),
    ],
)
def test_a_server_that_misbehaves_is_left_in_time(
    there: host.CalendarHost, mode: str, words: str
) -> None:
    there.mode = mode
    began = time.monotonic()
    assert words in _trouble(Source(there.url), seconds=1.5)
    assert time.monotonic() - began < 4


def test_little_that_unpacks_to_much_costs_little(there: host.CalendarHost) -> None:
    there.mode = host.BOMB
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert "larger than 10 MB" in _trouble(Source(there.url), seconds=10)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 150_000  # kB


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (401, "127.0.0.1 asks for a name and a password. Fill in both."),
        (403, "127.0.0.1 asks for a name and a password. Fill in both."),
        (404, "127.0.0.1 has no calendar at this address."),
        (410, "127.0.0.1 has no calendar at this address."),
        (429, "127.0.0.1 asks to be read less often."),
        (500, "127.0.0.1 answers with an error (500)."),
        (204, "127.0.0.1 answers with an error (204)."),
    ],
)
def test_a_server_that_says_no_is_understood(
    there: host.CalendarHost, status: int, words: str
) -> None:
    there.status, there.body = status, b""
    assert _trouble(Source(there.url)) == words


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"<!DOCTYPE html><html><body>Sign in</body></html>", "shows a web page at this address"),
        (b"", "is not a calendar"),
        (b'{"events": []}', "is not a calendar"),
        (b"\x89PNG\r\n" + bytes(range(256)) * 40, "is not a calendar"),
        (CALENDAR[:-20], "is cut off in the middle"),
    ],
)
def test_what_is_no_calendar_is_named(there: host.CalendarHost, body: bytes, words: str) -> None:
    there.body = body
    assert words in _trouble(Source(there.url))


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (BOMB, "is made to do harm"),
        (OUTSIDE, "is made to do harm"),
        (DEEP + b"</a>" * 400_000 + b"</D:multistatus>", "is not one calendar"),
        (b"<!DOCTYPE html><html></html>", "is made to do harm"),
        (b"<html></html>", "shows a web page"),
        (b'<D:error xmlns:D="DAV:"/>', "is not what a CalDAV server answers"),
        (b"", "is not what a CalDAV server answers"),
    ],
)
def test_xml_that_means_harm_is_not_read(there: host.CalendarHost, body: bytes, words: str) -> None:
    there.status, there.body = 207, body
    assert words in _trouble(Source(there.url, "ben", "secret"), seconds=10)


def test_a_folder_of_calendars_is_not_taken_for_one_that_is_never_busy(
    there: host.CalendarHost,
) -> None:
    there.status, there.body = 207, b'<D:multistatus xmlns:D="DAV:"/>'
    assert "is not one calendar" in _trouble(Source(there.url, "ben", "secret"))
    assert [method for method, _path, _headers in there.heard] == ["REPORT", "PROPFIND"]


def test_a_published_calendar_behind_a_password_is_read(there: host.CalendarHost) -> None:
    there.status = 404
    assert "has no calendar" in _trouble(Source(there.url, "ben", "secret"))
    assert [method for method, _path, _headers in there.heard] == ["REPORT", "GET"]
    there.status = 200
    assert read(Source(there.url, "ben", "secret"), SIGHT).times is not None


def test_a_password_is_not_carried_to_another_address(there: host.CalendarHost) -> None:
    other = host.CalendarHost(body=CALENDAR)
    other.start()
    try:
        there.mode, there.elsewhere = host.SEND_ON, other.url.replace("127.0.0.1", "localhost")
        assert "sends on to localhost" in _trouble(Source(there.url, "ben", "secret"))
        assert other.heard == []
        assert read(Source(there.url), SIGHT).times is not None
        [(_method, _path, headers)] = other.heard
        assert "Authorization" not in headers
    finally:
        other.stop()


def test_a_server_that_is_gone_is_named(there: host.CalendarHost) -> None:
    url = there.url
    there.stop()
    assert _trouble(Source(url)) == "127.0.0.1 does not answer."


# --- No way into the network this runs in ---------------------------------------------------------


@pytest.mark.parametrize(
    "place",
    [
        "127.0.0.1",
        "localhost",
        "127.1",
        "2130706433",
        "0x7f000001",
        "0.0.0.0",  # noqa: S104  an address to ask, not to listen on
        "[::1]",
        "[::ffff:127.0.0.1]",
        "[64:ff9b::7f00:1]",
        "[2002:7f00:1::]",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "100.64.0.1",
        "169.254.169.254",
        "[fe80::1]",
        "[fd00::1]",
        "224.0.0.1",
    ],
)
def test_no_address_leads_inside(place: str) -> None:
    assert "is inside a private network" in _trouble(Source(f"http://{place}:1/calendar.ics"))


def test_a_redirect_does_not_lead_inside_either(there: host.CalendarHost) -> None:
    there.mode, there.elsewhere = host.SEND_ON, "http://169.254.169.254/latest/meta-data/"
    assert "169.254.169.254 is inside" in _trouble(Source(there.url))
    there.elsewhere = "file:///etc/passwd"
    assert "sends on to" in _trouble(Source(there.url))


def test_a_name_is_looked_up_once_and_what_was_checked_is_asked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A name that leads outside when it is checked and inside a moment later (DNS rebinding)."""
    answers = ["203.0.113.9", "127.0.0.1"]
    asked: list[Any] = []

    def look_up(_name: str, port: int, **_more: Any) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (answers.pop(0), port))]

    def connect(_self: socket.socket, where: Any) -> None:
        asked.append(where)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    monkeypatch.setattr(socket.socket, "connect", connect)
    # 203.0.113.0/24 is for documentation, and Python counts it as private: stand in a public one.
    answers[0] = "1.1.1.1"
    assert _trouble(Source("http://rebound.example/")) == "rebound.example does not answer."
    assert asked == [("1.1.1.1", 80)]
    assert answers == ["127.0.0.1"]


def test_one_inside_address_among_outside_ones_is_enough_to_refuse(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def look_up(_name: str, port: int, **_more: Any) -> list[Any]:
        family, kind = socket.AF_INET, socket.SOCK_STREAM
        return [(family, kind, 6, "", (place, port)) for place in ("1.1.1.1", "10.0.0.1")]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    assert "is inside a private network" in _trouble(Source("https://both.example/"))


def test_a_name_nobody_has_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def look_up(*_args: Any, **_more: Any) -> list[Any]:
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    assert _trouble(Source("https://nobody.example/")) == (
        "There is no server called nobody.example."
    )


def test_a_look_up_that_hangs_is_left_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    over = threading.Event()

    def look_up(*_args: Any, **_more: Any) -> list[Any]:
        over.wait(10)
        return []

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    began = time.monotonic()
    assert "takes too long" in _trouble(Source("https://slow.example/"), seconds=0.5)
    assert time.monotonic() - began < 3
    over.set()


def test_a_password_never_travels_in_the_clear(monkeypatch: pytest.MonkeyPatch) -> None:
    def look_up(_name: str, port: int, **_more: Any) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("1.1.1.1", port))]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    source = Source("http://calendar.example/", "ben", "secret")
    assert "would travel to calendar.example in the clear" in _trouble(source)
