"""Setting, moving and calling off a meeting with a client."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from hearback.accounts.access import Right, member_of, team_page
from hearback.clients import actions as act
from hearback.clients.forms import say_wrong
from hearback.clients.meeting_forms import MeetingForm, OffForm, first_values
from hearback.clients.models import Wish
from hearback.clients.queries import contacts_at, meeting_for
from hearback.clients.views.companies import FORM, WRONG
from hearback.inbox.callbacks.words import town
from hearback.kit import clock
from hearback.kit.errors import Invalid, Refused
from hearback.kit.sent import sent
from hearback.pipeline.queries import application_for

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse, HttpResponseBase

    from hearback.clients.models import Meeting
    from hearback.pipeline.models import Application


@team_page(Right.ANSWER)
@FORM
def new(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """A candidate meets somebody at their opening's client."""
    member, now = member_of(request), clock.now()
    application = application_for(member, public_id)
    client = application.opening.client
    if client is None:
        raise Refused(_("This opening is for no client. Choose one in its brief first."))
    zone = application.opening.place.zone
    with timezone.override(ZoneInfo(zone)):
        form = MeetingForm(sent(request), contacts=contacts_at(client))
        if form.is_valid():
            try:
                act.set_meeting(
                    application=application,
                    contact=form.cleaned_data["contact"],
                    place=form.place(zone),
                    by=member,
                    now=now,
                    looked=form.looked,
                )
                return _told(request, application)
            except (Invalid, Refused) as wrong:
                say_wrong(form, wrong)
        return _page(request, form, application, zone)


@team_page(Right.ANSWER)
@FORM
def move(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """Another time or another place, and why."""
    member, now = member_of(request), clock.now()
    meeting = meeting_for(member, public_id)
    with timezone.override(ZoneInfo(meeting.zone)):
        first = first_values(meeting)
        form = MeetingForm(sent(request), contacts=(), moving=meeting, initial=first)
        if form.is_valid():
            try:
                act.move_meeting(
                    meeting=meeting,
                    place=form.place(meeting.zone),
                    reason=form.cleaned_data["reason"],
                    by=member,
                    now=now,
                    looked=form.looked,
                    wish=Wish(form.cleaned_data["wish"]),
                )
                return _told(request, meeting.application)
            except (Invalid, Refused) as wrong:
                say_wrong(form, wrong)
        return _page(request, form, meeting.application, meeting.zone, meeting)


@team_page(Right.ANSWER)
@FORM
def off(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """It does not take place, and why."""
    member = member_of(request)
    meeting = meeting_for(member, public_id)
    form = OffForm(sent(request))
    if form.is_valid():
        reason, wish = form.cleaned_data["reason"], Wish(form.cleaned_data["wish"])
        act.call_off(meeting=meeting, reason=reason, by=member, now=clock.now(), wish=wish)
        return _told(request, meeting.application)
    context = {"here": "openings", "form": form, "meeting": meeting}
    status = WRONG if form.errors else 200
    return render(request, "clients/meeting_off.html", context, status=status)


def _told(request: HttpRequest, application: Application) -> HttpResponseBase:
    messages.success(request, _("Both sides are told."))
    return redirect("desk:application", application.public_id)


def _page(
    request: HttpRequest,
    form: MeetingForm,
    application: Application,
    zone: str,
    meeting: Meeting | None = None,
) -> HttpResponse:
    context = {
        "here": "openings",
        "form": form,
        "application": application,
        "meeting": meeting,
        "clock": town(zone),
    }
    status = WRONG if form.errors else 200
    return render(request, "clients/meeting.html", context, status=status)
