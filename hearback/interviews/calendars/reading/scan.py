"""Looks through a calendar's text, fast and once, for the few events worth working out.

Years of past events, titles, descriptions and attachments are passed over without being read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

MOST_EVENTS: Final = 5_000
MOST_SERIES: Final = 2_000
MOST_ZONES: Final = 200
LONGEST_NAME: Final = 80
LONGEST_LINE: Final = 20_000
LONGEST_ZONE: Final = 20_000
# Zones reach from UTC-12 to UTC+14; comparing bare dates needs room for that.
MARGIN: Final = timedelta(days=2)
ALWAYS: Final = "99999999"
LENGTH: Final = re.compile(r"\+?P(?:(\d{1,9})W)?(?:(\d{1,9})D)?(?:T(?:(\d{1,9})H)?)?")
KEPT: Final = frozenset(
    (
        *("UID", "DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID"),
        *("SEQUENCE", "STATUS", "TRANSP", "FREEBUSY", "X-MICROSOFT-CDO-BUSYSTATUS"),
    )
)


class NotRead(Exception):
    """A calendar that is not worked out; `code` says why, see `troubles`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Sight:
    """From when to when busy times are wanted, in UTC, and whose they are.

    `zone` is the member's clock, on which times without a zone are read; `owner` their address;
    `ours` are the UIDs of interviews we booked ourselves, which are known without the calendar.
    """

    since: datetime
    until: datetime
    zone: str
    owner: str = ""
    ours: frozenset[str] = frozenset()

    @property
    def days(self) -> tuple[str, str]:
        """The first and the last day, as dates stand in calendars, with a margin for zones."""
        first, last = self.since - MARGIN, self.until + MARGIN
        return f"{first:%Y%m%d}", f"{last:%Y%m%d}"


@dataclass
class Raw:
    """One event as its lines, by their names."""

    kind: str
    lines: list[str] = field(default_factory=list)
    said: dict[str, str] = field(default_factory=dict)
    is_declined: bool = False

    @property
    def repeats(self) -> bool:
        """Whether it stands for more than one time."""
        return "RRULE" in self.said or "RDATE" in self.said

    @property
    def text(self) -> str:
        """Its lines as a component."""
        return "\n".join((f"BEGIN:{self.kind}", *self.lines, f"END:{self.kind}"))


@dataclass
class Scanned:
    """What is worth working out: events, and the zones the calendar describes itself."""

    name: str = ""
    zones: list[str] = field(default_factory=list)
    events: list[Raw] = field(default_factory=list)


def scan(text: str, sight: Sight) -> Scanned:
    """The events that may touch the time in sight. Raises NotRead for what is no calendar."""
    text = _unfolded(text)
    _check_is_whole(text)
    found = Scanned(name=_name(text), zones=_zones(text))
    events = [raw for raw in _events(text, sight) if raw.said.get("UID", "") not in sight.ours]
    series = {raw.said.get("UID", "") for raw in events if _goes_on(raw, sight)}
    if len(series) > MOST_SERIES:
        raise NotRead("too_many")
    for raw in events:
        if (raw.said.get("UID", "") in series and _of_series(raw, sight)) or _is_in(raw, sight):
            found.events.append(raw)
            if len(found.events) > MOST_EVENTS:
                raise NotRead("too_many")
    return found


def _unfolded(text: str) -> str:
    text = text.lstrip("\ufeff \t\r\n").replace("\r\n", "\n").replace("\r", "\n")
    return text.replace("\n ", "").replace("\n\t", "")


def _check_is_whole(text: str) -> None:
    head = text[:1000].upper()
    if "BEGIN:VCALENDAR" not in head:
        raise NotRead("web_page" if "<HTML" in head or "<!DOCTYPE" in head else "no_calendar")
    if "END:VCALENDAR" not in text[-2000:].upper():
        raise NotRead("cut_off")


def _pieces(text: str, kind: str) -> Iterator[str]:
    """The insides of every component of a kind; split, not searched, so that no text is slow."""
    *pieces, _rest = text.split(f"\nEND:{kind}")
    for piece in pieces:
        _before, begun, inside = piece.rpartition(f"BEGIN:{kind}\n")
        if begun:
            yield inside


def _zones(text: str) -> list[str]:
    # Of one name the first counts; there are a handful in a calendar, and thousands in none.
    zones = dict.fromkeys(
        f"BEGIN:VTIMEZONE\n{inside}\nEND:VTIMEZONE"
        for inside in _pieces(text, "VTIMEZONE")
        if len(inside) <= LONGEST_ZONE
    )
    if len(zones) > MOST_ZONES:
        raise NotRead("too_many")
    return list(zones)


def _name(text: str) -> str:
    head = text[:4000].partition("\nBEGIN:")[0] + "\n"
    _before, found, rest = head.partition("\nX-WR-CALNAME:")
    return rest.partition("\n")[0].strip()[:LONGEST_NAME] if found else ""


def _events(text: str, sight: Sight) -> Iterator[Raw]:
    for kind in ("VEVENT", "VFREEBUSY"):
        for inside in _pieces(text, kind):
            yield _raw(kind, inside.partition("\nBEGIN:")[0], sight)


def _raw(kind: str, inside: str, sight: Sight) -> Raw:
    raw = Raw(kind)
    owner = sight.owner.lower()
    for line in inside.split("\n"):
        name = line[:40].partition(":")[0].partition(";")[0].upper()
        if name in KEPT and len(line) <= LONGEST_LINE:
            raw.lines.append(line)
            raw.said[name] = line.rpartition(":")[2].strip()
        elif name == "ATTENDEE" and owner and owner in line[:1000].lower():
            raw.is_declined = "PARTSTAT=DECLINED" in line[:1000].upper()
    return raw


def _goes_on(raw: Raw, sight: Sight) -> bool:
    """Whether it repeats, and its rule has not ended before the time in sight."""
    if not raw.repeats:
        return False
    first, last = sight.days
    rule = raw.said.get("RRULE", "").upper()
    until = rule.partition("UNTIL=")[2][:8]
    is_over = until.isdigit() and until < first and "RDATE" not in raw.said
    return not is_over and raw.said.get("DTSTART", "")[:8] <= last


def _of_series(raw: Raw, sight: Sight) -> bool:
    return _goes_on(raw, sight) or "RECURRENCE-ID" in raw.said


def _is_in(raw: Raw, sight: Sight) -> bool:
    """Whether an event that does not repeat may touch the time in sight, by its dates alone."""
    if raw.kind == "VFREEBUSY":
        return True
    first, last = sight.days
    begins = raw.said.get("DTSTART", "")[:8]
    if raw.repeats or begins > last:
        return False
    ends = raw.said.get("DTEND", "")[:8] or _last_day(begins, raw.said.get("DURATION", ""))
    return ends >= first


def _last_day(begins: str, length: str) -> str:
    """The last day something may touch, when it begins on a day and goes on for a length."""
    said = LENGTH.match(length)
    weeks, days, hours = (int(number or 0) for number in said.groups()) if said else (0, 0, 0)
    try:
        last = date.fromisoformat(begins) + timedelta(days=7 * weeks + days + hours // 24 + 1)
    except (ValueError, OverflowError):
        return ALWAYS  # whoever reads it more closely decides
    return f"{last:%Y%m%d}"
