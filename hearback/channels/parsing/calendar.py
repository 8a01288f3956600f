"""What a calendar says in a mail: who answers what about which entry. Never raises.

Nothing is worked out of it: no zones, no rules that repeat. So what could take for ever, or means
nothing, is not even looked at.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from icalendar.parser import Contentline

from hearback.channels.parsing.charsets import as_text
from hearback.rules.text import many_lines, one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

KINDS = frozenset({"text/calendar", "application/ics"})
MOST_BYTES = 256 * 1024
MOST_LINES = 5_000
MOST_ATTENDEES = 50
LINE_LIMIT, WORDS_LIMIT = 300, 2_000
LONGEST_NUMBER = 9
_FOLD = re.compile(r"\r?\n[ \t]")
_LINE_BREAK = re.compile(r"\r\n?|\n")
_NAME = re.compile(r"[A-Za-z-]{1,40}(?=[;:])")
_MAILTO = "mailto:"
_OF_CALENDAR = ("VCALENDAR",)
_OF_EVENT = ("VCALENDAR", "VEVENT")
_KEPT = {"UID", "SEQUENCE", "ATTENDEE", "ORGANIZER", "COMMENT", "SUMMARY"}
_COMMENT = "X-RESPONSE-COMMENT"  # of Google, beside the answer
_CONTENTLINE: Any = Contentline  # comes without types


@dataclass(frozen=True)
class Attendee:
    """Somebody named in an entry: their address, and what they answered, in small letters."""

    address: str
    answer: str = ""
    comment: str = ""


@dataclass(frozen=True, kw_only=True)
class CalendarNote:
    """What a mail says of a calendar entry; `method` in capitals, `sequence` None if not said."""

    method: str
    uid: str
    sequence: int | None = None
    organiser: str = ""
    attendees: tuple[Attendee, ...] = ()
    comment: str = ""
    summary: str = ""


def calendar_in(content: bytes, charset: str) -> CalendarNote | None:
    """The first entry of a calendar file; None when there is none, or it is far too big."""
    if len(content) > MOST_BYTES:
        return None
    text = _FOLD.sub("", as_text(content, charset))
    lines = _LINE_BREAK.split(text)
    if len(lines) > MOST_LINES:
        return None
    method, event = _walk(lines)
    said = dict(reversed([(name, value) for name, _params, value in event]))
    uid = one_line(said.get("UID", ""), LINE_LIMIT)
    if not uid or not method:
        return None
    return CalendarNote(
        method=method,
        uid=uid,
        sequence=_number(said.get("SEQUENCE", "")),
        organiser=_address(said.get("ORGANIZER", ""), {}),
        attendees=tuple(_attendees(event)),
        comment=many_lines(said.get("COMMENT", ""), WORDS_LIMIT),
        summary=one_line(said.get("SUMMARY", ""), LINE_LIMIT),
    )


_Line = tuple[str, dict[str, str], str]


def _walk(lines: list[str]) -> tuple[str, list[_Line]]:
    """The method, and the lines we keep of the first event; what is nested elsewhere is passed."""
    method, inside, event, over = "", [], list[_Line](), False
    for line in lines:
        name = _name(line)
        if name == "BEGIN":
            inside.append(line.partition(":")[2].strip().upper()[:LINE_LIMIT])
        elif name == "END" and inside:
            over = over or tuple(inside) == _OF_EVENT
            inside.pop()
        elif name == "METHOD" and tuple(inside) == _OF_CALENDAR:
            method = method or line.partition(":")[2].strip().upper()[:LINE_LIMIT]
        elif name in _KEPT and tuple(inside) == _OF_EVENT and not over:
            event.extend(_parted(name, line))
    return method, event


def _name(line: str) -> str:
    found = _NAME.match(line)
    return found[0].upper() if found else ""


def _parted(name: str, line: str) -> Iterator[_Line]:
    """A line as its name, parameters and value; one that is broken says nothing."""
    try:
        _, params, value = _CONTENTLINE(line).parts()
    except (ValueError, IndexError, KeyError, TypeError):
        return
    yield name, {str(key).upper(): str(one) for key, one in params.items()}, str(value)


def _attendees(event: list[_Line]) -> Iterator[Attendee]:
    found = [(params, value) for name, params, value in event if name == "ATTENDEE"]
    for params, value in found[:MOST_ATTENDEES]:
        address = _address(value, params)
        if address:
            answer = one_line(params.get("PARTSTAT", ""), LINE_LIMIT).lower()
            yield Attendee(address, answer, many_lines(params.get(_COMMENT, ""), WORDS_LIMIT))


def _address(value: str, params: dict[str, str]) -> str:
    """The mail address of a calendar user; some name an account and say the address beside it."""
    value = value.strip()
    if value[: len(_MAILTO)].lower() == _MAILTO:
        return one_line(unquote(value[len(_MAILTO) :].partition("?")[0]), LINE_LIMIT)
    return one_line(params.get("EMAIL", ""), LINE_LIMIT)


def _number(said: str) -> int | None:
    said = said.strip()
    return int(said) if said.isascii() and said.isdigit() and len(said) <= LONGEST_NUMBER else None
