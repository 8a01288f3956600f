"""A panelist's own scorecard by their link, without signing in: written on the way home."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from hearback.interviews.kits.card_page import CardPage
from hearback.interviews.kits.views.scorecards import WRONG, kept_answer
from hearback.kit import clock
from hearback.portal.private import private, rested
from hearback.portal.seat.door import taken_by

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, HttpResponseBase

TO_COLLEAGUES = "en"


@private()
@require_http_methods(["GET", "HEAD", "POST"])
def scorecard(request: HttpRequest, token: str) -> HttpResponseBase:
    """Write, file, read or begin anew one's own scorecard; nobody else's is behind this link."""
    page = _page(token)
    if page is None or not page.topics:
        return rested(request)
    with translation.override(TO_COLLEAGUES):
        if request.method == "POST" and page.press(request.POST):
            return redirect("portal:seat_scorecard", token)
        context = page.context() | {
            "contact": page.panelist.interview.coordinator,
            "keep_url": reverse("portal:seat_keep", args=[token]),
            "token": token,
        }
        status = WRONG if page.wrong else 200
        return render(request, "portal/seat/scorecard.html", context, status=status)


@private()
@require_POST
def keep(request: HttpRequest, token: str) -> HttpResponse:
    """Keep what the page's script says was typed."""
    with translation.override(TO_COLLEAGUES):
        page = _page(token)
        if page is None or not page.topics:
            return JsonResponse({"said": [_("This link leads nowhere any more.")]}, status=404)
        return kept_answer(page, request.POST)


def _page(token: str) -> CardPage | None:
    now = clock.now()
    panelist = taken_by(token, now=now)
    return CardPage(panelist, now=now) if panelist is not None else None
