"""Booking: a time was chosen, by the candidate from their page or by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from hearback.channels.actions import queue
from hearback.interviews.booking import kinds, letters, owing, panel_letters
from hearback.interviews.booking.actions.hold import (
    hold,
    refuse_ended,
    refuse_unless_ahead,
)
from hearback.interviews.booking.actions.invite import open_interview
from hearback.interviews.booking.against import look_past, plans_for
from hearback.interviews.booking.seating import panel_of, seat
from hearback.interviews.booking.words import when_words
from hearback.interviews.checking.gate import refuse_frozen
from hearback.interviews.models import InterviewState
from hearback.kit.errors import Refused
from hearback.ledger.actions import record

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.accounts.models import Member
    from hearback.interviews.models import Interview, Round
    from hearback.ledger.kinds import Kind
    from hearback.pipeline.models import Application
    from hearback.rules.slots import Slot


@transaction.atomic
def book(*, interview: Interview, slot: Slot, by: Member | None, now: datetime) -> Interview:
    """Book a time for somebody who was invited; `by` is None when they chose it themselves.

    The confirmation, the colleagues' invitations with the brief and everybody's calendar parts are
    queued. An answer that would be due before it ends is due after it. The same time booked twice
    is booked once. Raises Taken when somebody was faster, Refused when it cannot be booked.
    """
    interview = hold(interview)
    if interview.state == InterviewState.BOOKED and interview.begins_at == slot.begins_at:
        return interview
    refuse_unless_ahead(interview)
    if interview.state == InterviewState.BOOKED:
        raise Refused(_("There is a time booked already; move it instead."))
    refuse_ended(interview.application)
    refuse_frozen(interview.application.opening)
    return _book(interview, slot, by=by, now=now)


@transaction.atomic
def book_by_hand(
    *,
    application: Application,
    visit: Round,
    slot: Slot,
    looked: bool = False,
    by: Member,
    now: datetime,
) -> Interview:
    """Book a time without inviting first, as agreed on the phone; the confirmation is the answer.

    Raises as `invite` and `book` do; `looked` as there.
    """
    if looked:
        look_past(application, plans_for(visit, slot, by=by), by=by, now=now)
    interview = application.interviews.ahead().filter(round=visit).first()
    if interview is None:
        interview = open_interview(application, visit, by=by, now=now)
    return book(interview=interview, slot=slot, by=by, now=now)


def _book(interview: Interview, slot: Slot, *, by: Member | None, now: datetime) -> Interview:
    if slot.begins_at <= now:
        raise Refused(_("This time has passed. Please choose one that is still to come."))
    seat(interview, slot, by=by, now=now)
    interview.state = InterviewState.BOOKED
    interview.begins_at, interview.ends_at = slot.begins_at, slot.ends_at
    interview.booked_at = now
    debt = owing.after_its_end(interview, slot.ends_at, now=now)
    message = queue(letters.booked(interview, promise=debt.words, now=now), now=now)
    interview.promise = debt.settle(message, by=by, now=now) or interview.promise
    interview.save()
    for panelist in panel_of(interview):
        panelist.interview = interview
        queue(panel_letters.seated(panelist, now=now), now=now)
    if by is None:
        queue(panel_letters.heard(interview, booked=True), now=now)
    record_time(kinds.BOOKED, interview, by=by, now=now)
    return interview


def record_time(
    kind: Kind,
    interview: Interview,
    *,
    reason: str = "",
    by: Member | None,
    now: datetime,
) -> None:
    """Put on record when an interview is by now, on the clock of whoever looks after it."""
    begins_at = interview.begins_at
    with translation.override(panel_letters.TO_COLLEAGUES):
        when = when_words(interview, interview.coordinator.zone)
    record(
        kind,
        by=by,
        now=now,
        application=interview.application,
        payload={
            "interview": interview.pk,
            "name": interview.application.name,
            "round": interview.round.name,
            "when": when,
            "begins_at": begins_at.isoformat() if begins_at else "",
            "reason": reason,
        },
    )
