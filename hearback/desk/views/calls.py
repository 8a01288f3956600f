"""Calls to make: the list to ring from, what came of each, and planning one by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hearback.accounts.access import Right, member_of, team_page
from hearback.desk.call_forms import BookCall, CallBack, Whom, applicant, stranger
from hearback.desk.calls import cards_of
from hearback.desk.queries.calls import call_for, calls_to_make
from hearback.inbox.callbacks import actions as act
from hearback.inbox.callbacks.models import Outcome
from hearback.inbox.callbacks.words import clock_of, span_words, town
from hearback.inbox.queries import conversation_for
from hearback.kit import clock
from hearback.kit.errors import Invalid, Refused
from hearback.pipeline.queries import application_for

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponseBase

WRONG = 422
FORM = require_http_methods(["GET", "HEAD", "POST"])
# What a member is told after each outcome.
SAID = {
    Outcome.SPOKE: gettext_lazy("Noted. {name} has been rung."),
    Outcome.NO_ANSWER: gettext_lazy("Noted: no answer from {name}."),
    Outcome.VOICEMAIL: gettext_lazy("Noted: {name} has your message."),
    Outcome.WRONG_NUMBER: gettext_lazy("Noted: this is not the number of {name}."),
}
# And what is added when it brings a letter.
ASKED_FOR = {
    Outcome.NO_ANSWER: gettext_lazy("A letter asks them to choose another time."),
    Outcome.VOICEMAIL: gettext_lazy("A letter asks them to choose another time."),
    Outcome.WRONG_NUMBER: gettext_lazy("A letter asks them for the right one."),
}


@team_page(Right.ANSWER)
@require_safe
def calls(request: HttpRequest) -> HttpResponse:
    """Whom to ring, soonest first: mine and those I cover, or everybody's."""
    member, now = member_of(request), clock.now()
    everybodys = request.GET.get("whose") == "all"
    promises = calls_to_make(member, everybodys=everybodys, now=now)
    context = {
        "here": "today",
        "calls": cards_of(promises, member, now=now),
        "everybodys": everybodys,
        "outcomes": Outcome.choices,
        "now": now,
        "zone": member.zone,
    }
    return render(request, "desk/calls.html", context)


@team_page(Right.ANSWER)
@require_POST
def ring(request: HttpRequest, promise_id: int) -> HttpResponse:
    """Somebody is ringing this moment: alarms fall silent."""
    member = member_of(request)
    promise = call_for(member, promise_id)
    act.begin_to_ring(promise=promise, by=member, now=clock.now())
    return HttpResponse(status=204)


@team_page(Right.ANSWER)
@require_POST
def outcome(request: HttpRequest, promise_id: int) -> HttpResponseBase:
    """What came of a try, in one press."""
    member, said = member_of(request), request.POST.get("outcome", "")
    promise = call_for(member, promise_id)
    if said not in Outcome.values:
        raise Invalid(_("Say what came of the call."))
    attempt = act.log_attempt(
        promise=promise,
        outcome=Outcome(said),
        words=request.POST.get("words", ""),
        by=member,
        now=clock.now(),
    )
    name = attempt.callback.conversation.name or attempt.callback.number
    words = [str(SAID[Outcome(said)]).format(name=name)]
    if act.asks_by_letter(attempt):
        words.append(str(ASKED_FOR[Outcome(said)]))
    messages.success(request, " ".join(words))
    return redirect(f"{reverse('desk:calls')}{'?whose=all' * (promise.owner_id != member.pk)}")


@team_page()
@require_safe
def alarm(request: HttpRequest) -> HttpResponse:
    """The lines across every page about who waits and is to be rung; open pages ask for them."""
    return render(request, "desk/_call_alarm.html", {"polled": True})


@team_page(Right.ANSWER)
@FORM
def call_back(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """Promise an applicant a call within a window, because they rang or asked for it."""
    found = application_for(member_of(request), public_id)
    return _plan(request, CallBack, applicant(found), _("Ring {name} back"))


@team_page(Right.ANSWER)
@FORM
def book_call(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """Book a call with an applicant at a moment."""
    found = application_for(member_of(request), public_id)
    return _plan(request, BookCall, applicant(found), _("Book a call with {name}"))


@team_page(Right.ANSWER)
@FORM
def conversation_call_back(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """Promise a call to somebody who wrote or rang without having applied."""
    member = member_of(request)
    conversation = conversation_for(member, public_id)
    whom = stranger(conversation, clock_of(conversation, member))
    return _plan(request, CallBack, whom, _("Ring {name} back"))


def _plan(
    request: HttpRequest, form_class: type[CallBack | BookCall], whom: Whom, title: str
) -> HttpResponseBase:
    """The form, and on a press that makes sense the planned call."""
    member, now = member_of(request), clock.now()
    with timezone.override(ZoneInfo(member.zone)):
        first = {"number": whom.phone, **request.GET.dict()}
        form = form_class(request.POST or None, whom=whom, initial=first)
        if form.is_valid():
            try:
                callback = form.plan(by=member, now=now)
            except Refused as why:
                form.add_error(None, why.sentence)
            else:
                when = span_words(callback.begins_at, callback.ends_at, member.zone)
                messages.success(request, _("Promised: {when}.").format(when=when))
                return redirect(whom.back)
        context = {
            "here": "today",
            "form": form,
            "whom": whom,
            "title": title.format(name=whom.name),
            "town": town(whom.zone),
            "now": now,
            "zone": member.zone,
        }
        return render(request, "desk/plan_call.html", context, status=WRONG if form.errors else 200)
