"""Looking again at booking: the calendars of whoever would sit in it are read before it counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hearback.accounts.models import Member
from hearback.interviews.availability.queries import slot_at
from hearback.interviews.calendars.actions import read_now

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.interviews.models import Interview, Round
    from hearback.rules.slots import Slot


def look_again(
    round: Round,  # noqa: A002  the field's own word
    key: str,
    *,
    zone: str,
    now: datetime,
    ignoring: Interview | None = None,
) -> Slot | None:
    """The slot a form named, after reading the calendars of its people; None when it is gone.

    Parameters as for `slot_at`. Where a calendar just read keeps somebody of a pool away, another
    of them sits, once everybody's calendar was read too. What cannot be read within about three
    seconds stands as it is known: nobody waits for somebody's server. Call it outside a
    transaction.
    """
    first = slot_at(round, key, zone=zone, now=now, ignoring=ignoring)
    if first is None:
        return None
    read_now(_members(first), now=now)
    second = slot_at(round, key, zone=zone, now=now, ignoring=ignoring)
    if second is None or _people(second) <= _people(first):
        return second
    read_now(Member.objects.filter(interview_sessions__round=round).distinct(), now=now)
    return slot_at(round, key, zone=zone, now=now, ignoring=ignoring)


def _members(slot: Slot) -> list[Member]:
    return list(Member.objects.filter(pk__in=_people(slot)))


def _people(slot: Slot) -> set[int]:
    return {number for part in slot.parts for number in part.members}
