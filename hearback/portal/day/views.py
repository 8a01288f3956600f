"""On the day: one press says that one is here, and both sides see how the other stands."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hearback.interviews.booking.words import rooms_of, zone_for
from hearback.interviews.day.actions import check_in
from hearback.interviews.day.actions.check_in import LATE_BY
from hearback.interviews.day.models import Said
from hearback.interviews.day.queries import meeting_of, standing_words
from hearback.interviews.models import InterviewState, RoundKind
from hearback.kit import clock
from hearback.kit.errors import Invalid
from hearback.kit.language import speak
from hearback.kit.throttle import throttle
from hearback.kit.visitors import client_address
from hearback.portal.interviews.door import Guest, guests
from hearback.portal.private import private, rested
from hearback.portal.seat.door import taken_by

if TYPE_CHECKING:
    from datetime import datetime, tzinfo

    from django.http import HttpRequest, HttpResponse, HttpResponseBase

    from hearback.interviews.day.queries import Meeting
    from hearback.interviews.models import Interview, Panelist
    from hearback.rules.meeting import Side

FORM = require_http_methods(["GET", "HEAD", "POST"])
PRESSES = 60
TO_COLLEAGUES = "en"


@guests
@FORM
def guest_here(request: HttpRequest, guest: Guest) -> HttpResponseBase:
    """The candidate's page of the day."""
    here = reverse("portal:interview_here", args=guest.names)
    if request.method == "POST":
        _press(request, guest.interview, None, now=guest.now)
        return redirect(here)
    zone = ZoneInfo(zone_for(guest.application))
    context = _context(guest.interview, None, zone=zone, now=guest.now)
    more = {"here": here, "back": reverse("portal:interview", args=guest.names)}
    return render(request, "portal/day/here.html", {**context, **more})


@private()
@FORM
def host_here(request: HttpRequest, token: str) -> HttpResponse:
    """The page of the day for somebody of ours, opened by their link."""
    now = clock.now()
    panelist = taken_by(token, now=now)
    if panelist is None:
        return rested(request)
    speak(TO_COLLEAGUES)
    here = reverse("portal:seat_here", args=[token])
    if request.method == "POST":
        _press(request, panelist.interview, panelist, now=now)
        return redirect(here)
    context = _context(panelist.interview, panelist, zone=ZoneInfo(panelist.member.zone), now=now)
    more = {"here": here, "back": reverse("portal:seat", args=[token])}
    return render(request, "portal/day/here.html", {**context, **more})


def _press(
    request: HttpRequest, interview: Interview, panelist: Panelist | None, *, now: datetime
) -> None:
    """Store what was pressed; Invalid for what is no button."""
    throttle("portal.here", client_address(request), PRESSES, timedelta(hours=1), now)
    said, minutes = request.POST.get("said", ""), request.POST.get("minutes", "0")
    if said not in Said.values or minutes not in {"0", *map(str, LATE_BY)}:
        raise Invalid(_("Press one of the buttons."))
    check_in(interview=interview, panelist=panelist, said=Said(said), minutes=int(minutes), now=now)


def _context(
    interview: Interview, panelist: Panelist | None, *, zone: tzinfo, now: datetime
) -> dict[str, object]:
    meeting = meeting_of(interview)
    is_on = interview.state == InterviewState.BOOKED and meeting is not None
    mine = _mine(meeting, panelist) if meeting else None
    return {
        "interview": interview,
        "application": interview.application,
        "contact": interview.coordinator,
        "panelist": panelist,
        "begins_at": interview.begins_at,
        "zone": str(zone),
        "is_on": is_on,
        "sides": _sides(meeting, panelist, zone=zone, now=now) if meeting and is_on else [],
        "am_here": bool(mine and mine.here_at),
        "has_begun": bool(meeting and meeting.begins_at <= now),
        "late_by": LATE_BY,
        "where": _where(interview),
        "rooms": rooms_of(interview),
    }


def _mine(meeting: Meeting, panelist: Panelist | None) -> Side | None:
    if panelist is None:
        return meeting.guest
    return next((one.said for one in meeting.people if one.panelist.pk == panelist.pk), None)


def _sides(
    meeting: Meeting, panelist: Panelist | None, *, zone: tzinfo, now: datetime
) -> list[tuple[str, str]]:
    """Everybody by name with how they stand, oneself first."""
    guest = standing_words(meeting.guest, meeting.begins_at, now=now, zone=zone)
    name = meeting.interview.application.name if panelist else _("You")
    lines = [(panelist is None, name, guest)]
    for one in meeting.people:
        is_me = panelist is not None and one.panelist.pk == panelist.pk
        stands_in = one.panelist.is_stand_in
        words = standing_words(one.said, one.begins_at, now=now, zone=zone, stands_in=stands_in)
        lines.append((is_me, _("You") if is_me else one.panelist.member.name, words))
    return [(name, words) for _is_me, name, words in sorted(lines, key=lambda one: not one[0])]


def _where(interview: Interview) -> str:
    """What "here" means for this way of meeting."""
    kind = interview.round.kind
    if kind == RoundKind.CALL:
        return _("Be at the phone: we ring you.")
    if kind == RoundKind.VIDEO:
        return _("Open the link of the call, and press the button once you are in it.")
    return interview.where
