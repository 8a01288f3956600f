"""Stages: the team's word for each column of a board, and the candidate's sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hearback.accounts.access import Right, member_of, team_page
from hearback.kit import clock
from hearback.kit.sent import sent
from hearback.team import actions, house
from hearback.team.forms.settings import StageForm

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@team_page(Right.SETTINGS)
@require_safe
def stages(request: HttpRequest) -> HttpResponse:
    """Every stage in the order of the board."""
    return render(
        request, "team/settings/stages.html", {"here": "settings", "stages": house.stages()}
    )


@team_page(Right.SETTINGS)
def add_stage(request: HttpRequest) -> HttpResponse:
    """A new stage, after the last."""
    form = StageForm(sent(request))
    if request.method != "POST" or not form.is_valid():
        return render(request, "team/settings/stage.html", {"here": "settings", "form": form})
    actions.add_stage(form.cleaned_data, by=member_of(request), now=clock.now())
    messages.success(request, _("Added as the last stage. Move it where it belongs."))
    return redirect("team:stages")


@team_page(Right.SETTINGS)
def stage(request: HttpRequest, pk: int) -> HttpResponse:
    """One stage's words."""
    form = StageForm(sent(request), instance=house.stage(pk))
    if request.method != "POST" or not form.is_valid():
        context = {"here": "settings", "form": form, "stage": house.stage(pk)}
        return render(request, "team/settings/stage.html", context)
    actions.change_stage(house.stage(pk), form.cleaned_data, by=member_of(request), now=clock.now())
    messages.success(request, _("Saved. Status pages say it from now on."))
    return redirect("team:stages")


@team_page(Right.SETTINGS)
@require_POST
def move_earlier(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a stage come before its neighbour."""
    actions.move_stage(house.stage(pk), earlier=True, by=member_of(request), now=clock.now())
    return redirect("team:stages")


@team_page(Right.SETTINGS)
@require_POST
def move_later(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a stage come after its neighbour."""
    actions.move_stage(house.stage(pk), earlier=False, by=member_of(request), now=clock.now())
    return redirect("team:stages")


@team_page(Right.SETTINGS)
@require_POST
def remove_stage(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove a stage in which nobody ever was."""
    actions.remove_stage(house.stage(pk), by=member_of(request), now=clock.now())
    messages.success(request, _("Removed."))
    return redirect("team:stages")
