"""The brief on one page, to print and to have in hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.http import require_safe

from hearback.accounts.access import member_of, team_page
from hearback.interviews.plan.brief import brief_chapters
from hearback.pipeline.gaps import gaps
from hearback.pipeline.queries import opening_for

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@team_page()
@require_safe
def brief_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Duties, pay, needs, place, team, process; and what is still missing of them."""
    opening = opening_for(member_of(request), slug)
    context = {
        "here": "openings",
        "opening": opening,
        "chapters": brief_chapters(opening),
        "gaps": gaps(opening),
    }
    return render(request, "interviews/plan/brief_page.html", context)
