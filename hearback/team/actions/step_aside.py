"""When a candidate's order names the very colleague who looks after them: the lead takes over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hearback.inbox.orders.telling import barred_from, who_hears
from hearback.pipeline.models import Application
from hearback.team.actions.hand_over_one import hand_over_application

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.ledger.models import Entry


def step_aside(entry: Entry, *, now: datetime) -> None:
    """Hand each application of theirs that a named colleague looks after to who may know of it."""
    if entry.application is None:
        return
    theirs = Application.objects.in_progress().filter(candidate=entry.application.candidate_id)
    for application in theirs.select_related("owner", "candidate"):
        if application.owner_id in barred_from(application):
            to = who_hears(application, now=now)
            hand_over_application(application=application, to=to, by=None, now=now)
