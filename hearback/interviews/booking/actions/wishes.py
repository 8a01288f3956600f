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
    from hearback.ledger.kinds import Kind

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
    is_new = (travel_minutes, needs) != (interview.travel_minutes, interview.needs)
    waits = wants_earlier and interview.state == InterviewState.BOOKED
    begins_to_wait = waits and not interview.wants_earlier
    interview.travel_minutes, interview.needs = travel_minutes, needs
    if waits != interview.wants_earlier:
        interview.wants_earlier, interview.waits_since = waits, now if waits else None
    interview.save()
    # Stored first: what follows these entries reads the row.
    if is_new:
        _record(kinds.TOLD_US, interview, now=now, words=_in_words(travel_minutes, needs))
    if begins_to_wait:
        _record(kinds.WAITS, interview, now=now)
    return interview


def _in_words(travel_minutes: int | None, needs: str) -> str:
    told = [f"{travel_minutes} min"] if travel_minutes else []
    return "; ".join([*told, *([needs] if needs else [])]) or "—"


def _record(kind: Kind, interview: Interview, *, now: datetime, **more: str) -> None:
    application = interview.application
    said = {"interview": interview.pk, "name": application.name, "round": interview.round.name}
    record(kind, by=None, now=now, application=application, payload={**said, **more})
