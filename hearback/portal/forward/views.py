"""Say yes to some of it, no, or no longer; every press is a POST and leaves a receipt."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from hearback.clients import actions as act
from hearback.clients.queries import submission_of
from hearback.clients.words import consent_words, receipt_words
from hearback.kit import clock
from hearback.kit.errors import Refused, TooMany
from hearback.kit.throttle import throttle
from hearback.kit.visitors import client_address
from hearback.portal.forward.forms import ConsentForm
from hearback.portal.forward.journeys import journey_of
from hearback.portal.private import opened_by, private, rested

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse, HttpResponseBase

    from hearback.clients.models import Submission

PER_CLIENT = 60
PRESSES = {"yes", "no", "back"}


@private()
@require_http_methods(["GET", "HEAD", "POST"])
def forward(request: HttpRequest, token: str, public_id: UUID) -> HttpResponseBase:
    """The question with its boxes; looking changes nothing."""
    now = clock.now()
    application = opened_by(token, now=now)
    submission = submission_of(application, public_id) if application else None
    if submission is None:
        return rested(request)
    if request.method != "POST" or request.POST.get("act") not in PRESSES:
        return _page(request, token, submission, now=now)
    try:
        throttle("portal.forward", client_address(request), PER_CLIENT, timedelta(hours=1), now)
        _press(request, submission, now=now)
    except (Refused, TooMany) as why:
        submission.refresh_from_db()
        return _page(request, token, submission, now=now, refused=why)
    return redirect(f"{reverse('portal:status', args=[token])}#forward")


def _press(request: HttpRequest, submission: Submission, *, now: datetime) -> None:
    form = ConsentForm(request.POST, submission=submission)
    allowed = form.cleaned_data["allowed"] if form.is_valid() else []
    if request.POST["act"] == "yes":
        shown = receipt_words(submission, allowed)
        act.say_yes(submission=submission, allowed=allowed, shown=shown, now=now)
    elif request.POST["act"] == "no":
        act.say_no(submission=submission, shown=consent_words(submission), now=now)
    else:
        shown = consent_words(submission)
        act.take_consent_back(submission=submission, shown=shown, now=now)


def _page(
    request: HttpRequest,
    token: str,
    submission: Submission,
    *,
    now: datetime,
    refused: Refused | TooMany | None = None,
) -> HttpResponse:
    context = {
        "application": submission.application,
        "journey": journey_of(submission, None, now=now),
        "refused": refused.sentence if refused else "",
        "contact": submission.by,
        "token": token,
    }
    status = refused.status if refused else 200
    return render(request, "portal/forward/forward.html", context, status=status)
