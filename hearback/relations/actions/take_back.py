"""Whoever agreed that a colleague may hear how it goes on takes that back, by themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from hearback.ledger.actions import record, release
from hearback.relations import kinds
from hearback.relations.actions.lock import locked
from hearback.relations.models import Milestone
from hearback.relations.queries import heard_by, promise_to_hear

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.pipeline.models import Application

REASON = "they would rather tell it themselves"


@transaction.atomic
def take_back(*, application: Application, now: datetime) -> bool:
    """Let whoever referred them hear no more; what was told is told. Returns whether it is new.

    That they applied is still told, if it was not yet: that needs nobody's yes.
    """
    found = heard_by(application)
    referral = locked(found.pk) if found else None
    if referral is None or not referral.consent_words:
        return False
    referral.consent_words = ""
    if referral.told != Milestone.NOTHING:
        referral.next_at, referral.ended_at = None, now
        owed = promise_to_hear(referral)
        if owed is not None:
            release(promise=owed, reason=REASON, by=None, now=now)
    referral.save()
    record(
        kinds.NO_MORE,
        by=None,
        now=now,
        application=application,
        payload={"referrer": referral.referrer.name},
    )
    return True
