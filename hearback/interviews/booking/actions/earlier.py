"""Earlier times: what somebody gave up is told, once, to those who would like to come earlier."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from hearback.interviews.booking.models import Freed
from hearback.interviews.models import Interview

if TYPE_CHECKING:
    from datetime import datetime


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
