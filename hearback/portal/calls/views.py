"""The candidate's page to ask for a call: when it suits them, on which number, about what."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from hearback.inbox.callbacks import actions as act
from hearback.inbox.callbacks.queries import call_owed_to, offered_to
from hearback.kit import clock
from hearback.kit.errors import Invalid, Refused, TooMany
from hearback.kit.throttle import throttle
from hearback.kit.visitors import client_address
from hearback.pipeline.models import ApplicationState
from hearback.portal.calls.forms import CallForm
from hearback.portal.private import opened_by, private, rested
from hearback.rules.numbers import readable

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest, HttpResponse

    from hearback.kit.errors import Sentence
    from hearback.pipeline.models import Application

PER_CLIENT, PER_PERSON = 30, 8
# Who left asks for nothing; whoever was told no may well want to talk about it.
MAY_ASK = frozenset(ApplicationState) - {ApplicationState.WITHDRAWN}


@private()
@require_http_methods(["GET", "HEAD", "POST"])
def call(request: HttpRequest, token: str) -> HttpResponse:
    """Ask for a call, choose another time for one, or say that it is not needed any more."""
    now = clock.now()
    application = opened_by(token, now=now)
    if application is None:
        return rested(request)
    if application.state not in MAY_ASK:
        return redirect("portal:status", token=token)
    offered, zone = offered_to(application, now=now)
    posted = request.POST if request.method == "POST" else None
    form = CallForm(posted, initial=_first(application), offered=offered, zone=zone)
    if posted is None:
        return _page(request, token, application, form)
    try:
        done = _press(request, application, form, now=now)
    except (TooMany, Refused) as why:
        return _page(request, token, application, form, why=why)
    if not done:
        return _page(request, token, application, form)
    return redirect("portal:status", token=token)


def _first(application: Application) -> dict[str, str]:
    """The number we know, or the one they gave last for a call."""
    callback = call_owed_to(application)
    return {
        "number": readable(callback.number) if callback else application.phone,
        "about": callback.about if callback else "",
    }


def _press(
    request: HttpRequest, application: Application, form: CallForm, *, now: datetime
) -> bool:
    """Do what the button says; False when the form is not complete."""
    throttle("portal.call", client_address(request), PER_CLIENT, timedelta(hours=1), now)
    throttle("portal.call_of", str(application.pk), PER_PERSON, timedelta(days=1), now)
    if request.POST.get("act") == "off":
        act.call_off(application=application, now=now)
        return True
    if not form.is_valid():
        return False
    said = form.cleaned_data
    try:
        act.ask_for_call(
            application=application,
            choice=said["when"],
            number=said["number"],
            about=said["about"],
            now=now,
        )
    except Invalid as wrong:
        for name, sentence in wrong.fields.items():
            form.add_error(name, sentence)
    return not form.errors


def _page(
    request: HttpRequest,
    token: str,
    application: Application,
    form: CallForm,
    *,
    why: Sentence | None = None,
) -> HttpResponse:
    callback = call_owed_to(application)
    context = {
        "application": application,
        "contact": application.owner,
        "form": form,
        "callback": callback,
        "may_call_off": callback is not None and callback.promise.conversation_id is not None,
        "refused": why.sentence if why else "",
        "token": token,
    }
    status = why.status if why else 422 if form.errors else 200
    page = render(request, "portal/call.html", context, status=status)
    if isinstance(why, TooMany):
        page["Retry-After"] = str(why.retry_after)
    return page
