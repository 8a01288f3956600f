"""A meeting as a calendar entry, for the candidate or for the contact they meet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hearback.accounts.queries import the_organisation
from hearback.channels.calendar_entry import CANCEL, REQUEST, attendee, event_at, person, written
from hearback.clients.words import called, shown_contact, where_words
from hearback.kit.links import disarm
from hearback.rules.text import one_line

if TYPE_CHECKING:
    from datetime import datetime

    from icalendar import Event

    from hearback.clients.models import Meeting

LIMIT = 200


def request(meeting: Meeting, *, to_guest: bool, now: datetime) -> str:
    """The entry as it stands, in the active language; `to_guest` is the candidate's."""
    event = _event(meeting, to_guest=to_guest, now=now)
    event.add("location", _line(where_words(meeting)))
    event.add("status", "CONFIRMED")
    return written(event, REQUEST)


def cancel(meeting: Meeting, *, to_guest: bool, now: datetime) -> str:
    """Take it out again; the meeting's sequence was raised before."""
    event = _event(meeting, to_guest=to_guest, now=now)
    event.add("status", "CANCELLED")
    return written(event, CANCEL)


def _event(meeting: Meeting, *, to_guest: bool, now: datetime) -> Event:
    house = the_organisation()
    uid = f"{meeting.public_id}@{house.reply_address.rpartition('@')[2] or 'localhost'}"
    event = event_at(
        meeting.begins_at, meeting.ends_at, uid=uid, sequence=meeting.sequence, now=now
    )
    event.add("organizer", person(house.name, house.reply_address))
    name, address = _reader(meeting, to_guest=to_guest)
    if address:
        event.add("attendee", attendee(name, address, "needs-action", may_answer=False))
    event.add("summary", _line(f"{meeting.words}: {other_side(meeting, to_guest=to_guest)}"))
    return event


def other_side(meeting: Meeting, *, to_guest: bool) -> str:
    """Whom its reader meets, as they may read it."""
    if to_guest:
        return shown_contact(meeting.contact)
    if meeting.submission is not None:
        return called(meeting.submission)
    return meeting.application.name


def _reader(meeting: Meeting, *, to_guest: bool) -> tuple[str, str]:
    if to_guest:
        return meeting.application.name, meeting.application.candidate.email
    return meeting.contact.name, meeting.contact.email


def _line(text: str) -> str:
    return one_line(disarm(text), LIMIT)
