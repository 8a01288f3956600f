"""The team's pages about one interview: invite, book by hand, move, call off, stand in."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hearback.accounts.access import Right, member_of, team_page
from hearback.inbox.callbacks.words import town
from hearback.interviews.availability.queries import free_slots, slot_at
from hearback.interviews.booking import actions as act
from hearback.interviews.booking import by_hand as hand
from hearback.interviews.booking.against import AgainstOrder
from hearback.interviews.booking.forms import InviteForm, OffForm, ReplaceForm, ask_twice
from hearback.interviews.booking.queries import interview_for, panelist_for, people_of, rounds_for
from hearback.interviews.booking.words import moment_words, when_words, zone_for
from hearback.interviews.calendars.actions import read_now
from hearback.interviews.calendars.words import not_fresh_words
from hearback.interviews.models import InterviewState
from hearback.interviews.plan.gate import gaps_of
from hearback.kit import clock
from hearback.kit.errors import Refused
from hearback.kit.sent import sent
from hearback.pipeline.queries import application_for

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from django.http import HttpRequest, HttpResponseBase

    from hearback.accounts.models import Member
    from hearback.interviews.models import Interview, Round
    from hearback.pipeline.models import Application
    from hearback.rules.slots import Slot

WRONG = 422
FAR = timedelta(days=366)
FORM = require_http_methods(["GET", "HEAD", "POST"])


@team_page(Right.ANSWER)
@FORM
def invite(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """Invite somebody to a round; what is still missing is named before anything is sent."""
    member, now = member_of(request), clock.now()
    application = application_for(member, public_id)
    rounds = rounds_for(application)
    form = InviteForm(sent(request), rounds=rounds)
    if form.is_valid():
        said = form.cleaned_data
        try:
            looked = "looked" in request.POST
            act.invite(application=application, **said, looked=looked, by=member, now=now)
        except AgainstOrder as why:
            ask_twice(form, why)
        except Refused as why:
            form.add_error(None, why.sentence)
        else:
            messages.success(request, _("{name} is invited.").format(name=application.name))
            return redirect("desk:application", public_id)
    context = {
        "here": "openings",
        "application": application,
        "form": form,
        "rounds": [(one, gaps_of(one)) for one in rounds],
    }
    status = WRONG if form.errors else 200
    return render(request, "interviews/booking/invite.html", context, status=status)


@dataclass(frozen=True)
class Case:
    """Whom somebody books by hand, for which round, and what is ahead in it already."""

    application: Application
    visit: Round
    meeting: Interview | None
    member: Member
    now: datetime

    @property
    def moves(self) -> bool:
        """Whether there is a time that moves."""
        return self.meeting is not None and self.meeting.state == InterviewState.BOOKED

    @property
    def theirs(self) -> str:
        """The candidate's zone."""
        return zone_for(self.application)


@team_page(Right.ANSWER)
@FORM
def by_hand(request: HttpRequest, public_id: UUID, round_id: UUID) -> HttpResponseBase:
    """Book or move a time by hand, with everybody's week in view."""
    member = member_of(request)
    application = application_for(member, public_id)
    visit = get_object_or_404(application.opening.rounds, public_id=round_id)
    meeting = application.interviews.ahead().filter(round=visit).first()
    case = Case(application, visit, meeting, member, clock.now())
    old = read_now(people_of(visit), now=case.now)
    with timezone.override(ZoneInfo(member.zone)):
        slot = _prefilled(request, case)
        form = hand.ByHandForm(sent(request), visit=visit, slot=slot, moves=case.moves)
        against = _against(request, form, case) if form.is_valid() else []
        looked = "looked" in request.POST
        if form.is_valid() and not against and _book(form, case, looked=looked):
            messages.success(request, _("Booked. Everybody concerned is told."))
            return redirect("desk:application", public_id)
        context = {**_context(request, slot, case), "form": form, "against": against}
        context["anyway"] = "anyway" in request.POST
        context["not_fresh"] = not_fresh_words(old, member.zone)
        status = WRONG if form.errors or against else 200
        return render(request, "interviews/booking/by_hand.html", context, status=status)


