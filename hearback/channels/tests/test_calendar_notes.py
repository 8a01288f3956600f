"""Calendars in mails are read for who answers what, and nothing in them makes it raise."""

# M15, faults K100 K102

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from hearback.channels.parsing import Attendee, parse
from hearback.channels.parsing.calendar import calendar_in
from tests.calendar_replies import calendar, mailed
from tests.letters_in import JOBS

ANSWER = "ATTENDEE;PARTSTAT=DECLINED:mailto:ana@mail.example"
ANA = Attendee("ana@mail.example", "declined")
LINES = some.one_of(
    some.text(max_size=80),
    some.sampled_from(
        ["BEGIN:VEVENT", "END:VEVENT", "METHOD:REPLY", "UID:1", ANSWER, "SEQUENCE:1", " folded"]
    ),
)


@pytest.mark.parametrize(
    ("line", "attendee"),
    [
        (ANSWER, ANA),
        ("attendee;partstat=declined:MAILTO:ana@mail.example", ANA),
        ('ATTENDEE;CN="Moreau; Ana: x, y";PARTSTAT=Declined:mailto:ana@mail.example', ANA),
        ("ATTENDEE;PARTSTAT=DECLINED:mailto:ana%40mail.example?subject=x", ANA),
        ("ATTENDEE;EMAIL=ana@mail.example;PARTSTAT=DECLINED:/1/principal/", ANA),
        ("ATTENDEE:mailto:ana@mail.example", Attendee("ana@mail.example")),
        ("ATTENDEE;PARTSTAT=DECLINED:urn:uuid:nobody", None),
        ("ATTENDEE;PARTSTAT", None),
    ],
)
def test_an_address_is_known_however_it_is_spelt(line: str, attendee: Attendee | None) -> None:
    note = calendar_in(calendar("1@x.example", line), "utf-8")
    assert note is not None
    assert note.attendees == ((attendee,) if attendee else ())


@pytest.mark.parametrize(
    "times",
    [
        ["DTSTART;TZID=Nowhere/At All:20261130T100000"],
        ["DTSTART:20261130T100000"],
        ["DTSTART;VALUE=DATE:20261130"],
        ["DTSTART:00010101T000000Z", "DTEND:99991231T235959Z"],
        ["DTSTART:yesterday", "RRULE:FREQ=SECONDLY", "RECURRENCE-ID:20261130T100000Z"],
    ],
)
def test_times_of_any_kind_do_no_harm(times: list[str]) -> None:
    note = calendar_in(calendar("1@x.example", *times, "SEQUENCE:2", ANSWER), "")
    assert note is not None
    assert (note.method, note.uid, note.sequence, note.attendees) == (
        "REPLY",
        "1@x.example",
        2,
        (ANA,),
    )


def test_only_the_entry_itself_is_read() -> None:
    """Not its alarms, not a second one, not a method that stands inside."""
    file = calendar(
        "1@x.example",
        "METHOD:CANCEL",
        "BEGIN:VALARM",
        "UID:alarm",
        "ATTENDEE:mailto:alarm@x.example",
        "END:VALARM",
        ANSWER,
        "END:VEVENT",
        "BEGIN:VEVENT",
        "UID:2@x.example",
        "ATTENDEE:mailto:second@x.example",
    )
    note = calendar_in(file, "utf-8")
    assert note is not None
    assert (note.method, note.uid, note.attendees) == ("REPLY", "1@x.example", (ANA,))


def test_it_is_found_in_a_mail_whatever_stands_around_it() -> None:
    read = parse(mailed(calendar("1@x.example", ANSWER), "Sorry!", attached=True), ours=JOBS)
    assert read.calendar is not None
    assert read.calendar.uid == "1@x.example"
    assert read.new == "Sorry!"
    assert parse(mailed(b"BEGIN:NOTHING\r\n"), ours=JOBS).calendar is None


@settings(max_examples=150, deadline=None)
@given(lines=some.lists(LINES, max_size=30), content=some.binary(max_size=300))
def test_no_calendar_at_all_makes_it_raise(lines: list[str], content: bytes) -> None:
    """Whatever it is made of."""
    calendar_in("\r\n".join(lines).encode("utf-8", "replace"), "utf-8")
    calendar_in(b"BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\n" + content, "x")
