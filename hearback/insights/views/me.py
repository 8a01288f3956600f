"""One's own page: how I did, beside everybody, and what to try. Nobody else's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.http import require_safe

from hearback.accounts.access import member_of, team_page
from hearback.insights.service.about import aside_of
from hearback.insights.service.own import own_figures, to_try
from hearback.insights.service.periods import NAMES, period_of
from hearback.insights.service.saying import said
from hearback.insights.views.service import sheet, told
from hearback.kit import clock

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@team_page()
@require_safe
def me(request: HttpRequest) -> HttpResponse:
    """How I did, and what to try."""
    member, now = member_of(request), clock.now()
    period = period_of(request.GET.get("period"), now=now)
    figures = own_figures(member, period, now=now)
    if request.GET.get("as") == "csv":
        return sheet("how-i-did", [(member.name, [mine for mine, _all in figures])])
    context = {
        "here": "me",
        "period": period,
        "periods": NAMES.items(),
        "figures": [(told(mine, now=now), told(all_of_us, now=now)) for mine, all_of_us in figures],
        "to_try": [said(words) for words in to_try(member, period, now=now)],
        "aside": aside_of(member, now=now),
        "me": member,
    }
    return render(request, "insights/me.html", context)
