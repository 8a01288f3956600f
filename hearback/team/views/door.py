"""The door: one-time links, invitations, forgotten passwords, the first day."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth import login
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from hearback.accounts.access import Right, member_of, team_page
from hearback.accounts.queries import the_organisation
from hearback.kit import clock
from hearback.kit.errors import Refused
from hearback.kit.sent import sent
from hearback.kit.throttle import throttle
from hearback.team import actions, doors, queries, sentences, tasks
from hearback.team.actions.house import is_first_day
from hearback.team.forms.door import FirstDayForm, ForgottenForm, JoinForm, NewPasswordForm
from hearback.team.sign_in import remember_browser, source_of

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest, HttpResponse

    from hearback.accounts.models import Invitation, Member, PasswordLink, SignInLink

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
AN_HOUR, A_DAY = timedelta(hours=1), timedelta(days=1)
FORM_METHODS = ["GET", "HEAD", "POST"]


def _let_in(request: HttpRequest, member: Member, to: str) -> HttpResponse:
    """Sign a member in with a fresh session, and go on to a page."""
    login(request, member, backend=BACKEND)
    response = redirect(to)
    remember_browser(response, member)
    return response


@never_cache
@require_http_methods(FORM_METHODS)
def sign_in_link(request: HttpRequest, token: str) -> HttpResponse:
    """A one-time link: looking at it changes nothing, its button signs in."""
    now = clock.now()
    link = _live_sign_in_link(token, now=now)
    if request.method != "POST":
        return render(request, "team/door/sign_in_link.html", {"who": link.member})
    member = actions.use_sign_in_link(link, now=now)
    if is_first_day(member):
        return _let_in(request, member, "team:first_day")
    known = member.has_usable_password()
    return _let_in(request, member, "desk:today" if known else "account_set_password")


def _live_sign_in_link(token: str, *, now: datetime) -> SignInLink:
    link = doors.sign_in_link(token)
    if link is None or link.used_at or link.expires_at <= now or not link.member.is_active:
        raise Refused(sentences.sign_in_link_is_dead())
    return link


@team_page(Right.MEMBERS)
@never_cache
@require_http_methods(FORM_METHODS)
def first_day(request: HttpRequest) -> HttpResponse:
    """The first administrator gives themselves and the organisation their names."""
    member = member_of(request)
    if not is_first_day(member):
        return redirect("team:settings")
    organisation = the_organisation()
    form = FirstDayForm(sent(request), initial={"zone": organisation.zone})
    if request.method != "POST" or not form.is_valid():
        return render(request, "team/door/first_day.html", {"form": form})
    member = actions.settle_in(member, **form.cleaned_data, now=clock.now())
    messages.success(request, _("Welcome, {name}. This is your desk.").format(name=member.name))
    return _let_in(request, member, "team:settings")


@never_cache
@require_http_methods(FORM_METHODS)
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind an invitation: name, phone, password, and in."""
    now = clock.now()
    invited = _live_invitation(token, now=now)
    form = JoinForm(sent(request), invitation=invited)
    if request.method != "POST" or not form.is_valid():
        return render(request, "team/door/invitation.html", {"form": form, "invited": invited})
    member = actions.accept_invitation(invited, **form.cleaned_data, now=now)
    words = _("Welcome, {name}. Check when you work, so that promises fit your hours.")
    response = _let_in(request, member, "team:my_hours")
    messages.success(request, words.format(name=member.name))
    return response


def _live_invitation(token: str, *, now: datetime) -> Invitation:
    invited = doors.invitation(token)
    if invited is None or not actions.is_alive(invited, now=now):
        raise Refused(sentences.invitation_is_dead())
    return invited


@never_cache
@require_http_methods(FORM_METHODS)
def forgotten(request: HttpRequest) -> HttpResponse:
    """Ask for a link to choose a new password; the answer is the same for any address."""
    form = ForgottenForm(sent(request))
    if request.method != "POST" or not form.is_valid():
        return render(request, "team/door/forgotten.html", {"form": form})
    address, now = form.cleaned_data["email"].lower(), clock.now()
    throttle("forgotten.source", source_of(request), 20, AN_HOUR, now)
    throttle("forgotten.hour", address, 3, AN_HOUR, now)
    throttle("forgotten.day", address, 10, A_DAY, now)
    member = queries.member_by_address(address)
    tasks.send_password_link.defer(member_id=member.pk if member else 0)
    return render(request, "team/door/link_sent.html", {"address": address})


@never_cache
@require_http_methods(FORM_METHODS)
def new_password(request: HttpRequest, token: str) -> HttpResponse:
    """Choose a new password behind a mailed link; signing in is still asked afterwards."""
    now = clock.now()
    link = _live_password_link(token, now=now)
    form = NewPasswordForm(sent(request), member=link.member)
    if request.method != "POST" or not form.is_valid():
        return render(request, "team/door/new_password.html", {"form": form, "who": link.member})
    actions.choose_password(link, password=form.cleaned_data["password"], now=now)
    messages.success(request, _("Your new password is set. Sign in with it."))
    return redirect("account_login")


def _live_password_link(token: str, *, now: datetime) -> PasswordLink:
    link = doors.password_link(token)
    if link is None or link.used_at or link.expires_at <= now or not link.member.is_active:
        raise Refused(sentences.password_link_is_dead())
    return link
