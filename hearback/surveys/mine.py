"""What a candidate's own page needs: what they were asked, and what they said as long as it waits.

Whoever holds the link reads this, and nobody else: never a page of the team.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hearback.surveys.models import Asking, Opinion, Quiet
from hearback.surveys.timing import OPEN_FOR

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.pipeline.models import Application


def asking_of(application: Application, moment: str) -> Asking | None:
    """What somebody was asked after a moment; None when they were not."""
    asked = Asking.objects.filter(application=application, moment=moment, asked_at__isnull=False)
    return asked.first()


def said_before(asking: Asking) -> Opinion | None:
    """What they said, counted or not."""
    return Opinion.objects.filter(asking=asking).first()


def is_closed(asking: Asking, *, now: datetime) -> bool:
    """Whether it is too late to answer."""
    return asking.asked_at is None or asking.asked_at + OPEN_FOR <= now


def still_asked(application: Application, *, now: datetime) -> Asking | None:
    """The newest question they may answer on their page and have not; None after "not again"."""
    asked = Asking.objects.filter(
        application=application, asked_at__gt=now - OPEN_FOR, opinion=None
    )
    newest = asked.order_by("-asked_at").first()
    return None if newest is None or would_rather_not(application) else newest


def would_rather_not(application: Application) -> bool:
    """Whether this person asked us not to ask."""
    return Quiet.objects.filter(candidate=application.candidate_id).exists()
