"""The day at the desk: today's interviews as they stand, the rescue, and how a meeting ended."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hearback.accounts.access import Right, member_of, team_page
from hearback.interviews.booking.queries import interview_for
from hearback.interviews.day import actions as act
from hearback.interviews.day.forms import HELD, HappenedForm
from hearback.interviews.day.models import How, Missing
from hearback.interviews.day.queries import (
    denied_ending,
    meeting_of,
    meetings_today,
    standing_words,
)
from hearback.interviews.invites.standing_in import could_stand_in
from hearback.interviews.models import InterviewState
from hearback.kit import clock
from hearback.kit.moments import day_hour, hour
from hearback.kit.sent import sent

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from hearback.accounts.models import Member
    from hearback.interviews.day.queries import Meeting
    from hearback.interviews.models import Interview


@dataclass(frozen=True)
class Row:
    """One meeting of the day: when, who, how both sides stand, and the one act it needs."""

    meeting: Meeting
    hour: str
    guest: str
    people: list[tuple[str, str]]
    ended: str
    is_alarm: bool
    may_end: bool


@team_page(Right.ANSWER)
@require_safe
def today(request: HttpRequest) -> HttpResponse:
    """Today's interviews in order, with how both sides stand."""
    member, now = member_of(request), clock.now()
    rows = [_row(meeting, member, now=now) for meeting in meetings_today(member, now=now)]
    context = {"here": "today", "rows": rows, "now": now, "zone": member.zone}
    return render(request, "interviews/day/today.html", context)


def _row(meeting: Meeting, member: Member, *, now: datetime) -> Row:
    interview, zone = meeting.interview, ZoneInfo(member.zone)
    is_booked = interview.state == InterviewState.BOOKED
    alarms = [meeting.alone(missing) for missing in Missing] if is_booked else []
    return Row(
        meeting,
        hour(meeting.begins_at, zone),
        standing_words(meeting.guest, meeting.begins_at, now=now, zone=zone),
        _people(meeting, zone, now=now),
        "" if is_booked else str(InterviewState(interview.state).label),
        any(at is not None and at <= now for at in alarms),
        is_booked and meeting.begins_at <= now,
    )


def _people(meeting: Meeting, zone: ZoneInfo, *, now: datetime) -> list[tuple[str, str]]:
    return [
        (
            one.panelist.member.name,
            standing_words(
                one.said,
                one.begins_at,
                now=now,
                zone=zone,
                stands_in=one.panelist.is_stand_in,
            ),
        )
        for one in meeting.people
    ]


@team_page(Right.ANSWER)
@require_safe
def rescue(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What to do when somebody waits alone: ring, stand in, say sorry, a new time."""
    member, now = member_of(request), clock.now()
    interview = interview_for(member, public_id)
    meeting = meeting_of(interview)
    absent = [one.panelist for one in meeting.people if not one.said.here_at] if meeting else []
    alone = interview.left_alone.order_by("-alarmed_at").first()
    context = {
        "here": "today",
        "interview": interview,
        "application": interview.application,
        "row": _row(meeting, member, now=now) if meeting else None,
        "absent": [(panelist, could_stand_in(panelist)) for panelist in absent],
        "alone": alone,
        "guest_waits": alone is not None and alone.missing == Missing.HOSTS,
        "now": now,
        "zone": member.zone,
    }
    return render(request, "interviews/day/rescue.html", context)


@team_page(Right.ANSWER)
@require_POST
def sorry(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Write to the candidate that we are sorry for the wait."""
    member = member_of(request)
    interview = interview_for(member, public_id)
    if act.apologise_for_wait(interview=interview, by=member, now=clock.now()):
        messages.success(request, _("The letter is on its way."))
    return redirect("interviews:interview_rescue", public_id=public_id)


@team_page(Right.ANSWER)
@require_http_methods(["GET", "HEAD", "POST"])
def happened(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Say how a meeting ended."""
    member, now = member_of(request), clock.now()
    interview = interview_for(member, public_id)
    form = HappenedForm(sent(request))
    if form.is_valid():
        _note(interview, form.cleaned_data, member, now=now)
        messages.success(request, _("Noted."))
        return redirect("interviews:today")
    begins_at = interview.begins_at
    context = {
        "here": "today",
        "interview": interview,
        "application": interview.application,
        "when": day_hour(begins_at, ZoneInfo(member.zone)) if begins_at else "",
        "form": form,
        "denied": denied_ending(interview),
    }
    return render(
        request, "interviews/day/happened.html", context, status=422 if form.errors else 200
    )


def _note(interview: Interview, said: dict[str, Any], member: Member, *, now: datetime) -> None:
    """How it ended, as the form says."""
    if said["happened"] == HELD:
        act.note_held(interview=interview, by=member, now=now)
        return
    act.note_missed(
        interview=interview,
        missing=Missing(said["missing"]),
        excused=said["how"] == How.EXCUSED,
        words=said["words"],
        by=member,
        now=now,
    )
