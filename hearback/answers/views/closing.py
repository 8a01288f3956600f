"""Ending an opening: who still waits, and a letter, a new date or a decision for each of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hearback.accounts.access import Right, member_of, team_page
from hearback.answers import actions, queries
from hearback.answers.forms.batch import OutcomeForm
from hearback.answers.models import Outcome
from hearback.answers.queries.closing import PER_PAGE
from hearback.kit import clock
from hearback.kit.errors import NotYours, Refused
from hearback.kit.sent import sent
from hearback.pipeline.queries import opening_for

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, HttpResponseBase

    from hearback.pipeline.models import Opening, Stage

WRONG = 422


@team_page(Right.RUN_OPENINGS)
@require_http_methods(["GET", "HEAD", "POST"])
def closing(request: HttpRequest, slug: str) -> HttpResponseBase:
    """How the opening ends, and once that is said, who still waits in it."""
    member = member_of(request)
    opening = opening_for(member, slug)
    under_way = queries.closing_of(opening)
    if under_way is not None:
        return render(request, "answers/closing.html", _context(opening, request, under_way))
    form = OutcomeForm(sent(request))
    if not form.is_valid():
        context = {**_context(opening, request, None), "form": form}
        status = WRONG if form.is_bound else 200
        return render(request, "answers/start_closing.html", context, status=status)
    outcome = Outcome(form.cleaned_data["outcome"])
    begun = actions.start_closing(opening=opening, outcome=outcome, by=member, now=clock.now())
    if begun.finished_at is not None:
        messages.success(
            request,
            _("Nobody was waiting, so it has ended: {outcome}.").format(
                outcome=outcome.label.lower()
            ),
        )
        return redirect("desk:board", slug)
    return redirect("answers:closing", slug)


@team_page(Right.RUN_OPENINGS)
@require_safe
def waiting(request: HttpRequest, slug: str, stage_id: int) -> HttpResponse:
    """The people who wait in one stage, a page at a time."""
    member = member_of(request)
    opening, stage = opening_for(member, slug), _stage(stage_id)
    page = _page_number(request)
    people = queries.people_in(opening, stage, member, page=page)
    context = {
        "here": "openings",
        "opening": opening,
        "stage": stage,
        "people": people[:PER_PAGE],
        "first": (page - 1) * PER_PAGE + 1,
        "last": (page - 1) * PER_PAGE + len(people[:PER_PAGE]),
        "previous_url": f"?page={page - 1}" if page > 1 else "",
        "next_url": f"?page={page + 1}" if len(people) > PER_PAGE else "",
        "zone": member.zone,
    }
    return render(request, "answers/waiting.html", context)


@team_page(Right.RUN_OPENINGS)
@require_POST
def keep_open(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The opening goes on as before."""
    member = member_of(request)
    under_way = queries.closing_of(opening_for(member, slug))
    if under_way is None:
        raise Refused(_("This opening is not being closed."))
    actions.call_off_closing(closing=under_way, by=member, now=clock.now())
    messages.success(request, _("It stays open, as it was before."))
    return redirect("desk:board", slug)


def _context(opening: Opening, request: HttpRequest, under_way: Any) -> dict[str, Any]:
    groups = queries.groups_in(opening)
    number = sum(group.waiting for group in groups)
    return {
        "here": "openings",
        "opening": opening,
        "closing": under_way,
        "groups": groups,
        "number": number,
        "undecided": sum(group.undecided for group in groups),
        "waiting_words": ngettext(
            "{n} person waits for an answer.", "{n} people wait for an answer.", number
        ).format(n=number),
        "batches": queries.running_in(opening),
        "zone": member_of(request).zone,
    }


def _stage(pk: int) -> Stage:
    stage = queries.stages().filter(pk=pk).first()
    if stage is None:
        raise NotYours(_("There is no such stage."))
    return stage


def _page_number(request: HttpRequest) -> int:
    typed = request.GET.get("page", "1")
    return max(1, int(typed)) if typed.isdecimal() and len(typed) < 7 else 1  # noqa: PLR2004
