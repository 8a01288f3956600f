"""The list of openings, with what waits in each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from hearback.accounts.access import Right, may, member_of, team_page
from hearback.desk.opening_page import frame_of, search_words
from hearback.desk.queries import openings as read
from hearback.desk.queries.application import history_of
from hearback.kit import clock
from hearback.kit.htmx import page_or_fragment
from hearback.kit.moments import wait_words
from hearback.pipeline.brief import lines, pay_words
from hearback.pipeline.gaps import gaps
from hearback.pipeline.models import OpeningState
from hearback.pipeline.queries import opening_for

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest, HttpResponse

    from hearback.pipeline.models import Opening


DIGITS = 4


@team_page()
@require_safe
def openings(request: HttpRequest) -> HttpResponse:
    """Openings this member may see, those at work first, narrowed by words, state and owner."""
    member, now = member_of(request), clock.now()
    words, state = search_words(request), request.GET.get("state", "")
    mine = request.GET.get("whose") == "mine"
    found = read.openings_list(member, words=words, state=state, mine=mine)
    page = _number(request.GET.get("page"))
    shown = list(found[(page - 1) * read.PAGE : page * read.PAGE + 1])
    work = read.work_in(shown[: read.PAGE])
    context = {
        "here": "openings",
        "here_url": reverse("desk:openings"),
        "rows": [_row(opening, work[opening.pk], now) for opening in shown[: read.PAGE]],
        "words": words,
        "state": state,
        "states": OpeningState.choices,
        "mine": mine,
        "page": page,
        "has_next": len(shown) > read.PAGE,
        "now": now,
        "zone": member.zone,
        "may_write": may(member, Right.RUN_OPENINGS),
    }
    return page_or_fragment(request, "desk/openings.html", "list", context)


@team_page()
@require_safe
def brief(request: HttpRequest, slug: str) -> HttpResponse:
    """What the opening says, what it still lacks, and what happened to it."""
    member, now = member_of(request), clock.now()
    opening = opening_for(member, slug)
    context = {
        **frame_of(opening, member, tab="brief", now=now),
        "pay": pay_words(opening),
        "duties": lines(opening.duties),
        "benefits": lines(opening.benefits),
        "criteria": list(opening.criteria.all()),
        "steps": list(opening.steps.all()),
        "questions": list(opening.questions.select_related("criterion")),
        "panel": list(opening.panel.all()),
        "gaps": gaps(opening),
        "history": history_of(opening),
    }
    return render(request, "desk/brief.html", context)


def _row(opening: Opening, work: read.Work, now: datetime) -> tuple[Opening, read.Work, str]:
    return opening, work, wait_words(work.oldest, now) if work.oldest else ""


def _number(text: str | None) -> int:
    """The page asked for; the first when that is not a page."""
    return (
        int(text)
        if text and text.isascii() and text.isdigit() and len(text) <= DIGITS and int(text)
        else 1
    )
