"""Reads of what waits for a call: who is to be rung, by whom, and since when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hearback.accounts.queries import who_answers
from hearback.feedback.asking.models import Ask
from hearback.feedback.asking.queries import with_all

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.accounts.models import Member
    from hearback.pipeline.models import Contact


def to_ring(member: Member, *, now: datetime) -> list[Ask]:
    """What this member rings contacts about, for others too whom they stand in for."""
    waiting = with_all(Ask.objects.open().filter(to_ring_at__isnull=False))
    return [
        one
        for one in waiting.order_by("to_ring_at", "pk")
        if who_answers(one.asked_by, now=now) == member
    ]


def reminders_of(contact: Contact) -> list[tuple[datetime, str]]:
    """When reminders went to a contact, and by which way, newest first."""
    return list(contact.reminders.order_by("-at").values_list("at", "channel"))
