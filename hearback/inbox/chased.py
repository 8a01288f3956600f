"""Who was reminded lately of what they owe us, whichever chapter wrote: nobody is chased twice."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING

from hearback.accounts.models import Member
from hearback.accounts.queries import number_for_texts
from hearback.channels.models import Message
from hearback.rules.wall import local_day, zone_of

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

A_DAY = timedelta(days=1)
# The purposes of what reminds somebody of a word, and of a scorecard.
WORD, SCORECARD = "feedback.reminder", "interviews.scorecard_missing"


def reminders_to(
    addresses: Collection[str], *, purpose: str, since: datetime
) -> dict[str, list[datetime]]:
    """When each of these addresses (mail or number) was written to so since a moment (aware)."""
    found: dict[str, list[datetime]] = defaultdict(list)
    written = Message.objects.filter(
        to_address__in=[one for one in addresses if one], created_at__gte=since, purpose=purpose
    )
    for address, at in written.values_list("to_address", "created_at"):
        found[address].append(at)
    return found


def nudged_today(member: Member, *, now: datetime) -> datetime | None:
    """When a colleague was last reminded on this day of theirs, of whatever; None when not.

    Whoever is about to remind them holds them first; see `hold_person`.
    """
    zone = zone_of(member.zone)
    times = [
        at
        for purpose in (WORD, SCORECARD)
        for ats in reminders_to(_ways(member), purpose=purpose, since=now - A_DAY).values()
        for at in ats
        if local_day(at, zone) == local_day(now, zone)
    ]
    return max(times, default=None)


def hold_person(key: int) -> None:
    """Hold a colleague, by their key, until the transaction ends: nobody else reminds them now."""
    list(Member.objects.select_for_update(no_key=True).filter(pk=key).values_list("pk"))


def _ways(member: Member) -> list[str]:
    return [member.email, number_for_texts(member)]
