"""Reasons for a no: wordings the team shares, each read here as a letter would say it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hearback.accounts.access import Right, member_of, team_page
from hearback.answers import actions, queries
from hearback.answers.forms.library import ReasonForm
from hearback.answers.views.kept import kept
from hearback.kit import clock
from hearback.kit.sent import sent

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from hearback.answers.models import DeclineReason


@team_page(Right.SETTINGS)
@require_safe
def reasons(request: HttpRequest) -> HttpResponse:
    """Every wording as it reads about something a job here needs."""
    example = queries.example_criterion()
    shown = [(one, queries.reason_as_read(one.words, example)) for one in queries.every_reason()]
    context = {"here": "settings", "reasons": shown, "example": example}
    context["is_any_offered"] = any(reason.is_offered for reason, _read in shown)
    return render(request, "answers/library/reasons.html", context)


@team_page(Right.SETTINGS)
def reason_new(request: HttpRequest) -> HttpResponse:
    """A new wording."""
    form = ReasonForm(sent(request))
    if "show" in request.POST or not kept(form, lambda: _save(request, None, form)):
        return _page(request, form)
    messages.success(request, _("Added. It can be chosen with the next no."))
    return redirect("answers:reasons")


@team_page(Right.SETTINGS)
def reason(request: HttpRequest, pk: int) -> HttpResponse:
    """One wording: its words, and how they read."""
    shown = queries.reason_by(pk)
    form = ReasonForm(sent(request), instance=queries.reason_by(pk))
    if "show" in request.POST or not kept(form, lambda: _save(request, shown, form)):
        return _page(request, form, reason=shown)
    messages.success(request, _("Saved. Letters written from now on say so."))
    return redirect("answers:reasons")


@team_page(Right.SETTINGS)
@require_POST
def offer_reason(request: HttpRequest, pk: int) -> HttpResponse:
    """Offer it again."""
    actions.offer(queries.reason_by(pk), by=member_of(request), now=clock.now())
    messages.success(request, _("Offered."))
    return redirect("answers:reasons")


@team_page(Right.SETTINGS)
@require_POST
def stop_reason(request: HttpRequest, pk: int) -> HttpResponse:
    """Offer it no more."""
    actions.stop_offering(queries.reason_by(pk), by=member_of(request), now=clock.now())
    messages.success(request, _("No longer offered. Answers given with it keep their words."))
    return redirect("answers:reasons")


def _page(request: HttpRequest, form: ReasonForm, **more: Any) -> HttpResponse:
    """The form, with what its words would read like."""
    example, words = queries.example_criterion(), str(form["words"].value() or "")
    read = queries.reason_as_read(words, example) if words.strip() else ""
    context = {"here": "settings", "form": form, "read": read, "example": example, **more}
    return render(request, "answers/library/reason.html", context)


def _save(request: HttpRequest, shown: DeclineReason | None, form: ReasonForm) -> DeclineReason:
    return actions.save_reason(
        reason=shown, **form.cleaned_data, by=member_of(request), now=clock.now()
    )
