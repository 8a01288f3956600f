"""A member's own scorecard at the desk, saved as it is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hearback.accounts.access import member_of, team_page
from hearback.interviews.kits import queries as read
from hearback.interviews.kits.card_page import CardPage
from hearback.kit import clock
from hearback.kit.errors import Sentence

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict

WRONG = 422


@team_page()
@require_http_methods(["GET", "HEAD", "POST"])
def scorecard(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """Write, file, read or begin anew one's own scorecard of an interview."""
    page = CardPage(read.seat_of(member_of(request), public_id), now=clock.now())
    if request.method == "POST" and page.press(request.POST):
        return redirect("kits:scorecard", public_id)
    context = page.context() | {
        "here": "today",
        "by_cookie": True,
        "keep_url": reverse("kits:keep", args=[public_id]),
        "kit_url": reverse("kits:kit", args=[page.panelist.interview.round.public_id]),
        "debrief_url": reverse(
            "kits:debrief", args=[page.panelist.interview.application.public_id]
        ),
    }
    status = WRONG if page.wrong else 200
    return render(request, "interviews/scorecard.html", context, status=status)


@team_page()
@require_POST
def keep(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Keep what the page's script says was typed."""
    page = CardPage(read.seat_of(member_of(request), public_id), now=clock.now())
    return kept_answer(page, request.POST)


@team_page()
@require_safe
def mine(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """To one's own scorecard about somebody that is still to be filed, else to the debrief."""
    member = member_of(request)
    application = read.application_met(member, public_id)
    missing = read.own_card_missing(read.panel_of(application), member)
    if missing is None:
        return redirect("kits:debrief", public_id)
    return redirect("kits:scorecard", missing.interview.public_id)


def kept_answer(page: CardPage, post: QueryDict) -> HttpResponse:
    """What a script hears: the marks of the fields, what stands elsewhere, and a line to show."""
    try:
        kept = page.keep(post)
    except Sentence as why:
        return JsonResponse({"said": [why.sentence]}, status=why.status)
    return JsonResponse(
        {
            "marks": kept.marks,
            "stands": kept.stands,
            "said": page.notes,
            "saved": page.saved_words(),
        }
    )
