"""A pool that ran dry: leads are told once, and again only after it was filled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hearback.accounts.models import Member, Role
from hearback.channels.actions import queue
from hearback.ledger.actions import record
from hearback.relations.offers import kinds, letters
from hearback.relations.offers.models import Pool

if TYPE_CHECKING:
    from datetime import datetime


def tell_dry(pool: Pool, *, now: datetime) -> None:
    """Tell the leads, else the administrators; whoever comes second tells nobody."""
    if not Pool.objects.filter(pk=pool.pk, dry_at=None).update(dry_at=now):
        return
    record(kinds.POOL_DRY, by=None, now=now, payload={"pool": pool.name})
    active = Member.objects.filter(is_active=True)
    leads = active.filter(role=Role.LEAD) or active.filter(role=Role.ADMINISTRATOR)
    for lead in leads:
        queue(letters.pool_dry(pool, lead), now=now)
