"""The settings of the house: what there is to set, what changed lately, organisation and teams."""

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
from hearback.team.forms.settings import OrganisationForm, TeamForm

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@team_page(Right.SETTINGS)
@require_safe
def settings(request: HttpRequest) -> HttpResponse:
    """What can be set, what is still missing, and what was changed lately by whom."""
    member = member_of(request)
    context = {
        "here": "settings",
        "missing": house.what_is_missing(),
        "counts": house.counts(),
        "changes": house.recent_changes(),
        "zone": member.zone,
    }
    return render(request, "team/settings/index.html", context)


@team_page(Right.SETTINGS)
def organisation(request: HttpRequest) -> HttpResponse:
    """Name, addresses, and what every letter says at its foot."""
    form = OrganisationForm(sent(request), instance=the_organisation())
    if request.method != "POST" or not form.is_valid():
        return render(
            request, "team/settings/organisation.html", {"here": "settings", "form": form}
        )
    actions.change_organisation(form.cleaned_data, by=member_of(request), now=clock.now())
    messages.success(request, _("Saved. Letters written from now on say so."))
    return redirect("team:settings")


@team_page(Right.SETTINGS)
def teams(request: HttpRequest) -> HttpResponse:
    """The teams, and a new one."""
    form = TeamForm(sent(request))
    if request.method != "POST" or not form.is_valid():
        context = {"here": "settings", "form": form, "teams": house.teams()}
        return render(request, "team/settings/teams.html", context)
    team = actions.add_team(**form.cleaned_data, by=member_of(request), now=clock.now())
    messages.success(request, _("There is a team {name} now.").format(name=team.name))
    return redirect("team:teams")


@team_page(Right.SETTINGS)
def team(request: HttpRequest, pk: int) -> HttpResponse:
    """Another name for a team."""
    shown = house.team(pk)
    form = TeamForm(sent(request), instance=shown)
    if request.method != "POST" or not form.is_valid():
        context = {"here": "settings", "form": form, "team": house.team(pk)}
        return render(request, "team/settings/team.html", context)
    actions.rename_team(house.team(pk), **form.cleaned_data, by=member_of(request), now=clock.now())
    messages.success(request, _("Saved."))
    return redirect("team:teams")


@team_page(Right.SETTINGS)
@require_POST
def remove_team(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove a team nobody is in."""
    actions.remove_team(house.team(pk), by=member_of(request), now=clock.now())
    messages.success(request, _("Removed."))
    return redirect("team:teams")
