"""Links for tills: made by a lead, without sign-in, taken back with one press."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from django.db import transaction

from hearback.kit.links import fingerprint, token, url
from hearback.ledger.actions import record
from hearback.relations.offers import kinds
from hearback.relations.offers.models import Till
from hearback.relations.offers.queries import TILL

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.accounts.models import Member


@transaction.atomic
def make_till(*, name: str, by: Member, now: datetime) -> Till:
    """Make a link for a shop's till."""
    public_id = uuid4()
    till = Till.objects.create(
        public_id=public_id,
        name=name,
        fingerprint=fingerprint(token(TILL, public_id, 1)),
        made_at=now,
        made_by=by,
    )
    record(kinds.TILL_MADE, by=by, now=now, payload={"shop": name})
    return till


@transaction.atomic
def revoke_till(*, till: Till, by: Member, now: datetime) -> None:
    """Let the link work no more; twice changes nothing."""
    if Till.objects.filter(pk=till.pk, revoked_at=None).update(revoked_at=now):
        record(kinds.TILL_REVOKED, by=by, now=now, payload={"shop": till.name})


def link_of(till: Till) -> str:
    """The whole address, shown to leads so that they can hand it to the shop."""
    return url(TILL, till.public_id, 1)
