"""What happens to an application or opening, as far as a referrer may hear of it.

These acts only say when the clock is to look: what the letter says is read when it is written.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Value
from django.db.models.functions import Least

from hearback.relations.models import Referral, ReferralState

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from hearback.ledger.models import Entry

# Whoever was decided about reads it first, and tells it themselves if they like.
THEIRS_FIRST = timedelta(days=1)


def they_talk(entry: Entry, *, now: datetime) -> None:
    """The candidate has read that we would like to go on: we are in conversation."""
    _to_hear_of(entry).filter(talking_since=None).update(talking_since=now, next_at=now)


def they_ended(entry: Entry, *, now: datetime) -> None:
    """The candidate has read a decision, or withdrew; the referrer hears a day later."""
    by = Least("next_at", Value(now + THEIRS_FIRST))
    _to_hear_of(entry).update(next_at=by)


def close_waiting(entry: Entry, *, now: datetime) -> None:
    """Nobody new can apply: whoever was thought of and has not applied is not asked any more."""
    waiting = Referral.objects.waiting().filter(opening=entry.opening)
    waiting.update(state=ReferralState.CLOSED, ended_at=now, next_at=now)


def _to_hear_of(entry: Entry) -> QuerySet[Referral]:
    """The referral of this application, if its referrer still is to hear more."""
    return Referral.objects.filter(application=entry.application_id or 0, next_at__isnull=False)
