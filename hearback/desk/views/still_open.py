"""Is it still open? The same question as in the mail, for whoever is at the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hearback.accounts.access import Right, member_of, team_page
from hearback.desk.opening_page import frame_of
from hearback.interviews.checking.actions import answer_ask
from hearback.interviews.checking.models import Tap
from hearback.interviews.checking.queries import coming, is_past, questions_about
from hearback.kit import clock
from hearback.kit.errors import Invalid
from hearback.pipeline.queries import opening_for

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@team_page(Right.RUN_OPENINGS)
@require_http_methods(["GET", "HEAD", "POST"])
def still_open(request: HttpRequest, slug: str) -> HttpResponse:
    """Who comes for an opening of which nobody said that it still runs; a press says so."""
    member, now = member_of(request), clock.now()
    opening = opening_for(member, slug)
    asks = list(questions_about(opening))
    if request.method == "POST":
        tap = request.POST.get("answer", "")
        if tap not in Tap.values:
            raise Invalid(_("Press one of the buttons: yes, paused or filled."))
        for ask in (one for one in asks if not is_past(one, now=now)):
            answer_ask(ask=ask, tap=Tap(tap), by=member, now=now)
        messages.success(request, _("Noted. Thank you."))
        return redirect("desk:board", slug=slug)
    people = {check.interview_id: check for ask in asks for check in coming(ask, now=now)}
    context = {
        **frame_of(opening, member, tab="board", now=now),
        "people": sorted(people.values(), key=lambda check: check.begins_at),
    }
    return render(request, "desk/still_open.html", context)
