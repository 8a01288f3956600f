"""Two pages behind the candidate's link: their word after a meeting, and what we told them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from hearback.feedback.circle import actions as act
from hearback.feedback.circle.forms import HELPED, HelpedForm, tapped
from hearback.feedback.circle.models import Helped, Keen
from hearback.feedback.circle.queries import given_to
from hearback.inbox.spoken import reader_zone
from hearback.interviews.queries import interview_of
from hearback.kit import clock
from hearback.kit.errors import Refused, TooMany
from hearback.kit.sent import sent
from hearback.kit.throttle import throttle
from hearback.kit.visitors import client_address
from hearback.portal.circle.told import told
from hearback.portal.circle.word import word_context
from hearback.portal.private import opened_by, private, rested

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from hearback.feedback.circle.forms import KeenForm
    from hearback.feedback.circle.models import Feedback, Said
    from hearback.pipeline.models import Application

PER_CLIENT = 30
HOUR = timedelta(hours=1)
FORM = require_http_methods(["GET", "HEAD", "POST"])


@private()
@FORM
def keen(request: HttpRequest, token: str, subject: UUID) -> HttpResponse:
    """One tap and a line to the recruiter after a meeting; looking changes nothing."""
    application = opened_by(token, now=clock.now())
    word = (
        word_context(application, subject, token=token, post=sent(request)) if application else {}
    )
    if application is None or not word:
        return rested(request)
    form: KeenForm = word["word_form"]
    context = {"application": application, "contact": application.owner, **word}
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "portal/circle/keen.html", context, status=status)
    try:
        _say(request, word["said"], form)
    except (Refused, TooMany) as why:
        context["refused"] = why.sentence
        return render(request, "portal/circle/keen.html", context, status=why.status)
    return redirect(_back(application, subject, token))


def _say(request: HttpRequest, said: Said, form: KeenForm) -> None:
    now = clock.now()
    throttle("portal.keen", client_address(request), PER_CLIENT, HOUR, now)
    act.tell(
        said=said,
        tap=Keen(form.cleaned_data["tap"]),
        line=form.cleaned_data["line"],
        may_pass_on=form.cleaned_data["may_pass_on"],
        came=form.cleaned_data["came"],
        now=now,
    )


def _back(application: Application, subject: UUID, token: str) -> str:
    """The page that asked: an interview's has a second part, a client's meeting has none."""
    if interview_of(application, subject) is not None:
        return f"{reverse('portal:interview_after', args=[token, subject])}#word"
    return reverse("portal:keen", args=[token, subject])


@private()
@FORM
def feedback(request: HttpRequest, token: str) -> HttpResponse:
    """What we told a candidate, every version, and whether it helped; looking changes nothing."""
    application = opened_by(token, now=clock.now())
    versions = given_to(application) if application else []
    if application is None or not versions:
        return rested(request)
    newest = versions[0]
    form = HelpedForm(sent(request), initial={"line": newest.helped_line})
    context = _context(application, versions, token) | {"form": form}
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "portal/circle/feedback.html", context, status=status)
    try:
        _helped(request, newest, form)
    except TooMany as why:
        context["refused"] = why.sentence
        return render(request, "portal/circle/feedback.html", context, status=why.status)
    return redirect(f"{reverse('portal:feedback', args=[token])}#helped")


def _context(application: Application, versions: list[Feedback], token: str) -> dict[str, object]:
    newest = versions[0]
    return {
        "application": application,
        "contact": newest.approved_by,
        "told": told(versions, application.language),
        "zone": reader_zone(application).key,
        "buttons": HELPED,
        "helped_words": tapped(HELPED, newest.helped),
        "newest": newest,
        "token": token,
    }


def _helped(request: HttpRequest, newest: Feedback, form: HelpedForm) -> None:
    now = clock.now()
    throttle("portal.helped", client_address(request), PER_CLIENT, HOUR, now)
    tap = Helped(form.cleaned_data["tap"])
    act.say_helped(feedback=newest, tap=tap, line=form.cleaned_data["line"], now=now)
