"""The page of whoever takes part in an interview: everything about it, without signing in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_safe

from hearback.interviews.booking.itinerary import itinerary
from hearback.interviews.booking.panel_letters import parts_of
from hearback.interviews.booking.words import rooms_of
from hearback.interviews.kits.queries import last_filed
from hearback.interviews.kits.reading import topics_for
from hearback.interviews.models import InterviewState
from hearback.interviews.plan.brief import brief_chapters
from hearback.kit import clock
from hearback.portal.private import private, rested
from hearback.portal.seat.door import taken_by

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

TO_COLLEAGUES = "en"


@private()
@require_safe
def seat(request: HttpRequest, token: str) -> HttpResponse:
    """When, where, whom, about what; the brief, what the guest needs and whom to ring."""
    now = clock.now()
    panelist = taken_by(token, now=now)
    if panelist is None:
        return rested(request)
    interview = panelist.interview
    with translation.override(TO_COLLEAGUES):
        context = {
            "panelist": panelist,
            "interview": interview,
            "application": interview.application,
            "contact": interview.coordinator,
            "day": itinerary(interview, zone=panelist.member.zone, now=now),
            "mine": parts_of(panelist),
            "rooms": rooms_of(interview),
            "brief": brief_chapters(interview.application.opening),
            "is_over": interview.state == InterviewState.HELD,
            "is_off": interview.state == InterviewState.CANCELLED,
            "scores": bool(topics_for(panelist)),
            "is_filed": last_filed(panelist) is not None,
            "token": token,
            "now": now,
        }
        return render(request, "portal/seat/seat.html", context)
