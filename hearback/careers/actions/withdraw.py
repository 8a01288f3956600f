"""Withdrawing: the candidate's own last word, thanked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from hearback.careers import kinds
from hearback.careers.actions.lock import lock
from hearback.careers.letters import withdrawn
from hearback.channels.actions import queue
from hearback.kit.errors import Refused
from hearback.ledger.actions import record, release
from hearback.pipeline.models import Application, ApplicationState

if TYPE_CHECKING:
    from datetime import datetime

REASON = "withdrawn"


@transaction.atomic
def withdraw(*, application: Application, now: datetime) -> Application:
    """End an application at its candidate's wish: release what was promised, and thank them.

    The candidate acts, so there is no member `by`. Raises Refused when it has ended already.
    """
    application = lock(application)
    if application.state != ApplicationState.IN_PROGRESS:
        raise Refused(_("This application has ended already."))
    application.state = ApplicationState.WITHDRAWN
    application.ended_at = now
    application.save(update_fields=["state", "ended_at"])
    record(
        kinds.APPLICATION_WITHDRAWN,
        by=None,
        now=now,
        application=application,
        payload={"name": application.name},
    )
    # A reply to something they wrote is owed all the same.
    for promise in application.promises.open().about_the_application():
        release(promise=promise, reason=REASON, by=None, now=now)
    queue(withdrawn(application), now=now)
    return application