def _prefilled(request: HttpRequest, case: Case) -> Slot | None:
    """The found time that was pressed, to begin with."""
    key = request.GET.get("at", "")
    if not key:
        return None
    return slot_at(case.visit, key, zone=case.theirs, now=case.now, ignoring=case.meeting)


def _against(request: HttpRequest, form: hand.ByHandForm, case: Case) -> list[str]:
    """What speaks against it, unless the reader has seen that and books all the same."""
    if "anyway" in request.POST:
        return []
    slot = form.slot()
    unread = read_now(hand.members_of(slot), now=case.now)
    against = hand.warnings_of(slot, case.visit, case.meeting, zone=case.theirs, now=case.now)
    return [*against, *not_fresh_words(unread, case.member.zone)]


def _book(form: hand.ByHandForm, case: Case, *, looked: bool) -> bool:
    """Book it, or move what is booked; False when it was refused, which the form then says."""
    slot, by, now = form.slot(), case.member, case.now
    try:
        if case.moves and case.meeting is not None:
            reason = form.cleaned_data["reason"]
            act.move(
                interview=case.meeting, slot=slot, reason=reason, looked=looked, by=by, now=now
            )
        else:
            act.book_by_hand(
                application=case.application,
                visit=case.visit,
                slot=slot,
                looked=looked,
                by=by,
                now=now,
            )
    except AgainstOrder as why:
        ask_twice(form, why)
        return False
    except Refused as why:
        form.add_error(None, why.sentence)
        return False
    return True


def _monday(request: HttpRequest, first: Slot | None, case: Case) -> date:
    """The first day of the week that is asked for by name, else of the time chosen or free next."""
    begins_at = first.begins_at if first else case.now
    shown = begins_at.astimezone(ZoneInfo(case.member.zone)).date()
    with suppress(ValueError):
        asked = date.fromisoformat(request.GET.get("week", ""))
        shown = asked if abs(asked - shown) < FAR else shown
    return shown - timedelta(days=shown.weekday())


def _context(request: HttpRequest, slot: Slot | None, case: Case) -> dict[str, object]:
    """Everybody's week, and times the search found."""
    zone = case.member.zone
    found = free_slots(case.visit, zone=case.theirs, now=case.now, ignoring=case.meeting)
    monday = _monday(request, slot or next(iter(found), None), case)
    return {
        "here": "openings",
        "application": case.application,
        "visit": case.visit,
        "meeting": case.meeting,
        "found": [(one.key, moment_words(one.begins_at, zone)) for one in hand.spread(found, zone)],
        "week": hand.week_view(people_of(case.visit), monday, zone, now=case.now),
        "at": request.GET.get("at", "") if slot else "",
        "clock": town(zone),
    }


@team_page(Right.ANSWER)
@FORM
def off(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """Call an interview off, with the reason everybody reads."""
    member = member_of(request)
    interview = interview_for(member, public_id)
    form = OffForm(sent(request))
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        act.call_off(interview=interview, reason=reason, by=member, now=clock.now())
        messages.success(request, _("Called off. Everybody concerned is told."))
        return redirect("desk:application", interview.application.public_id)
    context = {
        "here": "openings",
        "interview": interview,
        "application": interview.application,
        "when": when_words(interview, member.zone),
        "form": form,
    }
    status = WRONG if form.errors else 200
    return render(request, "interviews/booking/off.html", context, status=status)


@team_page(Right.ANSWER)
@FORM
def replace(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """Let somebody stand in for a colleague who cannot come."""
    member = member_of(request)
    panelist = panelist_for(member, public_id)
    form = ReplaceForm(sent(request), instead_of=panelist.member)
    if form.is_valid():
        said = form.cleaned_data
        try:
            looked = "looked" in request.POST
            act.replace(panelist=panelist, looked=looked, by=member, now=clock.now(), **said)
        except AgainstOrder as why:
            ask_twice(form, why)
        except Refused as why:
            form.add_error(None, why.sentence)
        else:
            name = said["stand_in"].name
            messages.success(request, _("{name} comes. All are told.").format(name=name))
            return redirect("desk:application", panelist.interview.application.public_id)
    context = {
        "here": "openings",
        "panelist": panelist,
        "application": panelist.interview.application,
        "form": form,
    }
    status = WRONG if form.errors else 200
    return render(request, "interviews/booking/replace.html", context, status=status)
