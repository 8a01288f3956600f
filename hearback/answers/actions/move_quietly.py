"""Moving a card without a word to the candidate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from hearback.answers import kinds
from hearback.answers.actions.decide import lock, refuse_unless_free
from hearback.ledger.actions import record

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.accounts.models import Member
    from hearback.pipeline.models import Application, Stage


@transaction.atomic
def move_quietly(
    *, application: Application, to_stage: Stage, by: Member, now: datetime
) -> Application:
    """Move a card without telling the candidate: every promise stays as it is.

    Moving to where it is already changes nothing. Raises Refused when the person has left or has
    an answer on its way.
    """
    application = lock(application)
    refuse_unless_free(application, by=by)
    if application.stage_id == to_stage.pk:
        return application
    stages = {"from_stage": application.stage.name, "to_stage": to_stage.name}
    application.stage, application.stage_since = to_stage, now
    application.save(update_fields=["stage", "stage_since"])
    record(kinds.MOVED_QUIETLY, by=by, now=now, application=application, payload=stages)
    return application
