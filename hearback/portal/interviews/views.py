"""The guest's pages of one interview: choose a time, see the day, move it, call it off."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hearback.inbox.actions import ask
from hearback.interviews.availability.actions import look_again
from hearback.interviews.booking import actions as act
from hearback.interviews.booking.actions.move import may_choose_anew, why_not_move
from hearback.interviews.booking.itinerary import itinerary
from hearback.interviews.booking.queries import people_of
from hearback.interviews.booking.seating import Taken
from hearback.interviews.booking.words import zone_for
from hearback.interviews.calendars.actions import read_now
from hearback.interviews.checking.gate import is_frozen
from hearback.interviews.models import AHEAD, InterviewState
from hearback.kit.errors import Refused, TooMany
from hearback.kit.sent import sent
from hearback.kit.throttle import throttle
from hearback.kit.visitors import client_address
from hearback.portal.interviews.door import Guest, guests
from hearback.portal.interviews.forms import OffForm, OtherForm, TimeForm, WishesForm
from hearback.portal.interviews.offer import chosen_zone, offer_for
from hearback.team.forms.fields import zone_names

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponseBase

    from hearback.kit.errors import Sentence

FORM = require_http_methods(["GET", "HEAD", "POST"])
PER_CLIENT, PER_PERSON = 120, 30
WRONG = 422


@guests
@require_safe
def interview(request: HttpRequest, guest: Guest) -> HttpResponseBase:
    """The day: when, where, with whom, about what; before there is a time, the times."""
    if guest.interview.state == InterviewState.INVITED:
        return redirect("portal:interview_times", *guest.names)
    return _day_page(request, guest, _wishes(guest))


@guests
@FORM
def times(request: HttpRequest, guest: Guest) -> HttpResponseBase:
    """The free times to choose from; a press books one, or moves what is booked."""
    if guest.interview.state not in AHEAD:
        return redirect("portal:interview", *guest.names)
    # What their calendars say by now: as times are looked for, and again as one is chosen.
    read_now(people_of(guest.interview.round), now=guest.now)
    form = TimeForm(sent(request))
    if not form.is_valid():
        return _times_page(request, guest, form)
    try:
        _limit(request, guest)
        _choose(request, guest, form)
    except (Refused, TooMany) as why:
        return _times_page(request, guest, form, why=why)
    return redirect("portal:interview", *guest.names)


def _choose(request: HttpRequest, guest: Guest, form: TimeForm) -> None:
    """Book or move to the time chosen, as it stands by now. Raises Taken when it is gone.

    Where somebody of a pool was taken while we looked, the others are asked once more.
    """
    zone = chosen_zone(guest.interview, request.POST)
    with suppress(Taken):
        return _take(guest, form, zone)
    return _take(guest, form, zone)


def _take(guest: Guest, form: TimeForm, zone: str) -> None:
    interview, now, said = guest.interview, guest.now, form.cleaned_data
    slot = look_again(interview.round, said["slot"], zone=zone, now=now, ignoring=interview)
    if slot is None:
        raise Taken(_("This time has just been taken. Please choose another one."))
    if interview.state == InterviewState.BOOKED:
        act.move(interview=interview, slot=slot, reason=said["reason"], by=None, now=now)
    else:
        act.book(interview=interview, slot=slot, by=None, now=now)


def _times_page(
    request: HttpRequest, guest: Guest, form: TimeForm, *, why: Sentence | None = None
) -> HttpResponse:
    interview = guest.interview
    offer = offer_for(interview, request.POST or request.GET, now=guest.now)
    context = {
        **_always(guest),
        "form": form,
        "offer": offer,
        "refused": why.sentence if why else "",
        "is_booked": interview.state == InterviewState.BOOKED,
        "not_here": _not_here(guest),
        "zones": zone_names(),
        "day": itinerary(interview, zone=offer.zone, now=guest.now),
    }
    status = why.status if why else WRONG if form.errors else 200
    return render(request, "portal/interviews/times.html", context, status=status)


def _not_here(guest: Guest) -> str:
    """Why no time can be chosen here just now; empty when one can."""
    if is_frozen(guest.application.opening):
        return _("No time can be chosen just now. We write to you as soon as we know more.")
    if may_choose_anew(guest.interview, now=guest.now):
        return ""
    return why_not_move(guest.interview, now=guest.now)


@guests
@FORM
def other(request: HttpRequest, guest: Guest) -> HttpResponseBase:
    """None of the times suits: their own words join the conversation, and are owed a reply."""
    form = OtherForm(sent(request))
    if not form.is_valid():
        status = WRONG if form.errors else 200
        context = {**_always(guest), "form": form}
        return render(request, "portal/interviews/other.html", context, status=status)
    _limit(request, guest)
    said = _("Times that would suit me for “%(round)s”:") % {"round": guest.interview.round.name}
    ask(
        application=guest.application,
        words=f"{said}\n\n{form.cleaned_data['words']}",
        now=guest.now,
    )
    return redirect(f"{reverse('portal:status', args=[guest.token])}#talk")


@guests
@FORM
def off(request: HttpRequest, guest: Guest) -> HttpResponseBase:
    """Call it off; looking at the page does nothing."""
    if guest.interview.state not in AHEAD:
        return redirect("portal:interview", *guest.names)
    form = OffForm(sent(request))
    if not form.is_valid():
        context = {**_always(guest), "form": form, "day": _day(guest)}
        status = WRONG if form.errors else 200
        return render(request, "portal/interviews/off.html", context, status=status)
    _limit(request, guest)
    reason = form.cleaned_data["reason"]
    act.call_off(interview=guest.interview, reason=reason, by=None, now=guest.now)
    return redirect("portal:interview", *guest.names)


@guests
@require_POST
def wishes(request: HttpRequest, guest: Guest) -> HttpResponseBase:
    """The way they have, what they need, and that they would come earlier."""
    form = _wishes(guest, request)
    if not form.is_valid():
        return _day_page(request, guest, form, status=WRONG)
    _limit(request, guest)
    said = form.cleaned_data
    act.tell_us(
        interview=guest.interview,
        travel_minutes=said.get("travel_minutes"),
        needs=said["needs"],
        wants_earlier=said.get("wants_earlier", False),
        now=guest.now,
    )
    return redirect(f"{reverse('portal:interview', args=guest.names)}#wishes")


def _limit(request: HttpRequest, guest: Guest) -> None:
    hour = timedelta(hours=1)
    throttle("portal.interview", client_address(request), PER_CLIENT, hour, guest.now)
    throttle("portal.interview_of", str(guest.application.pk), PER_PERSON, hour, guest.now)


def _wishes(guest: Guest, request: HttpRequest | None = None) -> WishesForm:
    interview = guest.interview
    first = {
        "travel_minutes": interview.travel_minutes,
        "needs": interview.needs,
        "wants_earlier": interview.wants_earlier,
    }
    return WishesForm(
        sent(request) if request else None,
        initial=first,
        in_person=interview.round.is_in_person,
        booked=interview.state == InterviewState.BOOKED,
    )


def _day(guest: Guest) -> object:
    return itinerary(guest.interview, zone=zone_for(guest.application), now=guest.now)


def _day_page(
    request: HttpRequest, guest: Guest, form: WishesForm, *, status: int = 200
) -> HttpResponse:
    interview = guest.interview
    context = {
        **_always(guest),
        "form": form,
        "day": _day(guest),
        "is_ahead": interview.state in AHEAD
        and interview.ends_at
        and interview.ends_at > guest.now,
        "not_here": why_not_move(interview, now=guest.now),
        "is_off": interview.state == InterviewState.CANCELLED,
    }
    return render(request, "portal/interviews/day.html", context, status=status)


def _always(guest: Guest) -> dict[str, object]:
    return {
        "application": guest.application,
        "interview": guest.interview,
        "contact": guest.interview.coordinator,
        "token": guest.token,
        "now": guest.now,
    }
