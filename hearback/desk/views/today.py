"""Today: the list a person can clear."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hearback.accounts.access import Right, may, member_of, team_page
from hearback.desk.debts.rows import debts_as_rows
from hearback.desk.queries import today as read
from hearback.desk.rows import Section, leaving_of, section_of, sections_of
from hearback.desk.words import greeting
from hearback.kit import clock
from hearback.kit.errors import NotYours
from hearback.kit.paging import place_of

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest, HttpResponse

    from hearback.accounts.models import Member


@team_page()
@require_safe
def today(request: HttpRequest) -> HttpResponse:
    """What I owe and to whom, what I cover, what is late in my team, soonest first."""
    member, now = member_of(request), clock.now()
    day = read.today_of(member, now=now)
    context = {
        "here": "today",
        "greeting": greeting(member, now=now),
        "waiting": day.waiting,
        "today_count": str(day.waiting or ""),
        "sections": sections_of(day, member, now=now),
        "undelivered": day.undelivered,
        "cannot_come": day.cannot_come,
        "against": day.against,
        "leaving": leaving_of(day.leaving, member),
        "leaving_count": day.leaving_count,
        "word_calls": debts_as_rows(day.calls, member, now=now),
        "unclear": day.unclear,
        "words_owed": debts_as_rows(day.owed, member, now=now),
        "now": now,
        "zone": member.zone,
        "may_answer": may(member, Right.ANSWER),
    }
    return render(request, "desk/today.html", context)


@team_page()
@require_safe
def today_list(request: HttpRequest, name: str) -> HttpResponse:
    """One of Today's lists from a place on, for days with more than a page of it."""
    member, now = member_of(request), clock.now()
    context = {
        "here": "today",
        "section": _one_list(member, name, request.GET.get("after"), now=now),
        "now": now,
        "zone": member.zone,
        "may_answer": may(member, Right.ANSWER),
    }
    return render(request, "desk/today_list.html", context)


def _one_list(member: Member, name: str, after: str | None, *, now: datetime) -> Section:
    place = place_of(after)
    if name in {"late", "coming"}:
        return section_of(name, read.list_of(member, name, place), member)
    if name == "covered":
        return section_of(name, read.covered_list(member, place, now=now), member)
    if name == "team":
        return section_of(name, read.team_list(member, place, now=now), member)
    raise NotYours(_("There is no such list."))
