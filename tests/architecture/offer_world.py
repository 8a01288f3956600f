"""Of offers: a pool, a till's link, and a shop people may be sent to."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from hearback.relations.friends.actions import set_rules
from hearback.relations.models import Pool
from hearback.relations.offers.actions import make_till

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.relations.models import Till
    from tests.cast import Cast


def a_pool(cast: Cast, now: datetime) -> Pool:
    """A pool without codes, so that no letter of the world carries one."""
    return Pool.objects.create(
        name="Autumn thanks",
        value="10 %",
        words={"en": "At the till."},
        starts_on=now.date(),
        ends_on=now.date() + timedelta(days=30),
        created_at=now,
        created_by=cast.omar,
    )


def a_till(cast: Cast, now: datetime) -> Till:
    """A link for a till; and the shop has a page."""
    set_rules(values={"shop_url": "https://shop.example"}, by=cast.omar, now=now)
    return make_till(name="Queen Street", by=cast.omar, now=now)
