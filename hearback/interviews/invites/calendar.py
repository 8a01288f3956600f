"""The calendar entry of an interview for one reader, as RFC 5545 writes it and RFC 5546 updates it.

One UID for its whole life; who changes an interview has raised its `sequence` before. Times are
UTC, because some calendars refuse to cancel what names a zone. The candidate sees nobody's mail
address but their own. Entries are private: calendars are often open to a whole office.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from django.utils import translation
from icalendar import Calendar, Event, vCalAddress

from hearback.accounts.queries import the_organisation
from hearback.interviews.invites import words
from hearback.interviews.models import Reply
from hearback.kit.links import disarm
from hearback.rules.text import one_line, wire_address

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.interviews.models import Interview, Panelist

REQUEST, CANCEL = "REQUEST", "CANCEL"
PRODUCT = "-//Hearback//Interviews//EN"
NAME_LIMIT = 120
# What may stand in a mailto: address as it is (RFC 6068), besides letters and digits.
_PLAIN = "@!$'*+-._~/=`{|}"
# Parameters hold no quotes; on what \ and ^ (RFC 6868) mean in one, calendars disagree.
_UNQUOTED = str.maketrans({'"': "'", "^": "'", "\\": "/"})


def request(interview: Interview, *, to: Panelist | None, now: datetime) -> str:
    """The entry as it stands, for a panelist or, with None, for the candidate.

    Sent with an interview that is booked, moved or changed; `now` (aware) is when it is written.
    It stands in the candidate's language. Raises ValueError for an interview without a time.
    """
    event = _event(interview, to, now=now)
    with translation.override(words.language_of(interview, to)):
        event.add("description", words.description(interview, to))
        event.add("location", words.location(interview, to))
    event.add("url", words.page_of(interview, to))
    event.add("status", "CONFIRMED")
    return _written(event, REQUEST)


def cancel(
    interview: Interview, *, to: Panelist | None, now: datetime, only_them: bool = False
) -> str:
    """Take the entry out of a calendar again.

    When the interview is called off its `sequence` was raised before. `only_them`: it stands, and
    this panelist takes part no more. Nothing is said of its status then, and since a CANCEL has to
    rise while nothing changed for the others, their `version_ahead` was raised before. Raises
    ValueError for an interview that never had a time.
    """
    event = _event(interview, to, now=now)
    if not only_them:
        event.add("status", "CANCELLED")
    return _written(event, CANCEL)


def version_for(interview: Interview, to: Panelist | None) -> int:
    """The SEQUENCE of the entry in this reader's calendar."""
    return interview.sequence + (to.version_ahead if to else 0)


def _event(interview: Interview, to: Panelist | None, *, now: datetime) -> Event:
    begins_at, ends_at = times_for(interview, to)
    event = Event()
    event.add("uid", interview.uid)
    event.add("sequence", version_for(interview, to))
    event.add("dtstamp", words.in_utc(now))
    event.add("dtstart", words.in_utc(begins_at))
    event.add("dtend", words.in_utc(ends_at))
    house = the_organisation()
    event.add("organizer", _person(house.name, house.reply_address))
    for attendee in _attendees(interview, to):
        event.add("attendee", attendee)
    with translation.override(words.language_of(interview, to)):
        event.add("summary", words.summary(interview, to))
    event.add("class", "PRIVATE")
    event.add("transp", "OPAQUE")
    return event


def _written(event: Event, method: str) -> str:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    calendar.add_component(event)
    written: bytes = calendar.to_ical(sorted=False)
    return written.decode()


def times_for(interview: Interview, to: Panelist | None) -> tuple[datetime, datetime]:
    """From when to when it keeps this reader: a panelist from their first part to their last."""
    if interview.begins_at is None or interview.ends_at is None:
        raise ValueError(f"Interview {interview.pk} has no time, so no calendar can hold it.")
    seats = list(to.seats.filter(is_on=True)) if to else []
    if not seats:
        return interview.begins_at, interview.ends_at
    return min(seat.begins_at for seat in seats), max(seat.ends_at for seat in seats)


def _attendees(interview: Interview, to: Panelist | None) -> list[vCalAddress]:
    """Who is shown as taking part: the reader, and to colleagues each other."""
    if to is None:
        application = interview.application
        reply = _reply(interview, interview)
        return [_attendee(application.name, application.candidate.email, reply)]
    on = interview.panelists.filter(is_on=True).select_related("member")
    others = [one for one in on.order_by("member__name") if one.pk != to.pk]
    return [
        _attendee(one.member.name, one.member.email, _reply(interview, one))
        for one in (to, *others)
    ]


def _reply(interview: Interview, who: Interview | Panelist) -> str:
    """What they answered to this very version."""
    return who.reply if who.reply_sequence == interview.sequence else Reply.NONE


def _attendee(name: str, email: str, reply: str) -> vCalAddress:
    person = _person(name, email)
    person.params["CUTYPE"] = "INDIVIDUAL"
    person.params["ROLE"] = "REQ-PARTICIPANT"
    person.params["PARTSTAT"] = reply.upper()
    person.params["RSVP"] = "TRUE"
    return person


def _person(name: str, email: str) -> vCalAddress:
    person = vCalAddress(f"mailto:{quote(wire_address(email), safe=_PLAIN)}")
    known_as = one_line(disarm(name).translate(_UNQUOTED), NAME_LIMIT)
    if known_as:
        person.params["CN"] = known_as
    return person
