"""The first page of the insights: which questions have an answer here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.http import require_safe

from hearback.accounts.access import Right, member_of, team_page
from hearback.insights.charts.bars import make_ready
from hearback.insights.pages import pages_for

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@team_page(Right.INSIGHTS)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every question this member may ask."""
    make_ready()
    context = {"here": "insights", "pages": pages_for(member_of(request))}
    return render(request, "insights/index.html", context)
