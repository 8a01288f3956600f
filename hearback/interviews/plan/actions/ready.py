"""Opening a round for invitations, and making it a draft again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from hearback.interviews.plan import kinds
from hearback.interviews.plan.actions.lock import lock_round
from hearback.interviews.plan.gate import refuse_gaps
from hearback.ledger.actions import record

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.accounts.models import Member
    from hearback.interviews.models import Round


@transaction.atomic
def make_ready(*, visit: Round, by: Member, now: datetime) -> None:
    """Let people be invited to a round from now on; nothing happens when they can be already.

    Raises Refused, naming every gap, while it or the opening's brief has any.
    """
    visit = lock_round(visit)
    refuse_gaps(visit)
    if visit.ready_at is not None:
        return
    visit.ready_at = now
    visit.save(update_fields=["ready_at"])
    said = {"round": visit.name}
    record(kinds.ROUND_READY, by=by, now=now, opening=visit.opening, payload=said)


@transaction.atomic
def rest_round(*, visit: Round, by: Member, now: datetime) -> None:
    """Invite nobody else to a round; whoever is invited or booked keeps what they were told."""
    visit = lock_round(visit)
    if visit.ready_at is not None:
        rest(visit, why=_("it is being worked on"), by=by, now=now)


def rest(visit: Round, *, why: str, by: Member, now: datetime) -> None:
    """Make a locked round a draft again; part of an act."""
    visit.ready_at = None
    visit.save(update_fields=["ready_at"])
    said = {"round": visit.name, "why": why}
    record(kinds.ROUND_RESTED, by=by, now=now, opening=visit.opening, payload=said)
