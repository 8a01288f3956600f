"""The pages on which one person is answered: a form, the letter beside it, and the press."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from hearback.accounts.access import Right, member_of, team_page
from hearback.answers import queries
from hearback.answers.actions.decide import find_moment, refuse_unless_free
from hearback.answers.errands import DECLINE, HIRE, HOLD, ONWARD, Errand
from hearback.answers.forms.fields import still_missing
from hearback.answers.preview import Preview, preview_of
from hearback.answers.readiness import waiting
from hearback.answers.views.undo import decided
from hearback.kit import clock
from hearback.kit.errors import Refused
from hearback.kit.htmx import page_or_fragment, wants_fragment

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse, HttpResponseBase

    from hearback.answers.forms.single import AnswerForm

FORM = require_http_methods(["GET", "HEAD", "POST"])
WRONG = 422


@team_page(Right.ANSWER)
@FORM
def onward(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """Tell somebody that it goes on."""
    initial = {"stage": request.GET["stage"]} if request.GET.get("stage", "").isdigit() else {}
    return _answer(request, public_id, ONWARD, initial)


@team_page(Right.ANSWER)
@FORM
def hold(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """Give somebody a new date."""
    return _answer(request, public_id, HOLD, {})


@team_page(Right.ANSWER)
@FORM
def decline(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """Tell somebody no."""
    return _answer(request, public_id, DECLINE, {})


@team_page(Right.ANSWER)
@FORM
def hire(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """Tell somebody that the job is theirs."""
    return _answer(request, public_id, HIRE, {})


def _answer(
    request: HttpRequest, public_id: UUID, errand: Errand, initial: dict[str, Any]
) -> HttpResponseBase:
    """Show the form with its letter; send the letter once it was seen as it is."""
    member, now = member_of(request), clock.now()
    application = queries.free_application(member, public_id)
    known: dict[str, Any] = {"application": application, "member": member, "now": now}
    if request.method != "POST":
        refuse_unless_free(application, by=member)
        form = errand.form(initial=initial, **known)
        opened = errand.form(form.as_opened(), **known)
        return _page(request, errand, form, letter_of(errand, opened, now=now), opened)
    form = errand.form(request.POST, **known)
    shown = letter_of(errand, form, now=now)
    act = request.POST.get("act")
    if shown is None or act == "preview" or request.POST.get("seen") != shown.seen:
        was_changed = shown is not None and act != "preview"
        return _page(request, errand, form, shown, form, was_changed=was_changed)
    answer = errand.act(form, send_now=act == "now", by=member, now=now)
    decided(request, answer)
    return redirect("desk:application", public_id)


def letter_of(errand: Errand, form: AnswerForm, *, now: datetime) -> Preview | None:
    """The letter of a filled form, or None with the form saying what is missing."""
    if not form.is_valid():
        return None
    application, member = form.application, form.member
    try:
        letter = errand.letter(application, form.cleaned_data, by=member, now=now)
    except Refused as refused:
        form.add_error(None, refused.sentence)
        return None
    leaves = find_moment(application, news=errand.news, send_now=False, now=now)
    return preview_of(letter, leaves, member, now=now)


def _page(
    request: HttpRequest,
    errand: Errand,
    form: AnswerForm,
    shown: Preview | None,
    filled: AnswerForm,
    *,
    was_changed: bool = False,
) -> HttpResponse:
    context = {
        "here": "openings",
        "application": form.application,
        "title": str(errand.title).format(name=form.application.name),
        "kind": errand.kind,
        "form": form,
        "shown": shown,
        "missing": still_missing(filled),
        "was_changed": was_changed,
        "waits": None if errand.kind == HOLD.kind else waiting(form.application, now=form.now),
        "zone": form.member.zone,
    }
    wrong = form.is_bound and shown is None and not wants_fragment(request)
    status = WRONG if wrong else 200
    return page_or_fragment(request, "answers/single.html", "letter", context, status=status)
