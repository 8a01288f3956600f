"""How it was: the page with four questions, for the candidate and for whoever took part."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from hearback.interviews.asked import actions as act
from hearback.interviews.asked.forms import AskedForm, PanelForm, first_values
from hearback.interviews.asked.queries import asked_of, said_before
from hearback.interviews.day.actions import deny
from hearback.interviews.day.queries import denied_ending
from hearback.interviews.models import InterviewState
from hearback.interviews.queries import interview_of
from hearback.kit import clock
from hearback.kit.errors import Invalid, Refused, TooMany
from hearback.kit.sent import sent
from hearback.kit.throttle import throttle
from hearback.kit.visitors import client_address
from hearback.portal.circle.word import word_context
from hearback.portal.private import opened_by, private, rested
from hearback.portal.said.part import keep_woven, woven
from hearback.portal.seat.door import taken_by
from hearback.portal.word.press import shown_at

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from hearback.interviews.models import Interview, Panelist

PER_CLIENT = 30
# The field of the form that says there was no meeting, with the words they add.
NOT_HELD = "not_held"
FORM = require_http_methods(["GET", "HEAD", "POST"])


@private()
@FORM
def interview_after(request: HttpRequest, token: str, public_id: UUID) -> HttpResponse:
    """The candidate tells how it was."""
    application = opened_by(token, now=clock.now())
    interview = interview_of(application, public_id) if application else None
    if application is None or interview is None:
        return rested(request)
    if NOT_HELD in request.POST:
        return _not_held(request, interview, token)
    return _after(
        request, interview, None, back=reverse("portal:status", args=[token]), token=token
    )


@private()
@FORM
def seat_after(request: HttpRequest, token: str) -> HttpResponse:
    """Somebody of ours tells how it was."""
    panelist = taken_by(token, now=clock.now())
    if panelist is None:
        return rested(request)
    return _after(request, panelist.interview, panelist, back="")


def _not_held(request: HttpRequest, interview: Interview, token: str) -> HttpResponse:
    """They say that it did not take place; a person finds out, and nothing is decided by it."""
    now, back = clock.now(), reverse("portal:status", args=[token])
    context = _context(interview, None, token) | {"back": back, "form": AskedForm()}
    try:
        throttle("portal.asked_after", client_address(request), PER_CLIENT, timedelta(hours=1), now)
        deny(interview=interview, words=request.POST.get(NOT_HELD, ""), now=now)
    except (Refused, TooMany) as why:
        context["refused"] = why.sentence
        return render(request, "portal/asked/after.html", context, status=why.status)
    return render(request, "portal/asked/not_held.html", context)


def _after(
    request: HttpRequest,
    interview: Interview,
    panelist: Panelist | None,
    *,
    back: str,
    token: str = "",
) -> HttpResponse:
    now = clock.now()
    kind = PanelForm if panelist else AskedForm
    form = kind(sent(request), initial=first_values(said_before(interview, panelist)))
    asked = None if panelist else woven(interview.application, sent(request), now=now)
    context = _context(interview, panelist, token) | {"form": form, "back": back}
    context |= {"everybody": asked[1] if asked else None, "shown": shown_at(now)}
    if not form.is_valid() or (asked and not asked[1].is_valid()):
        status = 422 if form.is_bound else 200
        return render(request, "portal/asked/after.html", context, status=status)
    try:
        throttle("portal.asked_after", client_address(request), PER_CLIENT, timedelta(hours=1), now)
        # Both or neither: what is refused says that nothing was changed.
        with transaction.atomic():
            keep_woven(request, asked, now=now)
            _tell(interview, panelist, form, now=now)
    except (Refused, Invalid, TooMany) as why:
        context["refused"] = why.sentence
        return render(request, "portal/asked/after.html", context, status=why.status)
    context["wants_contact"] = form.cleaned_data["contact"]
    return render(request, "portal/asked/thanks.html", context)


def _context(interview: Interview, panelist: Panelist | None, token: str) -> dict[str, Any]:
    """What the page says besides its form; to a candidate it puts the open question first."""
    asked, before = asked_of(interview, panelist), said_before(interview, panelist)
    application = interview.application
    context: dict[str, Any] = {
        "interview": interview,
        "application": application,
        "panelist": panelist,
        "contact": interview.coordinator if panelist else application.owner,
        "asked": asked,
        "may_deny": panelist is None and interview.state == InterviewState.BOOKED,
        "denied": denied_ending(interview) if panelist is None else None,
        "may_tell": asked is not None and (asked.answered_at is None or before is not None),
    }
    if panelist is None:
        context |= word_context(application, interview.public_id, token=token)
    return context


def _tell(
    interview: Interview, panelist: Panelist | None, form: AskedForm, *, now: datetime
) -> None:
    act.tell(interview=interview, panelist=panelist, told=form.told(), now=now)
    if form.cleaned_data["contact"]:
        act.want_contact(interview=interview, panelist=panelist, now=now)
