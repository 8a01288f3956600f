"""The quick way to make a mail makes the very mail that `email` makes."""

from __future__ import annotations

from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from hearback.channels.actions import Letter, queue, queue_many
from hearback.channels.calendar_part import method_of
from hearback.channels.models import Message
from hearback.channels.relay import compose, on_the_wire
from hearback.kit.links import fill, marker
from hearback.rules.text import one_line

if TYPE_CHECKING:
    from email.message import EmailMessage

NOW = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
HEADERS = ("From", "To", "Reply-To", "Subject", "Date", "Message-ID", "Auto-Submitted")
SAID = ("to_name", "from_name", "reply_to", "subject", "text")
NAMES = [
    "Ana Moreau",
    "",
    "O'Neil-Smith, Jr.",
    "Zoë Müller",
    "محمد الأحمد",
    "陈伟",
    "Bcc: all@example.org",
    "=?utf-8?q?a=0d=0aBcc:_x@y.example?=",
    '"quoted" <x@y.example>',
    "x" * 120,
    ".dot",
]


def letter(**more: object) -> Message:
    known: dict[str, object] = {
        "to_address": "ana@mail.example",
        "to_name": "Ana Moreau",
        "from_name": "Susan Ito, Harbour & Pine",
        "reply_to": "jobs@harbour.example",
        "subject": "Your application",
        "text": "Hello Ana,\n\nthank you.\n",
        "html": "<p>Hello Ana,</p>",
        "message_id": "<0b9f3c3e-4a@harbour.example>",
    }
    return Message(**(known | more))


def read(wire: bytes) -> EmailMessage:
    return message_from_bytes(wire, policy=default)


def body(mail: EmailMessage, kind: str) -> str:
    part = mail.get_body((kind,))
    return part.get_content().replace("\r\n", "\n") if part else ""


def calendars(mail: EmailMessage) -> list[tuple[object, ...]]:
    """What each calendar part is labelled, and its bytes."""
    return [
        (part["Content-Type"].params, part.get_payload(decode=True))
        for part in mail.walk()
        if part.get_content_type() == "text/calendar"
    ]


def entry(*lines: str, method: str = "REQUEST") -> str:
    """A calendar entry with these lines in its event."""
    event = ["BEGIN:VEVENT", "UID:1@harbour.example", *lines, "END:VEVENT"]
    whole = ["BEGIN:VCALENDAR", f"METHOD:{method}", *event, "END:VCALENDAR"]
    return "".join(f"{line}\r\n" for line in whole)


def same(message: Message) -> bytes:
    """Check that both ways say the same; returns the quick one's bytes."""
    wire = on_the_wire(message, now=NOW)
    quick, slow = read(wire), read(compose(message, now=NOW).as_bytes())
    for header in HEADERS:
        assert quick[header] == slow[header]
    assert [name.lower() for name in quick].count("to") == 1
    assert "bcc" not in [name.lower() for name in quick]
    for kind in ("plain", "html"):
        assert body(quick, kind) == body(slow, kind)
    assert calendars(quick) == calendars(slow)
    assert quick.get_content_type() == slow.get_content_type()
    assert wire.isascii()
    assert b"\n" not in wire.replace(b"\r\n", b"")
    assert b"\r" not in wire.replace(b"\r\n", b"")
    assert max(map(len, wire.split(b"\r\n"))) <= 998
    return wire


@pytest.mark.parametrize("name", NAMES)
def test_any_name_in_any_place(name: str) -> None:
    """To whom, from whom, about what."""
    clean = one_line(name, 120)
    same(letter(to_name=clean))
    same(letter(from_name=clean))
    same(letter(subject=clean))


@pytest.mark.parametrize(
    "address",
    [
        "ana@mail.example",
        "ana.moreau+jobs@mail.example",
        "ana!#$%&'*+/=?^_`{|}~-@mail.example",
        f"{'a' * 64}@{'b' * 60}.{'c' * 60}.example",
        "ana@müller.example",
        "ana@xn--mller-kva.example",
    ],
)
def test_any_address_of_ascii_letters(address: str) -> None:
    """And domains of any letters."""
    same(letter(to_address=address))
    same(letter(reply_to=address))


def test_links_are_filled_in_and_an_automatic_letter_says_so() -> None:
    """As ever."""
    status = marker("portal:status", "0b9f3c3e-4a6d-4b7e-8a55-2f6f6f6f6f6f", 1)
    wire = same(letter(text=f"Here: {status}\n", html=f"<p>{status}</p>", automatic=True))
    assert "/status/" in body(read(wire), "plain")
    assert read(wire)["Auto-Submitted"] == "auto-generated"


