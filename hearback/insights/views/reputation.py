"""What people say of us in public, month by month."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hearback.accounts.access import Right, may, member_of, team_page
from hearback.accounts.queries import the_organisation
from hearback.insights.sheet import csv_of
from hearback.kit import clock
from hearback.relations.reputation.queries import by_month, undated
from hearback.rules.wall import local_day

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

YEARS = timedelta(days=2 * 366)


@team_page(Right.INSIGHTS)
@require_safe
def reputation(request: HttpRequest) -> HttpResponse:
    """Reviews by the month they were written in, the latest first, for two years; also as CSV."""
    today = local_day(clock.now(), ZoneInfo(the_organisation().zone))
    since = (today - YEARS).replace(day=1)
    months = by_month(since=since, until=today + timedelta(days=1))[::-1]
    if request.GET.get("as") == "csv":
        headings = [_("Month"), _("Reviews"), _("Rated"), _("Share of the scale"), _("Answered")]
        rows = [(m.month.strftime("%Y-%m"), m.number, m.rated, m.share, m.answered) for m in months]
        return csv_of("reviews", headings, rows)
    context = {
        "here": "insights",
        "months": [(one, f"{one.share:.0%}" if one.share is not None else "") for one in months],
        "undated": undated(),
        "may_read": may(member_of(request), Right.ANSWER),
    }
    return render(request, "insights/reputation.html", context)
