"""Who would get an offer: counted over those who applied lately and whom the reader may see."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from hearback.pipeline.models import Application
from hearback.pipeline.queries import applications_visible_to
from hearback.relations.offers.queries import people_behind
from hearback.rules.offers import fits

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from hearback.accounts.models import Member
    from hearback.rules.offers import Row

LATELY = timedelta(days=30)
MOST = 2_000


@dataclass(frozen=True)
class WouldGet:
    """Out of how many, how many of them, and for which openings."""

    of: int
    get: int
    by_opening: Sequence[tuple[str, int]]
    is_part: bool


def would_get(rows: Sequence[Row], *, member: Member, now: datetime) -> WouldGet:
    """How the rule would have chosen among the last thirty days' applications, newest first."""
    lately = applications_visible_to(member).filter(
        received_at__gte=now - LATELY, received_at__lte=now
    )
    keys = list(lately.order_by("-received_at").values_list("pk", flat=True)[: MOST + 1])
    people = people_behind(keys[:MOST])
    meant = [person for person in people if fits(rows, person.told)]
    titles = dict(
        Application.objects.filter(pk__in=keys[:MOST])
        .values_list("opening_id", "opening__title")
        .distinct()
    )
    counts = Counter(titles[person.told.opening] for person in meant)
    return WouldGet(len(people), len(meant), counts.most_common(10), len(keys) > MOST)
