"""The day of an interview to take along: on paper, and for a calendar."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from hearback.channels.calendar_part import as_sent
from hearback.inbox.orders.neutral import plain_calendar
from hearback.interviews.booking.itinerary import itinerary
from hearback.interviews.booking.paper import paper_of
from hearback.interviews.booking.words import their_page, zone_for
from hearback.interviews.invites import calendar
from hearback.kit.links import fill
from hearback.kit.throttle import throttle
from hearback.kit.visitors import client_address
from hearback.pipeline.orders import is_neutral
from hearback.portal.interviews.door import Guest, guests

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponseBase

PER_CLIENT = 60
HOUR = timedelta(hours=1)


@guests
@require_safe
def paper(request: HttpRequest, guest: Guest) -> HttpResponseBase:
    """The day as a PDF, with a code that opens its page."""
    if guest.interview.begins_at is None:
        return redirect("portal:interview", *guest.names)
    throttle("portal.paper", client_address(request), PER_CLIENT, HOUR, guest.now)
    day = itinerary(guest.interview, zone=zone_for(guest.application), now=guest.now)
    written = paper_of(day, page=fill(their_page(guest.interview)))
    name = "meeting.pdf" if is_neutral(guest.application) else "interview.pdf"
    return _file(written, "application/pdf", name)


@guests
@require_safe
def calendar_entry(request: HttpRequest, guest: Guest) -> HttpResponseBase:
    """The day as an entry for a calendar that was not reached by the letters."""
    del request
    if guest.interview.begins_at is None:
        return redirect("portal:interview", *guest.names)
    asked = calendar.request(guest.interview, to=None, now=guest.now)
    # Nobody is asked to reply to a file: it is there to be read.
    neutral = is_neutral(guest.application)
    if neutral:
        asked = plain_calendar(asked, guest.interview.coordinator.name)
    entry = as_sent(asked).replace("METHOD:REQUEST", "METHOD:PUBLISH", 1)
    name = "meeting.ics" if neutral else "interview.ics"
    return _file(entry.encode(), "text/calendar; charset=utf-8", name)


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
