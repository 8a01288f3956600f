"""What people said of interviews, for coaching: one's own, and for leads whole teams both ways."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from hearback.accounts.access import Right, may, member_of, team_page
from hearback.interviews.asked.queries import TAPS, coaching_for, teams_both_sides
from hearback.rules.measures import FLOOR

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from hearback.interviews.asked.queries import View

WORDS = {
    "on_time": _("On time"),
    "prepared": _("Prepared"),
    "undisturbed": _("Undisturbed"),
    "clear": _("Clear"),
}


@team_page()
@require_safe
def coaching(request: HttpRequest) -> HttpResponse:
    """How interviews went, as those who were in them say; never from fewer than five."""
    member = member_of(request)
    is_lead = may(member, Right.LEAD)
    mine = coaching_for(member)
    context = {
        "here": "team",
        "floor": FLOOR,
        "mine": mine,
        "rows": _rows(mine),
        "headings": [WORDS[tap] for tap in TAPS],
        "teams": [(one, _cells(one.candidates), _cells(one.panel)) for one in teams_both_sides()]
        if is_lead
        else [],
    }
    return render(request, "interviews/asked/coaching.html", context)


def _rows(view: View) -> list[tuple[object, int, int, int | None]]:
    return [
        (WORDS[tap], share.yes, share.said, share.percent) for tap, share in view.shares.items()
    ]


def _cells(view: View) -> list[int | None]:
    """The four shares in percent, None for what too few have said."""
    return [view.shares[tap].percent if tap in view.shares else None for tap in TAPS]
