"""The letters of offers: one line to leads when a pool ran dry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse

from hearback.channels.models import Urgency
from hearback.inbox.writing import to_colleague, write
from hearback.kit.links import Marker
from hearback.relations.offers import letter_kinds
from hearback.rules.names import greeting_name

if TYPE_CHECKING:
    from hearback.accounts.models import Member
    from hearback.channels.actions import Letter
    from hearback.relations.offers.models import Pool


def pool_dry(pool: Pool, lead: Member) -> Letter:
    """No code is left, letters go without, and here is where to add some."""
    path = reverse("offers:pool", args=[pool.public_id])
    return write(
        letter_kinds.POOL_DRY,
        to_colleague(lead, purpose="relations.pool_dry", urgency=Urgency.BATCH),
        {
            "name": greeting_name(lead.name),
            "pool": pool.name,
            "link": Marker(f"{settings.HEARBACK_URL}{path}"),
        },
    )
