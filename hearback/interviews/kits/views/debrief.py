"""The debrief: where those who met somebody agree, where not, and whose word is still missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hearback.accounts.access import Right, member_of, team_page
from hearback.interviews.kits import actions as act
from hearback.interviews.kits import queries as read
from hearback.interviews.kits.debrief_page import debrief_page
from hearback.kit import clock

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse, HttpResponseBase


@team_page()
@require_safe
def debrief(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What everybody saw of one person, criterion by criterion."""
    member = member_of(request)
    application = read.application_met(member, public_id)
    context = debrief_page(application, member, now=clock.now())
    return render(request, "interviews/debrief.html", context)


@team_page(Right.ANSWER)
@require_POST
def remind(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """Write to somebody whose scorecard is waited for."""
    member = member_of(request)
    panelist = read.panel_member(member, public_id)
    act.remind(panelist=panelist, by=member, now=clock.now())
    messages.success(request, _("{name} is reminded.").format(name=panelist.member.name))
    return redirect("kits:debrief", panelist.interview.application.public_id)


@team_page(Right.ANSWER)
@require_POST
def waive(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """Decide without somebody's scorecard, with the reason."""
    member = member_of(request)
    panelist = read.panel_member(member, public_id)
    reason = request.POST.get("reason", "")
    act.waive(panelist=panelist, reason=reason, by=member, now=clock.now())
    words = _("The decision does not wait for {name}.").format(name=panelist.member.name)
    messages.success(request, words)
    return redirect("kits:debrief", panelist.interview.application.public_id)
