"""What the guest tells us before the day: travel, needs, and that they would come earlier."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from hearback.interviews.booking import kinds
from hearback.interviews.booking.actions.hold import hold, refuse_ended, refuse_unless_ahead
from hearback.interviews.models import InterviewState
from hearback.ledger.actions import record
from hearback.rules.text import many_lines

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.interviews.models import Interview

NEEDS_LIMIT = 1000


@transaction.atomic
def tell_us(
    *,
    interview: Interview,
    travel_minutes: int | None,
    needs: str,
    wants_earlier: bool,
    now: datetime,
) -> Interview:
    """Note how long their way takes, what they need, and whether an earlier time would be welcome.

    The same told again changes nothing. Raises Refused when it is off or over.
    """
    interview = hold(interview)
    refuse_unless_ahead(interview)
    refuse_ended(interview.application)
    needs = many_lines(needs, NEEDS_LIMIT).strip()
    said = {"name": interview.application.name, "round": interview.round.name}
    if (travel_minutes, needs) != (interview.travel_minutes, interview.needs):
        interview.travel_minutes, interview.needs = travel_minutes, needs
        told = [f"{travel_minutes} min"] if travel_minutes else []
        words = "; ".join([*told, *([needs] if needs else [])]) or "—"
        about = {"interview": interview.pk, "words": words, **said}
        record(kinds.TOLD_US, by=None, now=now, application=interview.application, payload=about)
    waits = wants_earlier and interview.state == InterviewState.BOOKED
    if waits != interview.wants_earlier:
        interview.wants_earlier, interview.waits_since = waits, now if waits else None
        if waits:
            about = {"interview": interview.pk, **said}
            record(kinds.WAITS, by=None, now=now, application=interview.application, payload=about)
    interview.save()
    return interview
