"""The board of one opening: lanes side by side, or the same people as one list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hearback.accounts.access import Right, may, member_of, team_page
from hearback.desk.opening_page import ended_words, frame_of, search_words
from hearback.desk.queries import board as read
from hearback.desk.tickets import shown_lanes, tickets_of
from hearback.kit import clock
from hearback.kit.errors import NotYours
from hearback.kit.htmx import page_or_fragment
from hearback.kit.paging import place_of
from hearback.pipeline.models import ApplicationState
from hearback.pipeline.queries import opening_for, unknown_to

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from hearback.pipeline.models import Stage


@team_page()
@require_safe
def board(request: HttpRequest, slug: str) -> HttpResponse:
    """Who is where, since when, and what each was told."""
    member, now = member_of(request), clock.now()
    opening = opening_for(member, slug)
    words, unknown = search_words(request), unknown_to(member)
    context = {
        **frame_of(opening, member, tab="board", now=now),
        "lanes": shown_lanes(read.lanes_of(opening, words=words, unknown=unknown), member, now=now),
        "words": words,
        "ended": ended_words(read.ended_in(opening, unknown=unknown)),
        "may_answer": may(member, Right.ANSWER),
    }
    return page_or_fragment(request, "desk/board.html", "lanes", context)


@team_page()
@require_safe
def lane(request: HttpRequest, slug: str, stage_id: int) -> HttpResponse:
    """The next fifty people of one lane: a piece for htmx, or a page of its own without it."""
    member, now = member_of(request), clock.now()
    opening = opening_for(member, slug)
    stage, words = _stage(stage_id), search_words(request)
    shown, following = read.page_of_lane(
        opening,
        stage,
        place_of(request.GET.get("after")),
        words=words,
        unknown=unknown_to(member),
    )
    context = {
        **frame_of(opening, member, tab="board", now=now),
        "stage": stage,
        "words": words,
        "tickets": tickets_of(read.cards_of(shown), member, now=now),
        "next": following,
        "may_answer": may(member, Right.ANSWER),
    }
    return page_or_fragment(request, "desk/lane.html", "tickets", context)


@team_page()
@require_safe
def people(request: HttpRequest, slug: str) -> HttpResponse:
    """Everybody in progress in one list, longest wait first."""
    member, now = member_of(request), clock.now()
    opening = opening_for(member, slug)
    stages, words, unknown = read.all_stages(), search_words(request), unknown_to(member)
    stage = next((one for one in stages if str(one.pk) == request.GET.get("stage")), None)
    found, following = read.everybody_in(
        opening, place_of(request.GET.get("after")), words=words, stage=stage, unknown=unknown
    )
    context = {
        **frame_of(opening, member, tab="people", now=now),
        "stages": stages,
        "stage": stage,
        "words": words,
        "tickets": tickets_of(read.cards_of(found), member, now=now),
        "next": following,
        "ended": ended_words(read.ended_in(opening, unknown=unknown)),
        "may_answer": may(member, Right.ANSWER),
    }
    return page_or_fragment(request, "desk/people.html", "list", context)


@team_page()
@require_safe
def ended(request: HttpRequest, slug: str, state: str) -> HttpResponse:
    """Those who were hired, declined or withdrew, newest application first."""
    member, now = member_of(request), clock.now()
    opening = opening_for(member, slug)
    if state not in [end.value for end in read.ENDS]:
        raise NotYours(_("There is no such list."))
    shown, following = read.ended_people(
        opening, state, place_of(request.GET.get("after")), unknown=unknown_to(member)
    )
    context = {
        **frame_of(opening, member, tab="people", now=now),
        "state": state,
        "state_words": ApplicationState(state).label,
        "people": shown,
        "next": following,
    }
    return render(request, "desk/ended.html", context)


def _stage(stage_id: int) -> Stage:
    stage = next((stage for stage in read.all_stages() if stage.pk == stage_id), None)
    if stage is None:
        raise NotYours(_("There is no such stage."))
    return stage
