"""What candidates wrote, without their names: never fewer than five lines of a month together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.http import require_safe

from hearback.accounts.access import Right, team_page
from hearback.insights.figures.experience import names
from hearback.rules.measures import Moment
from hearback.surveys.queries import lines_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

MONTHS = 3


@team_page(Right.INSIGHTS)
@require_safe
def lines(request: HttpRequest) -> HttpResponse:
    """The lines of the newest months, after one moment."""
    asked = request.GET.get("moment", "")
    moment = Moment(asked) if asked in list(Moment) else Moment.ANSWER
    context = {
        "here": "insights",
        "moment": moment,
        "moments": names(),
        "months": lines_of(moment=moment, months=MONTHS),
    }
    return render(request, "insights/lines.html", context)
