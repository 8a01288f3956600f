"""The calendar entry of an interview for one reader, as RFC 5545 writes it and RFC 5546 updates it.

One UID for its whole life; who changes an interview has raised its `sequence` before. The candidate
sees nobody's mail address but their own. How an entry is written: `channels.calendar_entry`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import translation

from hearback.accounts.queries import the_organisation
from hearback.channels.calendar_entry import CANCEL, REQUEST, attendee, event_at, person, written
from hearback.interviews.invites import words
from hearback.interviews.models import Reply

if TYPE_CHECKING:
    from datetime import datetime

    from icalendar import Event, vCalAddress

    from hearback.interviews.models import Interview, Panelist


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
    return written(event, REQUEST)


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
    return written(event, CANCEL)


def version_for(interview: Interview, to: Panelist | None) -> int:
    """The SEQUENCE of the entry in this reader's calendar."""
    return interview.sequence + (to.version_ahead if to else 0)


def _event(interview: Interview, to: Panelist | None, *, now: datetime) -> Event:
    begins_at, ends_at = times_for(interview, to)
    sequence = version_for(interview, to)
    event = event_at(begins_at, ends_at, uid=interview.uid, sequence=sequence, now=now)
    house = the_organisation()
    event.add("organizer", person(house.name, house.reply_address))
    for one in _attendees(interview, to):
        event.add("attendee", one)
    with translation.override(words.language_of(interview, to)):
        event.add("summary", words.summary(interview, to))
    return event


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
        return [attendee(application.name, application.candidate.email, reply)]
    on = interview.panelists.filter(is_on=True).select_related("member")
    others = [one for one in on.order_by("member__name") if one.pk != to.pk]
    return [
        attendee(one.member.name, one.member.email, _reply(interview, one)) for one in (to, *others)
    ]


def _reply(interview: Interview, who: Interview | Panelist) -> str:
    """What they answered to this very version."""
    return who.reply if who.reply_sequence == interview.sequence else Reply.NONE
