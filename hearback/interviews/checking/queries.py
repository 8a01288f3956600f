"""Reads of what is asked about a job: what is due, who is behind a link, what still waits."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Exists, F, OuterRef, Q

from hearback.interviews.checking.models import Ask, Check, Moment
from hearback.interviews.models import Interview, InterviewState
from hearback.pipeline.models import OpeningState

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from hearback.accounts.models import Member
    from hearback.pipeline.models import Opening

# A question's check stands for its interview only while that is booked as it was.
AS_BOOKED = Q(interview__state=InterviewState.BOOKED, interview__begins_at=F("begins_at"))
_ABOUT = ("interview__application", "interview__round__opening__place", "interview__coordinator")


def travel_of(interview: Interview) -> timedelta:
    """How long the way takes: as they told us, else as the round assumes; none to a call."""
    if not interview.round.is_in_person:
        return timedelta()
    told = interview.travel_minutes
    return timedelta(minutes=interview.round.travel_minutes if told is None else told)


def booked_ahead_by(pk: int, *, now: datetime) -> Interview | None:
    """One interview with its opening and who owns that, if it is booked and to come."""
    return _booked_ahead(now).filter(pk=pk).first()


def unplanned(*, now: datetime) -> QuerySet[Interview]:
    """Booked interviews to come nobody planned to ask about as they are booked."""
    planned = Check.objects.filter(
        interview=OuterRef("pk"), begins_at=OuterRef("begins_at"), moment=Moment.MORNING
    )
    return _booked_ahead(now).exclude(Exists(planned)).order_by("begins_at")


def _booked_ahead(now: datetime) -> QuerySet[Interview]:
    related = ("application", "round__opening__owner__place", "round__opening__owner__stand_in")
    return Interview.objects.booked().filter(begins_at__gt=now).select_related(*related)


def to_be_asked(*, now: datetime) -> QuerySet[Check]:
    """Checks whose moment has come and whose trip can still be stopped, of running openings."""
    due = Check.objects.filter(AS_BOOKED, ask=None, ask_at__lte=now, last_call__gt=now)
    running = due.filter(interview__round__opening__state=OpeningState.PUBLISHED)
    return running.select_related(*_ABOUT, "interview__round__opening__owner__stand_in")


def unconfirmed(*, now: datetime) -> QuerySet[Check]:
    """Checks of the day that nobody answered, and whose trip is about to begin.

    Nor is one answered that we should have asked and did not, because nothing ran here meanwhile.
    """
    not_asked = Q(ask=None, ask_at__gt=F("interview__booked_at"))
    silent = Q(ask__answered_at=None, ask__isnull=False) | not_asked
    late = Check.objects.filter(AS_BOOKED, silent, last_call__lte=now, begins_at__gt=now)
    return late.filter(moment=Moment.MORNING, rung_at=None).select_related(*_ABOUT, "ask")


def still_concerned(ask: Ask) -> QuerySet[Check]:
    """The checks of a question whose interviews are booked as they were, soonest first."""
    mine = ask.checks.filter(AS_BOOKED).select_related(*_ABOUT)
    return mine.order_by("begins_at", "pk")


def coming(ask: Ask, *, now: datetime) -> list[Check]:
    """Who still comes of those a question is about, soonest first; asked at both moments once."""
    return list(still_concerned(ask).filter(begins_at__gt=now))


def is_past(ask: Ask, *, now: datetime) -> bool:
    """Whether all it was asked about has begun, as it was planned then."""
    return not ask.checks.filter(begins_at__gt=now).exists()


def asked_by_link(fingerprint: str) -> tuple[Ask, Member] | None:
    """The question behind a link and whose link it is; None when there is none, or they left."""
    related = ("opening__place", "asked_of", "escalated_to", "answered_by")
    asks = Ask.objects.select_related(*related)
    ask = asks.filter(Q(fingerprint=fingerprint) | Q(cover_fingerprint=fingerprint)).first()
    if ask is None:
        return None
    who = ask.asked_of if ask.fingerprint == fingerprint else ask.escalated_to
    return (ask, who) if who is not None and who.is_active else None


def questions_about(opening: Opening) -> QuerySet[Ask]:
    """What was asked about an opening and nobody has answered, soonest first."""
    waiting = opening.asks.unanswered().select_related("asked_of", "escalated_to", "opening__place")
    return waiting.order_by("last_call")


def booked_ahead(opening: Opening, *, now: datetime) -> int:
    """How many people are booked here for later than now: whom a pause would stop."""
    booked = Interview.objects.booked().filter(round__opening=opening, begins_at__gt=now)
    return booked.count()
