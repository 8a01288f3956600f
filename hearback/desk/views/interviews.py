"""The interviews of an opening: its plan as a programme, and what keeps people from being asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.http import require_safe

from hearback.accounts.access import member_of, team_page
from hearback.desk.opening_page import frame_of
from hearback.interviews.models import RoundKind
from hearback.interviews.plan.programme import programme_of, uncovered
from hearback.interviews.plan.queries import last_good_plan
from hearback.kit import clock
from hearback.pipeline.gaps import gaps
from hearback.pipeline.queries import opening_for

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@team_page()
@require_safe
def interviews(request: HttpRequest, slug: str) -> HttpResponse:
    """Each round with its parts, who asks and what lacks; else a plan to take over."""
    member, now = member_of(request), clock.now()
    opening = opening_for(member, slug)
    frame = frame_of(opening, member, tab="interviews", now=now)
    rounds = programme_of(opening)
    is_new = frame["may_write"] and not rounds
    context = {
        **frame,
        "rounds": rounds,
        "uncovered": uncovered(opening) if rounds else [],
        "brief_gaps": gaps(opening),
        "source": last_good_plan(opening, member, now=now) if is_new else None,
        "kinds": RoundKind.choices,
    }
    return render(request, "desk/interviews.html", context)
