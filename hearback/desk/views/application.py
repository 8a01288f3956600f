"""One application: the case on one side, the papers beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hearback.accounts.access import Right, may, member_of, team_page
from hearback.answers.actions.move_quietly import move_quietly
from hearback.desk.case import case_page
from hearback.desk.forms import HandOver, LogCall, Move
from hearback.inbox.actions import log_call
from hearback.kit import clock
from hearback.kit.errors import Invalid
from hearback.kit.sent import sent
from hearback.pipeline.queries import application_for
from hearback.team.actions.hand_over_one import hand_over_application

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse, HttpResponseBase

WRONG = 422
FORM = require_http_methods(["GET", "HEAD", "POST"])


@team_page()
@require_safe
def application(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Everything about one application, and the answer it waits for."""
    member, now = member_of(request), clock.now()
    found = application_for(member, public_id)
    context = case_page(found, member, now=now)
    if may(member, Right.ANSWER) and context["is_open"]:
        context["hand_over_form"] = HandOver(owner=found.owner)
    return render(request, "desk/application.html", context)


@team_page(Right.ANSWER)
@require_POST
def hand_over(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """Let a colleague look after this application and owe what was promised."""
    member = member_of(request)
    found = application_for(member, public_id)
    form = HandOver(request.POST, owner=found.owner)
    if not form.is_valid():
        raise Invalid(_("Choose who takes over."))
    to = form.cleaned_data["to"]
    hand_over_application(application=found, to=to, by=member, now=clock.now())
    messages.success(request, _("{name} looks after it now.").format(name=to.name))
    return redirect("desk:application", public_id)


@team_page(Right.ANSWER)
@FORM
def move(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """Where a card goes, and whether the candidate is told; telling goes on to the letter."""
    member = member_of(request)
    found = application_for(member, public_id)
    form = Move(sent(request), here=found.stage, to=request.GET.get("to"))
    if not form.is_valid():
        status = WRONG if form.is_bound else 200
        context = {"here": "openings", "form": form, "application": found}
        return render(request, "desk/move.html", context, status=status)
    stage = form.cleaned_data["stage"]
    if "quietly" not in request.POST:
        return redirect(f"{reverse('answers:onward', args=[public_id])}?stage={stage.pk}")
    move_quietly(application=found, to_stage=stage, by=member, now=clock.now())
    said = _("{name} is in {stage} now. Nothing was sent, and what you promised still stands.")
    messages.success(request, said.format(name=found.name, stage=stage.name))
    return redirect("desk:board", found.opening.slug)


@team_page(Right.ANSWER)
@FORM
def call(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """Note a call that was made; it may keep what was promised."""
    member, now = member_of(request), clock.now()
    found = application_for(member, public_id)
    with timezone.override(ZoneInfo(member.zone)):
        form = LogCall(sent(request), zone=member.zone, now=now)
        if not form.is_valid():
            status = WRONG if form.is_bound else 200
            context = {"here": "openings", "form": form, "application": found}
            return render(request, "desk/call.html", context, status=status)
    log_call(application=found, **form.cleaned_data, by=member, now=now)
    messages.success(request, _("Noted."))
    return redirect("desk:application", public_id)
