"""Writes calendar entries as RFC 5545 has them and RFC 5546 updates them.

One UID for an entry's whole life, and a sequence that rises with each change. Times are UTC,
because some calendars refuse to cancel what names a zone. Entries are private: calendars are often
open to a whole office.
"""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING
from urllib.parse import quote

from icalendar import Calendar, Event, vCalAddress

from hearback.kit.links import disarm
from hearback.rules.text import one_line, wire_address

if TYPE_CHECKING:
    from datetime import datetime

REQUEST, CANCEL = "REQUEST", "CANCEL"
PRODUCT = "-//Hearback//Interviews//EN"
NAME_LIMIT = 120
# What may stand in a mailto: address as it is (RFC 6068), besides letters and digits.
_PLAIN = "@!$'*+-._~/=`{|}"
# Parameters hold no quotes; on what \ and ^ (RFC 6868) mean in one, calendars disagree.
_UNQUOTED = str.maketrans({'"': "'", "^": "'", "\\": "/"})


def event_at(
    begins_at: datetime, ends_at: datetime, *, uid: str, sequence: int, now: datetime
) -> Event:
    """An entry between two aware moments; `now` (aware) is when it is written."""
    event = Event()
    event.add("uid", uid)
    event.add("sequence", sequence)
    event.add("dtstamp", in_utc(now))
    event.add("dtstart", in_utc(begins_at))
    event.add("dtend", in_utc(ends_at))
    event.add("class", "PRIVATE")
    event.add("transp", "OPAQUE")
    return event


def written(event: Event, method: str) -> str:
    """The whole VCALENDAR with this one entry, for `Letter.calendar`."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    calendar.add_component(event)
    text: bytes = calendar.to_ical(sorted=False)
    return text.decode()


def in_utc(moment: datetime) -> datetime:
    """A moment as calendar entries of ours say it, to the second."""
    return moment.astimezone(UTC).replace(microsecond=0)


def attendee(name: str, email: str, reply: str, *, may_answer: bool = True) -> vCalAddress:
    """Somebody who takes part; `reply` is a PARTSTAT, `may_answer` whether theirs is wanted."""
    one = person(name, email)
    one.params["CUTYPE"] = "INDIVIDUAL"
    one.params["ROLE"] = "REQ-PARTICIPANT"
    one.params["PARTSTAT"] = reply.upper()
    one.params["RSVP"] = "TRUE" if may_answer else "FALSE"
    return one


def person(name: str, email: str) -> vCalAddress:
    """A name with its mail address, each safe where it stands."""
    one = vCalAddress(f"mailto:{quote(wire_address(email), safe=_PLAIN)}")
    known_as = one_line(disarm(name).translate(_UNQUOTED), NAME_LIMIT)
    if known_as:
        one.params["CN"] = known_as
    return one
