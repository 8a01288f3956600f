"""A member's referrals, the form to refer somebody, and the page of whoever was thought of."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hearback.accounts.access import Right, may, member_of, team_page
from hearback.accounts.queries import the_organisation
from hearback.kit import clock
from hearback.kit.errors import Invalid, Refused
from hearback.kit.language import speak
from hearback.kit.moments import day_hour
from hearback.kit.private import private
from hearback.kit.sent import sent
from hearback.kit.throttle import throttle
from hearback.kit.visitors import client_address
from hearback.relations import actions as act
from hearback.relations import queries as read
from hearback.relations.codes import code_of_referral, shared_link
from hearback.relations.forms import AnswerForm, ReferForm
from hearback.relations.models import ReferralState
from hearback.relations.words import lines_of

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest, HttpResponse, HttpResponseBase

    from hearback.relations.models import Referral

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
PER_MEMBER, PER_CLIENT = 10, 60
PAGE_OR_FORM = require_http_methods(["GET", "HEAD", "POST"])


@team_page()
@require_safe
def referrals(request: HttpRequest) -> HttpResponse:
    """What this member referred and may know; their links; for a lead, counts per opening."""
    member, now = member_of(request), clock.now()
    openings = read.openings_to_share(now=now)
    context = {
        "here": "openings",
        "lines": lines_of(list(read.referrals_of(member)[: read.MOST]), member),
        "links": [(one, shared_link(member, one)) for one in openings],
        "totals": read.totals() if may(member, Right.LEAD) else [],
        "now": now,
        "zone": member.zone,
    }
    return render(request, "relations/referrals.html", context)


@team_page()
@PAGE_OR_FORM
def refer(request: HttpRequest) -> HttpResponseBase:
    """The form to refer somebody; sending it asks them."""
    member, now = member_of(request), clock.now()
    openings = read.openings_to_share(now=now)
    initial = {"opening": request.GET.get("opening", ""), "language": the_organisation().language}
    form = ReferForm(sent(request), openings=openings, initial=initial)
    if form.is_bound and form.is_valid():
        throttle("relations.refer", str(member.pk), PER_MEMBER, DAY, now)
        try:
            made = act.refer(
                opening=form.chosen(),
                thought=form.thought(),
                language=form.cleaned_data["language"],
                by=member,
                now=now,
            )
        except Invalid as wrong:
            form.add_error("email", wrong.sentence)
        else:
            messages.success(request, _thanks(made))
            return redirect("relations:referrals")
    context = {"here": "openings", "form": form, "openings": openings}
    return render(request, "relations/refer.html", context, status=422 if form.errors else 200)


def _thanks(made: Referral) -> str:
    promise = made.promise
    if promise is None:
        return _("Thank you.")
    when = day_hour(promise.due_at, ZoneInfo(made.referrer.zone))
    words = _("Thank you. {owner} tells you by {when} what came of it.")
    return words.format(owner=promise.owner.name, when=when)


@private()
@PAGE_OR_FORM
def asked(request: HttpRequest, token: str) -> HttpResponseBase:
    """The page of whoever was thought of: the job, yes and no. Looking at it changes nothing."""
    now, referral = clock.now(), read.referral_behind(token)
    if referral is None:
        return render(request, "relations/rested.html", {}, status=404)
    speak(referral.language)
    form = AnswerForm(sent(request), referral=referral)
    if request.method == "POST" and form.is_valid():
        throttle("relations.answer", client_address(request), PER_CLIENT, HOUR, now)
        try:
            return _answer(request, referral, form, now=now)
        except Refused:
            referral.refresh_from_db()
    return _page(request, referral, form, now=now)


def _answer(
    request: HttpRequest, referral: Referral, form: AnswerForm, *, now: datetime
) -> HttpResponseBase:
    if request.POST.get("act") == "no":
        return _page(request, act.say_no(referral=referral, now=now), form, now=now)
    if request.POST.get("act") != "yes":
        return _page(request, referral, form, now=now)
    said = act.say_yes(referral=referral, consent_words=form.consent_words(), now=now)
    return redirect(_way_on(said))


def _way_on(referral: Referral) -> str:
    """The opening, with the code that ties what they send there to the letter."""
    path = reverse("careers:opening", args=[referral.opening.slug])
    return f"{path}?friend={code_of_referral(referral)}&lang={referral.language}"


def _page(
    request: HttpRequest, referral: Referral, form: AnswerForm, *, now: datetime
) -> HttpResponse:
    state = ReferralState(referral.state)
    context = {
        "referral": referral,
        "opening": referral.opening,
        "contact": referral.opening.owner,
        "form": form,
        "said_no": state == ReferralState.SAID_NO,
        "said_yes": state == ReferralState.INTERESTED,
        "is_over": state not in {ReferralState.ASKED, ReferralState.INTERESTED},
        "takes": read.takes_applications(referral.opening, now=now),
        "way_on": _way_on(referral),
    }
    return render(request, "relations/asked.html", context)