def test_a_letter_without_html_is_plain_text() -> None:
    """One body, no parts."""
    assert read(same(letter(html=""))).get_content_type() == "text/plain"


@pytest.mark.parametrize("html", ["", "<p>Hello Ana,</p>"])
@pytest.mark.parametrize("method", ["REQUEST", "CANCEL"])
def test_a_calendar_entry_is_one_more_way_to_read_the_letter(method: str, html: str) -> None:
    """Its header says what its body says, or calendars keep what was called off."""
    # M15
    calendar = entry("SUMMARY:Zoë's visit", method=method)
    mail = read(same(letter(html=html, calendar=calendar)))
    assert mail.get_content_type() == "multipart/alternative"
    last = list(mail.iter_parts())[-1]
    assert last["Content-Type"].params == {"method": method, "charset": "utf-8"}
    assert last.get_payload(decode=True) == calendar.encode()


@pytest.mark.parametrize("wide", range(60, 80))
def test_a_link_broken_over_lines_is_filled_in_and_its_lines_broken_anew(wide: int) -> None:
    """The sign that stands for it is cut wherever a line is full."""
    status = marker("portal:status", "0b9f3c3e-4a6d-4b7e-8a55-2f6f6f6f6f6f", 1)
    line = f"DESCRIPTION:{'x' * (wide - 40)}ü {status}\\nthat is all"
    kept = "\r\n ".join([line[:wide], line[wide : wide + 30], line[wide + 30 :]])
    [(_labels, sent)] = calendars(read(same(letter(calendar=entry(kept)))))
    assert isinstance(sent, bytes)
    assert max(map(len, sent.split(b"\r\n"))) <= 75
    whole = sent.decode().replace("\r\n ", "")
    assert "⟦" not in whole
    assert f"ü {fill(status)}\\nthat is all\r\n" in whole


def test_an_entry_that_does_not_say_what_it_asks_for_is_not_written() -> None:
    """Nor one that says two things: each calendar would obey another of them."""
    silent = entry().replace("METHOD:REQUEST\r\n", "")
    for calendar in (silent, entry("METHOD:CANCEL")):
        with pytest.raises(ValueError, match="METHOD"):
            method_of(calendar)


@settings(max_examples=150, deadline=None)
@given(
    name=some.text(max_size=120),
    subject=some.text(max_size=200),
    text=some.text(max_size=400),
    html=some.text(max_size=400),
    line=some.text(max_size=400),
)
def test_any_words_at_all(name: str, subject: str, text: str, html: str, line: str) -> None:
    """Cleaned as the outbox cleans them."""
    try:
        (text + html + line).encode()
    except UnicodeEncodeError:
        return
    clean_name, clean_subject = one_line(name, 120), one_line(subject, 200)
    words = letter(to_name=clean_name, subject=clean_subject, text=f"{text}\n", html=html)
    same(words)
    words.calendar = entry(f"SUMMARY:{line}")
    same(words)


@pytest.mark.django_db
@pytest.mark.parametrize("to_address", ["ana@mail.example", "añá@mail.example"])
def test_a_picture_stands_in_the_letter_that_shows_it(to_address: str) -> None:
    """Both ways of making the mail, the second for addresses beyond ASCII."""
    png = b"\x89PNG" + bytes(range(256)) * 5
    known = {name: getattr(letter(), name) for name in SAID}
    shown = Letter(
        **known,
        to_address=to_address,
        html='<p>So it went:</p><img src="cid:week" alt="Nine in ten were answered.">',
        purpose="insights.digest",
        pictures=(("week", png),),
    )
    mail = read(on_the_wire(queue(shown, now=NOW), now=NOW))
    text, related = mail.iter_parts()
    html, picture = related.iter_parts()

    assert mail.get_content_type() == "multipart/alternative"
    assert text.get_content().startswith("Hello Ana")
    assert 'src="cid:week"' in html.get_content()
    assert (picture["Content-ID"], picture.get_content_disposition()) == ("<week>", "inline")
    assert picture.get_payload(decode=True) == png


def test_letters_with_pictures_are_not_queued_by_the_thousand() -> None:
    known = {name: getattr(letter(), name) for name in SAID}
    shown = Letter(
        **known, to_address="a@b.example", html="", purpose="x", pictures=(("week", b"\x89PNG"),)
    )

    with pytest.raises(ValueError, match="by itself"):
        queue_many([(shown, NOW)], now=NOW)
