"""Rooms and limits: the settings of interviews."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from hearback.accounts.access import Right, member_of, team_page
from hearback.interviews.plan import actions as act
from hearback.interviews.plan import queries
from hearback.interviews.plan.settings_forms import NewRoomForm, RoomForm, limit_forms
from hearback.kit import clock
from hearback.kit.errors import Refused
from hearback.kit.sent import sent

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, HttpResponseBase

WRONG = 422


@team_page(Right.SETTINGS)
def rooms(request: HttpRequest) -> HttpResponseBase:
    """Every room by its place, and a new one."""
    form = NewRoomForm(sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            room = act.add_room(form.cleaned_data, by=member_of(request), now=clock.now())
        except Refused as refused:
            form.add_error("name", refused.sentence)
        else:
            messages.success(request, _("“{name}” can be booked now.").format(name=room.name))
            return redirect("plan:rooms")
    context = {"here": "settings", "form": form, "rooms": queries.all_rooms()}
    return render(request, "interviews/plan/rooms.html", context, status=_status(form))


@team_page(Right.SETTINGS)
def room(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One room: its name, how to find it."""
    shown = queries.room_by(pk)
    form = RoomForm.of(shown, sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            act.change_room(shown, form.cleaned_data, by=member_of(request), now=clock.now())
        except Refused as refused:
            form.add_error("name", refused.sentence)
        else:
            messages.success(request, _("Saved. Itineraries say so from now on."))
            return redirect("plan:rooms")
    context = {"here": "settings", "form": form, "room": shown}
    return render(request, "interviews/plan/room.html", context, status=_status(form))


@team_page(Right.SETTINGS)
@require_POST
def retire_room(request: HttpRequest, pk: int) -> HttpResponse:
    """Book nothing new in a room."""
    shown = queries.room_by(pk)
    booked = act.retire_room(shown, by=member_of(request), now=clock.now())
    words = _("Nothing new is booked in “{name}”.").format(name=shown.name)
    if booked:
        stays = ngettext("{n} meeting stays there.", "{n} meetings stay there.", booked)
        words = f"{words} {stays.format(n=booked)}"
    messages.success(request, words)
    return redirect("plan:rooms")


@team_page(Right.SETTINGS)
@require_POST
def bring_room_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a retired room be booked again."""
    shown = queries.room_by(pk)
    act.bring_room_back(shown, by=member_of(request), now=clock.now())
    messages.success(request, _("“{name}” can be booked again.").format(name=shown.name))
    return redirect("plan:rooms")


@team_page(Right.SETTINGS)
@require_POST
def remove_room(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete a room nobody ever met in."""
    act.remove_room(queries.room_by(pk), by=member_of(request), now=clock.now())
    messages.success(request, _("Removed."))
    return redirect("plan:rooms")


@team_page(Right.SETTINGS)
def limits(request: HttpRequest) -> HttpResponseBase:
    """How many parts of interviews each takes a day and a week."""
    forms = limit_forms(sent(request))
    mended = [form.is_valid() for form in forms]  # each says what is wrong with its own row
    if request.method == "POST" and all(mended):
        wanted = {
            form.member: (form.cleaned_data["per_day"], form.cleaned_data["per_week"])
            for form in forms
        }
        act.set_limits(wanted, by=member_of(request), now=clock.now())
        messages.success(request, _("Saved. What is booked already stays."))
        return redirect("plan:limits")
    is_wrong = request.method == "POST"
    context = {"here": "settings", "forms": forms, "is_wrong": is_wrong}
    return render(
        request, "interviews/plan/limits.html", context, status=WRONG if is_wrong else 200
    )


def _status(form: RoomForm) -> int:
    return WRONG if form.errors else 200
