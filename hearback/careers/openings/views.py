"""Writing a brief, looking at it as the world will, publishing, pausing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hearback.accounts.access import Right, member_of, team_page
from hearback.careers import pages
from hearback.careers.openings import actions as act
from hearback.careers.openings.forms import BriefForm, first_values
from hearback.careers.openings.queries import usual_values
from hearback.careers.openings.questions import BLANK, MANY, Questions, questions_form
from hearback.kit import clock
from hearback.kit.errors import Refused
from hearback.pipeline.brief import lines
from hearback.pipeline.queries import opening_for

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, HttpResponseBase

    from hearback.pipeline.models import Opening

ADDED = 5
WRONG = 422
FORM = require_http_methods(["GET", "HEAD", "POST"])


@team_page(Right.RUN_OPENINGS)
@FORM
def new(request: HttpRequest) -> HttpResponseBase:
    """Begin a brief; it is a draft until somebody publishes it."""
    member = member_of(request)
    if request.method != "POST":
        form = BriefForm(initial=usual_values(member))
        return _page(request, form, questions_form(None))
    form = BriefForm(request.POST)
    questions = _questions(request, None)
    if "more" in request.POST or not (form.is_valid() & questions.is_valid()):
        return _again(request, form, None)
    draft = form.draft(questions.asked())
    try:
        opening = act.write_opening(draft=draft, by=member, now=clock.now())
    except Refused as refused:
        return _again(request, form, None, refused.sentence)
    return _kept(request, opening, questions)


@team_page(Right.RUN_OPENINGS)
@FORM
def edit(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Change a brief."""
    member = member_of(request)
    opening = opening_for(member, slug)
    if request.method != "POST":
        form = BriefForm(instance=opening, initial=first_values(opening))
        known = lines(str(form.initial["must_haves"]))
        return _page(request, form, questions_form(opening, must_haves=known), opening)
    # The form works on a copy: what it was given is compared with what is stored.
    form = BriefForm(request.POST, instance=opening_for(member, slug))
    questions = _questions(request, opening)
    if "more" in request.POST or not (form.is_valid() & questions.is_valid()):
        return _again(request, form, opening)
    draft = form.draft(questions.asked())
    try:
        act.change_opening(opening=opening, draft=draft, by=member, now=clock.now())
    except Refused as refused:
        return _again(request, form, opening, refused.sentence)
    return _kept(request, opening, questions)


@team_page(Right.RUN_OPENINGS)
@require_safe
def preview(request: HttpRequest, slug: str) -> HttpResponse:
    """The page as the world will see it, whatever state the opening is in."""
    opening = opening_for(member_of(request), slug)
    note = _("This is how the page will look. Nothing can be sent from here.")
    return pages.opening_page(request, opening, now=clock.now(), resting=note)


@team_page(Right.RUN_OPENINGS)
@require_POST
def publish(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Show a draft to the world."""
    member = member_of(request)
    act.publish_opening(opening=opening_for(member, slug), by=member, now=clock.now())
    messages.success(request, _("It is on the careers pages now."))
    return redirect("desk:opening_brief", slug)


@team_page(Right.RUN_OPENINGS)
@require_POST
def pause(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Take no new applications."""
    member = member_of(request)
    act.pause_opening(opening=opening_for(member, slug), by=member, now=clock.now())
    messages.success(
        request,
        _("Nobody new can apply and nobody is interviewed. Everyone in it still hears from you."),
    )
    return redirect("desk:board", slug)


@team_page(Right.RUN_OPENINGS)
@require_POST
def resume(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Take applications again."""
    member = member_of(request)
    act.resume_opening(opening=opening_for(member, slug), by=member, now=clock.now())
    messages.success(request, _("People can apply again."))
    return redirect("desk:board", slug)


@team_page(Right.RUN_OPENINGS)
@require_POST
def drop(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Give a draft up."""
    member = member_of(request)
    act.drop_draft(opening=opening_for(member, slug), by=member, now=clock.now())
    messages.success(request, _("The draft is closed."))
    return redirect("desk:openings")


def _must_haves(request: HttpRequest) -> list[str]:
    return lines(request.POST.get("must_haves", ""))


def _questions(request: HttpRequest, opening: Opening | None) -> Questions:
    return questions_form(opening, request.POST, must_haves=_must_haves(request))


def _again(
    request: HttpRequest, form: BriefForm, opening: Opening | None, refused: str = ""
) -> HttpResponse:
    """The form with all that was typed; with more blank questions when those were asked for."""
    questions = _questions(request, opening)
    if "more" not in request.POST:
        return _page(request, form, questions, opening, refused=refused, status=WRONG)
    data = request.POST.copy()
    total = int(data.get("questions-TOTAL_FORMS") or 0) if data else 0
    data["questions-TOTAL_FORMS"] = str(total + ADDED)
    more = questions_form(opening, data, must_haves=_must_haves(request))
    return _page(request, form, more, opening)


def _page(
    request: HttpRequest,
    form: BriefForm,
    questions: Questions,
    opening: Opening | None = None,
    *,
    refused: str = "",
    status: int = 200,
) -> HttpResponse:
    context = {
        "here": "openings",
        "form": form,
        "questions": questions,
        "opening": opening,
        "refused": refused,
        "blank": BLANK,
    }
    return render(request, "careers/openings/edit.html", context, status=status)


def _kept(request: HttpRequest, opening: Opening, questions: Questions) -> HttpResponseBase:
    number = len(questions.asked())
    messages.success(request, _("The brief is kept."))
    if number > MANY:
        words = _(
            "The form asks {number} questions. Each one costs you people who would have applied."
        )
        messages.warning(request, words.format(number=number))
    return redirect("desk:opening_brief", opening.slug)
