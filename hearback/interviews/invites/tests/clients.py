"""Three calendars as they see what we send: by icalendar, by vobject, and one that is strict."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import vobject
from icalendar import Calendar

if TYPE_CHECKING:
    from datetime import datetime
    from email.message import EmailMessage

LONGEST = 75
_NAME = re.compile(r"[A-Z][A-Z0-9-]*")
# A parameter's value is quoted, or has none of these in it (RFC 5545 3.1).
_PARAMETER = re.compile(r';([A-Z-]+)=("[^"\x00-\x1f\x7f]*"|[^";:,\x00-\x1f\x7f]*)')
_ESCAPED = {"\\n": "\n", "\\N": "\n", "\\,": ",", "\\;": ";", "\\\\": "\\"}
_TEXTS = {"SUMMARY", "DESCRIPTION", "LOCATION"}
_ONCE = {"UID", "SEQUENCE", "DTSTAMP", "DTSTART", "DTEND", "ORGANIZER", "SUMMARY", "STATUS"}


@dataclass(frozen=True)
class Seen:
    """What a calendar understood of one entry."""

    method: str
    uid: str
    sequence: int
    begins: datetime
    ends: datetime
    summary: str
    description: str
    status: str
    attendees: dict[str, str]


def by_icalendar(text: str) -> Seen:
    """As Python's icalendar reads it."""
    calendar: Any = Calendar.from_ical(text)
    [event] = calendar.walk("VEVENT")
    people = event.get("attendee", [])
    return Seen(
        method=str(calendar["method"]),
        uid=str(event["uid"]),
        sequence=int(event["sequence"]),
        begins=event["dtstart"].dt,
        ends=event["dtend"].dt,
        summary=str(event["summary"]),
        description=str(event.get("description", "")),
        status=str(event.get("status", "")),
        attendees={
            str(one): str(one.params.get("CN", ""))
            for one in (people if isinstance(people, list) else [people])
        },
    )


def by_vobject(text: str) -> Seen:
    """As vobject reads it, which knows nothing of icalendar."""
    calendar: Any = vobject.readOne(text)
    event = calendar.vevent
    more = event.contents
    return Seen(
        method=calendar.method.value,
        uid=event.uid.value,
        sequence=int(event.sequence.value),
        begins=event.dtstart.value,
        ends=event.dtend.value,
        summary=event.summary.value,
        description=more["description"][0].value if "description" in more else "",
        status=more["status"][0].value if "status" in more else "",
        attendees={one.value: one.params.get("CN", [""])[0] for one in more.get("attendee", [])},
    )


def strictly(text: str) -> Seen:
    """As a calendar reads it that refuses whatever RFC 5545 does not allow."""
    lines = _unfolded(text)
    assert [line for line in lines if line.startswith(("BEGIN", "END"))] == [
        "BEGIN:VCALENDAR",
        "BEGIN:VEVENT",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    head = lines.index("BEGIN:VEVENT")
    outer = _values([*lines[1:head], *lines[lines.index("END:VEVENT") + 1 : -1]])
    inner = _values(lines[head + 1 : lines.index("END:VEVENT")])
    assert outer["VERSION"] == [({}, "2.0")]
    assert "METHOD" not in inner
    assert not [name for name in _ONCE if len(inner.get(name, [])) > 1]

    def one(name: str, missing: str = "") -> str:
        return inner[name][0][1] if name in inner else missing

    for name in ("DTSTAMP", "DTSTART", "DTEND"):
        assert inner[name][0][0] == {}
        assert re.fullmatch(r"\d{8}T\d{6}Z", one(name))
    return Seen(
        method=outer["METHOD"][0][1],
        uid=one("UID"),
        sequence=int(one("SEQUENCE")),
        begins=by_icalendar(text).begins,
        ends=by_icalendar(text).ends,
        summary=one("SUMMARY"),
        description=one("DESCRIPTION"),
        status=one("STATUS"),
        attendees={value: params.get("CN", "") for params, value in inner.get("ATTENDEE", [])},
    )


CLIENTS = (by_icalendar, by_vobject, strictly)


def seen_in(mail: EmailMessage) -> Seen:
    """What all three understand of the entry in a mail: they must agree, header and all."""
    [part] = [one for one in mail.walk() if one.get_content_type() == "text/calendar"]
    content = part.get_payload(decode=True)
    assert isinstance(content, bytes)
    text = content.decode(part.get_content_charset() or "us-ascii")
    first, *others = [client(text) for client in CLIENTS]
    assert all(other == first for other in others)
    assert part.get_param("method") == first.method
    return first


def _unfolded(text: str) -> list[str]:
    assert text.endswith("\r\n")
    broken = text.removesuffix("\r\n").split("\r\n")
    assert all(line and len(line.encode()) <= LONGEST for line in broken)
    assert not re.search(r"[\x00-\x08\x0a-\x1f\x7f]", "".join(broken))
    return "\r\n".join(broken).replace("\r\n ", "").split("\r\n")


def _values(lines: list[str]) -> dict[str, list[tuple[dict[str, str], str]]]:
    found: dict[str, list[tuple[dict[str, str], str]]] = {}
    for line in lines:
        name = _NAME.match(line)
        assert name is not None, line
        rest, params = line[name.end() :], {}
        while parameter := _PARAMETER.match(rest):
            params[parameter[1]] = parameter[2].strip('"')
            rest = rest[parameter.end() :]
        assert rest.startswith(":"), line
        value = _text(rest[1:]) if name[0] in _TEXTS else rest[1:]
        found.setdefault(name[0], []).append((params, value))
    return found


def _text(value: str) -> str:
    assert not re.search(r"(?<!\\)(?:\\\\)*[,;]", value), value
    assert not re.search(r"\\[^nN,;\\]", value.replace("\\\\", "")), value
    return re.sub(r"\\[nN,;\\]", lambda found: _ESCAPED[found[0]], value)
