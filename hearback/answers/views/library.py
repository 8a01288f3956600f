"""Resources: what helps somebody we turn down, from elsewhere or another opening here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hearback.accounts.access import Right, member_of, team_page
from hearback.answers import actions, queries
from hearback.answers.forms.library import AddOpeningForm, ResourceForm, ShelvedOpeningForm
from hearback.answers.models import ResourceKind
from hearback.answers.views.kept import kept
from hearback.kit import clock
from hearback.kit.sent import sent
from hearback.rules.wall import local_day, zone_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from hearback.answers.models import Resource


@team_page(Right.SETTINGS)
@require_safe
def resources(request: HttpRequest) -> HttpResponse:
    """Everything that helps, what is offered of it, and what somebody should look at again."""
    shelves = queries.shelves(today=local_day(clock.now(), zone_of(member_of(request).zone)))
    context = {
        "here": "settings",
        "shelves": shelves,
        "openings": queries.openings_on_shelf(),
        "is_any_offered": any(one.resource.is_offered for one in shelves),
    }
    return render(request, "answers/library/resources.html", context)


@team_page(Right.SETTINGS)
def resource_new(request: HttpRequest) -> HttpResponse:
    """A new resource from elsewhere; beside it, another opening to offer."""
    form = ResourceForm(sent(request))
    if not kept(form, lambda: _save(request, None, form)):
        return _new_page(request, form, AddOpeningForm())
    messages.success(request, _("Added to the library."))
    return redirect("answers:resources")


@team_page(Right.SETTINGS)
@require_POST
def add_opening(request: HttpRequest) -> HttpResponse:
    """Put another opening into the library."""
    adding, now = AddOpeningForm(request.POST), clock.now()
    by = member_of(request)
    if not kept(adding, lambda: actions.offer_opening(**adding.cleaned_data, by=by, now=now)):
        return _new_page(request, ResourceForm(), adding)
    messages.success(request, _("Added. It is offered as long as it takes applications."))
    return redirect("answers:resources")


@team_page(Right.SETTINGS)
def resource(request: HttpRequest, pk: int) -> HttpResponse:
    """One resource's words, and whether it is offered."""
    shown = queries.resource_by(pk)
    fitting = ShelvedOpeningForm if shown.kind == ResourceKind.OPENING else ResourceForm
    form = fitting(sent(request), instance=queries.resource_by(pk))
    if not kept(form, lambda: _save(request, shown, form)):
        context = {"here": "settings", "form": form, "resource": shown}
        return render(request, "answers/library/resource.html", context)
    messages.success(request, _("Saved. Letters written from now on say so."))
    return redirect("answers:resources")


@team_page(Right.SETTINGS)
@require_POST
def offer_resource(request: HttpRequest, pk: int) -> HttpResponse:
    """Offer it again, or say that it was looked at today."""
    actions.offer(queries.resource_by(pk), by=member_of(request), now=clock.now())
    messages.success(request, _("Offered, and noted as looked at today."))
    return redirect("answers:resources")


@team_page(Right.SETTINGS)
@require_POST
def stop_resource(request: HttpRequest, pk: int) -> HttpResponse:
    """Offer it no more."""
    actions.stop_offering(queries.resource_by(pk), by=member_of(request), now=clock.now())
    messages.success(request, _("No longer offered. Answers given with it keep it."))
    return redirect("answers:resources")


def _new_page(request: HttpRequest, form: ResourceForm, adding: AddOpeningForm) -> HttpResponse:
    context = {"here": "settings", "form": form, "adding": adding}
    return render(request, "answers/library/resource_new.html", context)


def _save(
    request: HttpRequest, shown: Resource | None, form: ResourceForm | ShelvedOpeningForm
) -> Resource:
    """Store what the form says; an opening stays one, and its page is its address."""
    values: dict[str, Any] = {"kind": ResourceKind.OPENING, "url": "", **form.cleaned_data}
    return actions.save_resource(resource=shown, **values, by=member_of(request), now=clock.now())
