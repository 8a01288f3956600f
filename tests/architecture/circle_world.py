"""A word that was asked for, and feedback that was given, for the table of routes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hearback.channels.models import Message
from hearback.feedback.circle.models import Feedback, Keen, Point, PointSide, Said

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.interviews.models import Interview
    from tests.cast import Cast


def a_word(cast: Cast, interview: Interview, now: datetime) -> Said:
    """What a candidate said after an interview, and may be passed on; they had feedback too."""
    _given_feedback(cast, interview, now)
    return Said.objects.create(
        application=interview.application,
        subject=interview.public_id,
        words=interview.round.name,
        to=cast.susan,
        asked_at=now,
        tap=Keen.STILL,
        may_pass_on=True,
        said_at=now,
    )


def _given_feedback(cast: Cast, interview: Interview, now: datetime) -> None:
    """Feedback a candidate has had."""
    application = interview.application
    feedback = Feedback.objects.create(
        application=application,
        level="points",
        language="en",
        drafted_by=cast.susan,
        drafted_at=now,
        approved_by=cast.susan,
        approved_at=now,
        message=Message.objects.filter(about=application.public_id).first(),
    )
    Point.objects.create(
        feedback=feedback, position=0, side=PointSide.STRENGTH, text="Leading a team", source="Ben"
    )
    feedback.given_at = now
    feedback.save()
