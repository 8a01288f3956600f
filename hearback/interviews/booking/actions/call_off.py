"""Calling off: everybody is told why, and what comes next has a date."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from hearback.channels.actions import queue
from hearback.interviews.booking import kinds, letters, owing, panel_letters
from hearback.interviews.booking.actions.book import record_time
from hearback.interviews.booking.actions.earlier import free
from hearback.interviews.booking.actions.hold import clean_reason, hold, refuse_unless_ahead
from hearback.interviews.booking.actions.settle import unsay
from hearback.interviews.booking.seating import panel_of, stand_up
from hearback.interviews.models import AHEAD, Interview, InterviewState
from hearback.kit.errors import Refused
from hearback.pipeline.models import ApplicationState

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.accounts.models import Member
    from hearback.ledger.models import Entry


@transaction.atomic
def call_off(*, interview: Interview, reason: str, by: Member | None, now: datetime) -> Interview:
    """Call off an interview that is still ahead; `by` is None for the candidate or the clock.

    Everybody is told, with the reason and what comes next. Where the application goes on, there is
    an open promise with a date afterwards: the one there was, or a new one. Raises Refused without
    a reason, or when it is off or over.
    """
    interview = hold(interview)
    reason = clean_reason(reason, by)
    refuse_unless_ahead(interview)
    if interview.ends_at is not None and interview.ends_at <= now:
        raise Refused(_("This interview is over, so it cannot be called off any more."))
    with translation.override(interview.application.language):
        told = reason or _("You called it off.")
    why = reason or "The candidate called it off."
    return take_off(interview, Said(told, why, by_them=by is None), by=by, now=now)


@dataclass(frozen=True)
class Said:
    """Why it is off: as the candidate is told in their language, and as the team is told."""

    told: str
    why: str
    by_them: bool = False


def take_off(interview: Interview, said: Said, *, by: Member | None, now: datetime) -> Interview:
    """Call it off once it is held and may be; part of every act that does."""
    panel = panel_of(interview)
    was_booked = interview.state == InterviewState.BOOKED
    if was_booked:
        free(interview, now=now)
    stand_up(interview)
    interview.state, interview.ended_at = InterviewState.CANCELLED, now
    interview.reason, interview.wants_earlier = said.told, False
    interview.sequence += was_booked
    if was_booked or not unsay(interview, by=by, now=now):
        _tell_candidate(interview, said, by=by, now=now)
    interview.save()
    for panelist in panel:
        panelist.interview = interview
        when = panel_letters.when_for(panelist)
        queue(panel_letters.freed(panelist, when=when, reason=said.why, off=True, now=now), now=now)
    if by is None:
        queue(panel_letters.heard(interview, reason=said.why), now=now)
    record_time(kinds.CALLED_OFF, interview, reason=said.why, by=by, now=now)
    return interview


def _tell_candidate(interview: Interview, said: Said, *, by: Member | None, now: datetime) -> None:
    """Why it is off, and what comes next; there is always a date while the application goes on."""
    debt = owing.what_goes_on(interview.application, now=now)
    letter = letters.called_off(
        interview, reason=said.told, by_them=said.by_them, promise=debt.words, now=now
    )
    interview.promise = debt.settle(queue(letter, now=now), by=by, now=now) or interview.promise


@transaction.atomic
def call_off_unsaid(entry: Entry, *, now: datetime) -> None:
    """When an invitation is taken back or given up in the outbox, so is what it invited to."""
    invited = Interview.objects.filter(
        state=InterviewState.INVITED, promise__told_by=entry.payload["message"]
    )
    for interview in invited:
        held = hold(interview)
        if held.state == InterviewState.INVITED:
            why = "The invitation was taken back before it left."
            take_off(held, Said(why, why), by=entry.by, now=now)


def call_off_all(entry: Entry, *, now: datetime) -> None:
    """Call off whatever is ahead of somebody whose application has ended.

    What has begun took place, or did not: those in the room say so, and nobody is written to.
    """
    ahead = Interview.objects.to_come(now=now).filter(application=entry.application_id)
    for interview in ahead.order_by("pk"):
        held = hold(interview)
        if held.state in AHEAD:
            take_off(held, _has_ended(held), by=None, now=now)


def _has_ended(interview: Interview) -> Said:
    application = interview.application
    withdrew = application.state == ApplicationState.WITHDRAWN
    with translation.override(application.language):
        told = _("You withdrew your application.") if withdrew else _("You have had our answer.")
    if withdrew:
        return Said(told, f"{application.name} withdrew.", by_them=True)
    return Said(told, f"{application.name} has had our answer.")
