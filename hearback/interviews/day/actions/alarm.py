"""Somebody waits alone: whoever coordinates and the opening's owner hear of it, once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from hearback.channels.actions import queue
from hearback.interviews.day import kinds, letters
from hearback.interviews.day.models import Alone, Missing
from hearback.interviews.day.queries import being_met, told_of_alone
from hearback.kit.each import each
from hearback.ledger.actions import record

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.interviews.day.queries import Meeting


def ring_alarms(*, now: datetime) -> int:
    """Tell of everybody who waits alone by now; returns of how many. Each rings once."""
    alone = [
        (meeting, missing)
        for meeting in being_met(now=now)
        for missing in Missing
        if (at := meeting.alone(missing)) is not None and at <= now
    ]
    return each(alone, lambda one: _ring(*one, now=now), failed="alarm_not_rung")


def _ring(meeting: Meeting, missing: Missing, *, now: datetime) -> bool:
    interview = meeting.interview
    key = {"interview": interview, "begins_at": meeting.begins_at, "missing": missing}
    if Alone.objects.filter(**key).exists():
        return False
    since = meeting.alone(missing) or now
    try:
        with transaction.atomic():
            alone = Alone.objects.create(**key, since=since, alarmed_at=now)
            _tell(alone, meeting, now=now)
    except IntegrityError:
        return False  # another process rang it
    return True


def _tell(alone: Alone, meeting: Meeting, *, now: datetime) -> None:
    interview = meeting.interview
    told = told_of_alone(interview, now=now)
    for member in sorted(told, key=lambda one: one.pk):
        queue(letters.alone(alone, meeting, member), now=now)
    waits = meeting.who_waits(Missing(alone.missing))
    said = {"told": ", ".join(sorted(one.name for one in told)), "who": waits}
    record(
        kinds.ALARM,
        by=None,
        now=now,
        application=interview.application,
        payload={**said, "round": interview.round.name},
    )
