"""Places: where people work, and the days their doors are closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hearback.accounts.access import Right, member_of, team_page
from hearback.accounts.queries import the_organisation
from hearback.kit import clock
from hearback.kit.sent import sent
from hearback.team import actions, house
from hearback.team.forms.settings import ClosedDayForm, PlaceForm

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@team_page(Right.SETTINGS)
@require_safe
def places(request: HttpRequest) -> HttpResponse:
    """Every place with the next day its doors are closed."""
    now = clock.now()
    shown = [(place, house.days_off(place, now=now)[:1]) for place in house.places()]
    return render(request, "team/settings/places.html", {"here": "settings", "places": shown})


@team_page(Right.SETTINGS)
def add_place(request: HttpRequest) -> HttpResponse:
    """A new place."""
    form = PlaceForm(sent(request), initial={"zone": the_organisation().zone})
    if request.method != "POST" or not form.is_valid():
        return render(request, "team/settings/add_place.html", {"here": "settings", "form": form})
    place = actions.add_place(form.cleaned_data, by=member_of(request), now=clock.now())
    messages.success(request, _("Added. Check the days its doors are closed."))
    return redirect("team:place", pk=place.pk)


@team_page(Right.SETTINGS)
def place(request: HttpRequest, pk: int) -> HttpResponse:
    """One place: its address, its next days off, and its own closed days."""
    now = clock.now()
    form = PlaceForm(sent(request), instance=house.place(pk))
    if request.method != "POST" or not form.is_valid():
        shown = house.place(pk)
        context = {"here": "settings", "form": form, "place": shown, "closing": ClosedDayForm()}
        context["days_off"] = house.days_off(shown, now=now)
        context["closed_days"] = house.closed_days(shown, now=now)
        return render(request, "team/settings/place.html", context)
    actions.change_place(house.place(pk), form.cleaned_data, by=member_of(request), now=now)
    messages.success(request, _("Saved. Promises made already keep their dates."))
    return redirect("team:place", pk=pk)


@team_page(Right.SETTINGS)
@require_POST
def remove_place(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove a place nobody works at."""
    actions.remove_place(house.place(pk), by=member_of(request), now=clock.now())
    messages.success(request, _("Removed."))
    return redirect("team:places")


@team_page(Right.SETTINGS)
@require_POST
def close_on(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a closed day."""
    shown, now = house.place(pk), clock.now()
    closing = ClosedDayForm(request.POST)
    if not closing.is_valid():
        context = {"here": "settings", "form": PlaceForm(instance=shown), "place": shown}
        context |= {"closing": closing, "days_off": house.days_off(shown, now=now)}
        context["closed_days"] = house.closed_days(shown, now=now)
        return render(request, "team/settings/place.html", context, status=422)
    actions.close_on(shown, **closing.cleaned_data, by=member_of(request), now=now)
    messages.success(request, _("Noted. Promises made from now on count it as a day off."))
    return redirect("team:place", pk=pk)


@team_page(Right.SETTINGS)
@require_POST
def open_on(request: HttpRequest, pk: int, day_id: int) -> HttpResponse:
    """Take a closed day back."""
    closed = house.closed_day(house.place(pk), day_id)
    actions.open_on(closed, by=member_of(request), now=clock.now())
    messages.success(request, _("Taken back."))
    return redirect("team:place", pk=pk)
