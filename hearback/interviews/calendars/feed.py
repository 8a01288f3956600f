"""A member's interviews as a calendar to follow: ahead, of the last two weeks, called off.

Each has the UID of its invitations, and says what those say. Only its owner's interviews are in
it, and in each only what a panelist may read.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from django.db.models import Q
from django.utils import translation
from icalendar import Calendar, Event, vDuration

from hearback.channels.calendar_entry import PRODUCT, in_utc
from hearback.interviews.invites import words
from hearback.interviews.invites.calendar import times_for, version_for
from hearback.interviews.models import InterviewState, Panelist
from hearback.kit.links import fill
from hearback.pipeline.queries import who_must_not_be_known_to

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from hearback.accounts.models import Member

PAST_STAYS: Final = timedelta(days=14)
CANCELLED_STAYS: Final = timedelta(days=14)
MOST: Final = 100
ASK_AGAIN: Final = timedelta(minutes=15)


def feed_text(member: Member, *, now: datetime) -> str:
    """The whole calendar; the same as long as nothing in it changes."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "Interviews")
    calendar.add("refresh-interval", ASK_AGAIN, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(ASK_AGAIN))
    with translation.override("en"):
        for seat in _seats(member, now=now):
            calendar.add_component(_event(seat))
    written: bytes = calendar.to_ical(sorted=False)
    return written.decode()


def _seats(member: Member, *, now: datetime) -> Iterable[Panelist]:
    """The interviews with a time the member takes or took part in, the last one first."""
    mine = Panelist.objects.filter(member=member, interview__ends_at__gte=now - PAST_STAYS)
    mine = mine.exclude(interview__application__candidate__in=who_must_not_be_known_to(member))
    is_off = Q(is_on=False) | Q(interview__state=InterviewState.CANCELLED)
    is_long_off = is_off & Q(interview__ended_at__lt=now - CANCELLED_STAYS)
    related = mine.exclude(is_long_off).select_related(
        "member", "interview__round__place", "interview__application__opening__place"
    )
    return related.order_by("-interview__begins_at", "pk")[:MOST]


def _event(seat: Panelist) -> Event:
    interview = seat.interview
    begins_at, ends_at = times_for(interview, seat)
    is_off = not seat.is_on or interview.state == InterviewState.CANCELLED
    event = Event()
    event.add("uid", interview.uid)
    event.add("sequence", version_for(interview, seat))
    changed = interview.ended_at or interview.booked_at or interview.invited_at
    event.add("dtstamp", in_utc(changed))
    event.add("dtstart", in_utc(begins_at))
    event.add("dtend", in_utc(ends_at))
    event.add("summary", words.summary(interview, seat))
    event.add("status", "CANCELLED" if is_off else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if is_off else "OPAQUE")
    event.add("class", "PRIVATE")
    if not is_off:
        event.add("location", fill(words.location(interview, seat)))
        event.add("description", fill(words.description(interview, seat)))
        event.add("url", fill(words.page_of(interview, seat)))
    return event
