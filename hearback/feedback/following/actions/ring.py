"""Handing a question to whoever follows it up, to ring: writing brought no answer in time."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from hearback.accounts.queries import who_answers
from hearback.channels.actions import queue
from hearback.feedback.asking.models import Ask
from hearback.feedback.asking.queries import with_all
from hearback.feedback.following import kinds, letters
from hearback.ledger.actions import record

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from hearback.accounts.models import Member
    from hearback.feedback.following.known import Known


def hand_over(known: Known, why: Mapping[int, str], *, now: datetime) -> None:
    """Let whoever asked, or answers for them, ring a contact; no more reminders go. Part of an act.

    `why` says for each question, by its key, why it is a call now.
    """
    Ask.objects.filter(pk__in=why).update(to_ring_at=now, next_at=None)
    asks = with_all(Ask.objects.filter(pk__in=why)).order_by("promise__due_at", "pk")
    callers: dict[Member, list[Ask]] = defaultdict(list)
    for one in asks:
        Ask.objects.filter(pk=one.pk).update(why_then=why[one.pk])
        caller = who_answers(one.followed_by, now=now)
        callers[caller].append(one)
        payload = {
            "ask": str(one.public_id),
            "told": caller.name,
            "who": known.contact.name,
            "name": one.application.name,
            "why": why[one.pk],
        }
        record(kinds.TO_RING, by=None, now=now, application=one.application, payload=payload)
    for caller, theirs in callers.items():
        reason, hours = why[theirs[0].pk], known.manner.calendar
        told = letters.to_ring(known.contact, caller, theirs, why=reason, calendar=hours, now=now)
        queue(told, now=now)
