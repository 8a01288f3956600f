"""Alarms of booked calls: whoever rings hears of it before whoever waits has to wonder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from hearback.accounts.queries import who_covers
from hearback.channels.actions import queue
from hearback.inbox.callbacks import kinds, letters
from hearback.inbox.callbacks.models import Callback, CallbackKind
from hearback.ledger.actions import record
from hearback.rules.calls import Alarm, alarm_due, first_alarm_by

if TYPE_CHECKING:
    from datetime import datetime

STEPS = {
    Alarm.SOON: "begins in a few minutes",
    Alarm.NOW: "is now",
    Alarm.STAND_IN: "has not been made yet",
}


def alarm_calls(*, now: datetime, limit: int = 200) -> int:
    """Ring every alarm of a booked call whose moment has come; returns how many rang.

    The rows hold the truth: an alarm rings once however often and in however many places this
    runs, and those missed while nobody looked are passed over for the latest.
    """
    booked = Callback.objects.owed().filter(
        kind=CallbackKind.MOMENT,
        alarmed__lt=Alarm.STAND_IN,
        begins_at__lte=first_alarm_by(now),
        ringing_at=None,
    )
    related = booked.select_related("conversation__application", "promise__owner__stand_in")
    return sum(_ring(callback, now=now) for callback in related.order_by("begins_at")[:limit])


@transaction.atomic
def _ring(callback: Callback, *, now: datetime) -> bool:
    step = alarm_due(callback.begins_at, callback.alarmed, now)
    if step is None or not _claim(callback, step):
        return False
    owner, conversation = callback.promise.owner, callback.conversation
    to = who_covers(owner, now=now) if step == Alarm.STAND_IN else owner
    queue(letters.call_alarm(callback, to, step), now=now)
    record(
        kinds.CALL_ALARM,
        by=None,
        now=now,
        application=conversation.application,
        opening=conversation.opening,
        payload={"told": to.name, "name": conversation.name, "step": STEPS[step]},
    )
    return True


def _claim(callback: Callback, step: Alarm) -> bool:
    """Whether this process is the one that rings it."""
    mine = Callback.objects.filter(pk=callback.pk, alarmed=callback.alarmed)
    return bool(mine.update(alarmed=step))
