"""The board report as a file to print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hearback.accounts.access import Right, may, member_of, team_page
from hearback.insights.period import MONTHS, USUAL, Asked, first_month
from hearback.insights.report.board import board_report
from hearback.kit import clock
from hearback.kit.errors import NotYours

if TYPE_CHECKING:
    from django.http import HttpRequest


@team_page(Right.INSIGHTS)
@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """One page as a PDF; with money at risk only when an analyst asks for it."""
    months = request.GET.get("months", USUAL)
    months = months if months in MONTHS else USUAL
    with_worth = request.GET.get("worth") == "1"
    if with_worth and not may(member_of(request), Right.WORTH):
        raise NotYours(_("There is no such page for you here."))
    now = clock.now()
    asked = Asked(now, first_month(months, now=now))
    written = board_report(asked, months=months, with_worth=with_worth)
    answer = HttpResponse(written, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="board-{now:%Y-%m-%d}.pdf"'
    return answer
