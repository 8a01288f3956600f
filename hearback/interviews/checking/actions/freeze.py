"""An opening stopped: from this moment its interviews are called off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from hearback.interviews.checking import kinds
from hearback.interviews.checking.models import Freeze, Why
from hearback.interviews.models import Interview
from hearback.ledger.actions import record
from hearback.pipeline.models import Opening, OpeningState

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from hearback.accounts.models import Member
    from hearback.ledger.models import Entry


def ahead_in(opening: Opening | None, *, now: datetime) -> QuerySet[Interview]:
    """Who may still come: invited, or booked for later than now; in one opening, or in all.

    One that has begun goes on: those in the room decide.
    """
    ahead = Interview.objects.to_come(now=now)
    return ahead if opening is None else ahead.filter(round__opening=opening)


def freeze_for_pause(entry: Entry, *, now: datetime) -> None:
    """Follows the pause of an opening."""
    if entry.opening is not None:
        _freeze(entry.opening, Why.PAUSED, by=entry.by, now=now)


def freeze_for_ending(entry: Entry, *, now: datetime) -> None:
    """Follows the beginning of an opening's end, and the end itself."""
    if entry.opening is not None:
        _freeze(entry.opening, Why.ENDING, by=entry.by, now=now)


def freeze_slipped(*, now: datetime) -> int:
    """Find interviews that slipped in while their opening stopped; returns in how many openings.

    It was booked in the very moment somebody paused, or the bell was lost: what is booked tells.
    """
    slipped = ahead_in(None, now=now).exclude(round__opening__state=OpeningState.PUBLISHED)
    stopped = Opening.objects.filter(pk__in=slipped.values("round__opening"))
    unnoticed = stopped.exclude(freezes__done_at=None, freezes__isnull=False)
    for opening in unnoticed:
        over = opening.state in {OpeningState.FILLED, OpeningState.CLOSED}
        _freeze(opening, Why.ENDING if over else Why.PAUSED, by=None, now=now)
    return len(unnoticed)


@transaction.atomic
def _freeze(opening: Opening, why: Why, *, by: Member | None, now: datetime) -> None:
    """Note that nobody comes any more, and ring the bell that calls them off."""
    if not ahead_in(opening, now=now).exists():
        return
    freeze, is_new = Freeze.objects.get_or_create(
        opening=opening, done_at=None, defaults={"why": why, "by": by, "frozen_at": now}
    )
    if not is_new:
        Freeze.objects.filter(pk=freeze.pk).update(why=why)
        return
    said = {"why": str(Why(why).label)}
    record(kinds.INTERVIEWS_FROZEN, by=by, now=now, opening=opening, payload=said)
    ring()


def ring() -> None:
    """Defer the task that calls them off; harmless when rung twice, the clock rings it too."""
    from hearback.interviews.checking.tasks import stop  # noqa: PLC0415  the task imports the acts

    stop.defer()
