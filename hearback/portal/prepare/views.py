"""The pages that help prepare: the candidate's, with private notes, and the interviewer's."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.shortcuts import redirect, render
from django.utils import translation
from django.views.decorators.http import require_http_methods

from hearback.interviews.booking.words import when_words, zone_for
from hearback.interviews.models import AHEAD
from hearback.interviews.packs import actions as act
from hearback.interviews.packs.queries import (
    aims_of,
    covered_before,
    hopes_of,
    hosts_of,
    notes_of,
    topics_of,
)
from hearback.kit import clock
from hearback.kit.sent import sent
from hearback.kit.throttle import throttle
from hearback.kit.visitors import client_address
from hearback.portal.interviews.door import guests
from hearback.portal.prepare.forms import AimsForm, HopesForm, NotesForm
from hearback.portal.private import private, rested
from hearback.portal.seat.door import taken_by

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest, HttpResponse, HttpResponseBase

    from hearback.interviews.models import Interview, Panelist
    from hearback.portal.interviews.door import Guest

PER_CLIENT, WRONG = 120, 422
TO_COLLEAGUES = "en"
# Which of the two forms on the candidate's page a button belongs to.
HOPES, NOTES = "hopes", "notes"
FORM = require_http_methods(["GET", "HEAD", "POST"])


@guests
@FORM
def candidate(request: HttpRequest, guest: Guest) -> HttpResponseBase:
    """What it is about, what they aim at, what to tell them, and notes for oneself."""
    hopes, notes = _forms(request, guest.interview)
    if request.method == "POST":
        _slowly(request, now=guest.now)
        kept = _keep(guest, hopes, notes)
        if kept:
            here = redirect("portal:interview_prepare", *guest.names).url
            return redirect(f"{here}?told={kept}#{kept}")
    return _candidate_page(request, guest, hopes, notes)


def _forms(request: HttpRequest, interview: Interview) -> tuple[HopesForm, NotesForm]:
    """Both forms of the page; the one whose button was pressed holds what was sent."""
    posted, what, told = sent(request), request.POST.get("what", ""), hopes_of(interview)
    hopes = HopesForm(
        posted if what == HOPES else None,
        initial={name: getattr(told, name, "") for name in HopesForm.base_fields},
    )
    notes = NotesForm(
        posted if what == NOTES else None,
        topics=topics_of(interview),
        notes=notes_of(interview),
    )
    return hopes, notes


def _keep(guest: Guest, hopes: HopesForm, notes: NotesForm) -> str:
    """Keep what was sent; returns which of the two it was, "" when it was neither or wrong."""
    if hopes.is_bound and hopes.is_valid() and guest.interview.state in AHEAD:
        act.tell_hopes(interview=guest.interview, **hopes.cleaned_data, now=guest.now)
        return HOPES
    if notes.is_bound and notes.is_valid():
        act.keep_notes(interview=guest.interview, notes=notes.cleaned_data, now=guest.now)
        return NOTES
    return ""


def _candidate_page(
    request: HttpRequest, guest: Guest, hopes: HopesForm, notes: NotesForm
) -> HttpResponse:
    interview = guest.interview
    context = {
        "application": guest.application,
        "interview": interview,
        "contact": interview.coordinator,
        "when": when_words(interview, zone_for(guest.application)),
        "parts": [(topic, notes[topic.key]) for topic in notes.topics],
        "hosts": hosts_of(interview),
        "aims": aims_of(interview),
        "form": hopes,
        "notes": notes,
        "said": request.GET.get("told", ""),
        "is_ahead": interview.state in AHEAD,
        "token": guest.token,
    }
    status = _status(hopes, notes)
    return render(request, "portal/prepare/candidate.html", context, status=status)


@private()
@FORM
def seat(request: HttpRequest, token: str) -> HttpResponse:
    """Whom they meet, what that person hopes for and asks, and how to be a good host."""
    now = clock.now()
    panelist = taken_by(token, now=now)
    if panelist is None:
        return rested(request)
    with translation.override(TO_COLLEAGUES):
        told = getattr(panelist, "aims", None)
        form = AimsForm(
            sent(request),
            initial={name: getattr(told, name, "") for name in AimsForm.base_fields},
        )
        if form.is_bound and form.is_valid() and panelist.interview.state in AHEAD:
            _slowly(request, now=now)
            act.tell_aims(panelist=panelist, **form.cleaned_data, now=now)
            here = redirect("portal:seat_prepare", token).url
            return redirect(f"{here}?told=aims#aims")
        return _seat_page(request, panelist, form, token)


def _seat_page(
    request: HttpRequest, panelist: Panelist, form: AimsForm, token: str
) -> HttpResponse:
    interview = panelist.interview
    context = {
        "panelist": panelist,
        "interview": interview,
        "application": interview.application,
        "contact": interview.coordinator,
        "when": when_words(interview, panelist.member.zone),
        "topics": topics_of(interview),
        "fit": interview.application.fit,
        "hopes": hopes_of(interview),
        "covered": covered_before(interview),
        "form": form,
        "said": request.GET.get("told", ""),
        "is_ahead": interview.state in AHEAD,
        "token": token,
    }
    return render(request, "portal/prepare/seat.html", context, status=_status(form))


def _slowly(request: HttpRequest, *, now: datetime) -> None:
    throttle("portal.prepare", client_address(request), PER_CLIENT, timedelta(hours=1), now)


def _status(*forms: HopesForm | NotesForm | AimsForm) -> int:
    return WRONG if any(form.is_bound and form.errors for form in forms) else 200
