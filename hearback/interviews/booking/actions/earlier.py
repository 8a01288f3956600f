"""Earlier times: what somebody gave up is told, once, to those who would like to come earlier."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from hearback.channels.actions import queue
from hearback.interviews.availability.queries import free_slots
from hearback.interviews.booking import kinds, letters
from hearback.interviews.booking.actions.book import record_time
from hearback.interviews.booking.actions.hold import hold
from hearback.interviews.booking.models import Freed
from hearback.interviews.booking.words import zone_for
from hearback.interviews.models import Interview, InterviewState
from hearback.kit.each import each
from hearback.pipeline.models import ApplicationState, OpeningState

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.rules.slots import Slot


AT_ONCE = 20
AROUND = timedelta(hours=8)


def free(interview: Interview, *, now: datetime) -> None:
    """Note that the time of a booked interview is given up; part of moving and of calling off."""
    if interview.begins_at and interview.ends_at and interview.begins_at > now:
        Freed.objects.create(
            opening_id=interview.application.opening_id,
            begins_at=interview.begins_at,
            ends_at=interview.ends_at,
            freed_at=now,
        )


def offer_freed(*, now: datetime) -> int:
    """Tell those who wait of the times that came free; returns how many letters were written.

    Each freed time is claimed by one worker and looked at once, so nobody is told twice of one
    change. Whoever takes it first has it.
    """
    waiting = Freed.objects.filter(offered_at=None).order_by("freed_at")[:AT_ONCE]
    return each(waiting, lambda freed: _offer(freed, now=now), failed="freed_time_not_offered")


@transaction.atomic
def _offer(freed: Freed, *, now: datetime) -> int:
    claimed = Freed.objects.filter(pk=freed.pk, offered_at=None).update(offered_at=now)
    if not claimed or freed.begins_at <= now:
        return 0
    would_come = Interview.objects.filter(
        state=InterviewState.BOOKED,
        wants_earlier=True,
        application__opening=freed.opening,
        application__state=ApplicationState.IN_PROGRESS,
        application__opening__state=OpeningState.PUBLISHED,
        begins_at__gt=freed.begins_at,
    )
    return sum(_tell(one, freed, now=now) for one in would_come.order_by("waits_since")[:AT_ONCE])


def _tell(interview: Interview, freed: Freed, *, now: datetime) -> int:
    """Write to one who waits, when the freed time really suits their round and its people."""
    interview = hold(interview)
    slot = _slot_in(interview, freed, now=now)
    if slot is None or not interview.wants_earlier or interview.state != InterviewState.BOOKED:
        return 0
    letter = letters.earlier(interview, begins_at=slot.begins_at, ends_at=slot.ends_at, now=now)
    queue(letter, now=now)
    told = Interview(
        pk=interview.pk,
        application=interview.application,
        round=interview.round,
        coordinator=interview.coordinator,
        begins_at=slot.begins_at,
        ends_at=slot.ends_at,
    )
    record_time(kinds.EARLIER_OFFERED, told, by=None, now=now)
    return 1


def _slot_in(interview: Interview, freed: Freed, *, now: datetime) -> Slot | None:
    """The first time that is free by now because this one was given up, and earlier than theirs."""
    zone = zone_for(interview.application)
    begins_at = interview.begins_at
    if begins_at is None:
        return None
    slots = free_slots(
        interview.round,
        zone=zone,
        now=now,
        since=freed.begins_at - AROUND,
        until=freed.ends_at + AROUND,
        ignoring=interview,
    )
    fits = (
        one
        for one in slots
        if one.begins_at < begins_at
        and one.begins_at < freed.ends_at
        and freed.begins_at < one.ends_at
    )
    # The very hour that was given up comes before one that only touches it.
    return min(fits, key=lambda one: abs(one.begins_at - freed.begins_at), default=None)
