"""The candidate's pages: where it stands, ask, withdraw, correct details, and the lost link."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hearback.accounts.queries import the_organisation
from hearback.careers import actions
from hearback.careers.models import Purpose
from hearback.inbox.actions import ask as hear_question
from hearback.inbox.book.queries import public_pages
from hearback.inbox.callbacks.queries import call_owed_to
from hearback.inbox.thanks import thanks_on_page
from hearback.interviews.booking.actions.move import may_choose_anew
from hearback.interviews.booking.words import when_words, zone_for
from hearback.kit import clock
from hearback.kit.errors import TooMany
from hearback.kit.language import PARAMETER, spoken
from hearback.kit.origin import without_cookies
from hearback.kit.sent import sent
from hearback.kit.throttle import throttle
from hearback.kit.visitors import client_address
from hearback.pipeline.models import ApplicationState
from hearback.portal.agreed.views import agreed_of
from hearback.portal.calls.views import MAY_ASK
from hearback.portal.circle.told import told_to
from hearback.portal.coded import Act, serve
from hearback.portal.forms import AskForm, DetailsForm, LostForm, WithdrawForm
from hearback.portal.forward.journeys import put_forward_of
from hearback.portal.private import opened_by, private, rested
from hearback.portal.queries import interviews_ahead, lost_address
from hearback.portal.talk import talk_of
from hearback.portal.tracking import track
from hearback.relations.actions import take_back
from hearback.relations.friends.queries import friend_rules
from hearback.relations.queries import heard_by
from hearback.surveys.mine import still_asked

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest, HttpResponse

    from hearback.interviews.models import Interview
    from hearback.pipeline.models import Application

PAGE_OR_FORM = require_http_methods(["GET", "HEAD", "POST"])
LOST_PER_CLIENT = 20
ASKED_PER_CLIENT = 20
CHOICES_PER_CLIENT = 30
HOUR = timedelta(hours=1)

WITHDRAW = Act(
    purpose=Purpose.WITHDRAW,
    states=frozenset({ApplicationState.IN_PROGRESS}),
    form=WithdrawForm,
    template="portal/withdraw.html",
    do=lambda application, _, now: actions.withdraw(application=application, now=now),
)
DETAILS = Act(
    purpose=Purpose.CORRECT,
    # Whoever was told no may have to be told again, at an address where it arrives.
    states=frozenset(
        {ApplicationState.IN_PROGRESS, ApplicationState.HIRED, ApplicationState.DECLINED}
    ),
    form=DetailsForm,
    template="portal/details.html",
    do=lambda application, form, now: actions.correct_details(
        application=application, correction=form.correction(), now=now
    ),
)


@private()
@require_safe
def status(request: HttpRequest, token: str) -> HttpResponse:
    """Where an application stands; looking changes nothing."""
    now = clock.now()
    application = opened_by(token, now=now)
    if application is None:
        return rested(request)
    return _status_page(request, token, application, AskForm(), now=now)


@private()
@PAGE_OR_FORM
def ask(request: HttpRequest, token: str) -> HttpResponse:
    """Ask something; the page then shows the words and by when a person replies."""
    now = clock.now()
    application = opened_by(token, now=now)
    if application is None:
        return rested(request)
    form = AskForm(sent(request))
    if request.method != "POST":
        return redirect("portal:status", token=token)
    if not form.is_valid():
        return _status_page(request, token, application, form, now=now, status=422)
    try:
        throttle("portal.ask", client_address(request), ASKED_PER_CLIENT, HOUR, now)
        throttle("portal.asked", str(application.public_id), ASKED_PER_CLIENT, HOUR, now)
    except TooMany as often:
        form.add_error("words", often.sentence)
        page = _status_page(request, token, application, form, now=now, status=often.status)
        page["Retry-After"] = str(often.retry_after)
        return page
    hear_question(application=application, words=form.cleaned_data["words"], now=now)
    return redirect(f"{reverse('portal:status', args=[token])}#talk")


def _status_page(
    request: HttpRequest,
    token: str,
    application: Application,
    form: AskForm,
    *,
    now: datetime,
    status: int = 200,
) -> HttpResponse:
    tracking = track(application, now=now)
    context = {
        "application": application,
        "tracking": tracking,
        "contact": tracking.person,
        "may_correct": application.state in DETAILS.states,
        "lost_address": lost_address(application),
        "interviews": _ahead(application, now=now),
        **put_forward_of(application, now=now),
        "talk": talk_of(application, now=now),
        "form": form,
        "pages": public_pages(application.opening, spoken()),
        "callback": call_owed_to(application),
        **_told_and_asked(application, now=now),
        **agreed_of(request, application),
        **_between_friends(application, now=now),
        "may_ask_for_call": application.state in MAY_ASK,
        "token": token,
        "now": now,
    }
    return render(request, "portal/status.html", context, status=status)


def _between_friends(application: Application, *, now: datetime) -> dict[str, object]:
    """Which colleague hears of it, a thank-you of ours, and whether they may tell a friend."""
    return {
        "friend": heard_by(application),
        "thanks": thanks_on_page(application, now=now),
        "may_pass_on": friend_rules().is_on,
    }


def _told_and_asked(application: Application, *, now: datetime) -> dict[str, object]:
    """What we told them of what was seen, and what we would like to hear from them."""
    return {
        "told": told_to(application),
        "still_asked": still_asked(application, now=now),
    }


def _ahead(application: Application, *, now: datetime) -> list[tuple[Interview, str, bool]]:
    """The interviews that are ahead, when each is, and whether another time can be chosen."""
    zone = zone_for(application)
    return [
        (one, when_words(one, zone), may_choose_anew(one, now=now))
        for one in interviews_ahead(application, now=now)
    ]


@private()
@require_POST
def language(request: HttpRequest, token: str) -> HttpResponse:
    """Choose the language of this page and of letters to come; it needs no code."""
    now = clock.now()
    application = opened_by(token, now=now)
    if application is None:
        return rested(request)
    throttle("portal.language", client_address(request), CHOICES_PER_CLIENT, HOUR, now)
    wanted = str(request.POST.get(PARAMETER, ""))
    actions.choose_language(application=application, language=wanted, now=now)
    return redirect("portal:status", token=token)


@private()
@require_POST
def friend(request: HttpRequest, token: str) -> HttpResponse:
    """Let the colleague who sent them hear no more; it needs no code, and harms nobody."""
    now = clock.now()
    application = opened_by(token, now=now)
    if application is None:
        return rested(request)
    throttle("portal.friend", client_address(request), CHOICES_PER_CLIENT, HOUR, now)
    take_back(application=application, now=now)
    return redirect("portal:status", token=token)


@private()
@PAGE_OR_FORM
def withdraw(request: HttpRequest, token: str) -> HttpResponse:
    """Withdraw the application, with a code from the mail."""
    return serve(request, token, WITHDRAW)


@private()
@PAGE_OR_FORM
def details(request: HttpRequest, token: str) -> HttpResponse:
    """Correct name, phone or address, with a code from the mail."""
    return serve(request, token, DETAILS)


@without_cookies
@PAGE_OR_FORM
def lost(request: HttpRequest) -> HttpResponse:
    """Ask for the links again; the answer is the same for every address."""
    form = LostForm(sent(request))
    if request.method != "POST" or not form.is_valid():
        return render(
            request, "portal/lost.html", {"form": form}, status=422 if form.errors else 200
        )
    now = clock.now()
    try:
        who = client_address(request)
        throttle("portal.lost", who, LOST_PER_CLIENT, HOUR, now)
    except TooMany as often:
        context = {"form": form, "refused": often.sentence}
        page = render(request, "portal/lost.html", context, status=often.status)
        page["Retry-After"] = str(often.retry_after)
        return page
    actions.ask_for_links(email=form.cleaned_data["email"], now=now)
    return render(request, "portal/lost_sent.html", {"organisation": the_organisation()})
