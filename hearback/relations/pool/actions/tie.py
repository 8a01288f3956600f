"""Who applies to an opening we told them of came back through the pool."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hearback.channels.models import MessageState
from hearback.ledger.actions import record
from hearback.relations.pool import kinds
from hearback.relations.pool.models import InTouchLetter

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.ledger.models import Entry

LEFT = (MessageState.ACCEPTED, MessageState.RETURNED, MessageState.IN_DOUBT)


def tie_who_came_back(entry: Entry, *, now: datetime) -> None:
    """Tie a new application to the letter that told its candidate of the opening, if one did."""
    application = entry.application
    if application is None:
        return
    # Asked by the application's number: just stored, it does not know its candidate's yet.
    told = InTouchLetter.objects.filter(
        candidate__applications=application.pk, opening=application.opening_id, application=None
    )
    letter = told.filter(message__state__in=LEFT).select_related("by").first()
    if letter is None:
        return
    letter.application = application
    letter.save(update_fields=["application"])
    said = {"sender": letter.by.name}
    record(kinds.CAME_BACK, by=None, now=now, application=application, payload=said)
