"""Openings as work: how many wait in each, since when, and how many were told a time in vain."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import connection
from django.db.models import Case, IntegerField, Q, Value, When

from hearback.kit.paging import Count
from hearback.pipeline.models import OpeningState
from hearback.pipeline.queries import openings_visible_to

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from django.db.models import QuerySet

    from hearback.accounts.models import Member
    from hearback.pipeline.models import Opening

PEOPLE_COUNTED = 1000
PAGE = 50
# What is at work first, what is over last.
_ORDER = [
    OpeningState.PUBLISHED,
    OpeningState.PAUSED,
    OpeningState.DRAFT,
    OpeningState.FILLED,
    OpeningState.CLOSED,
]

# Counts stop at a thousand and read an index only, so a page of openings costs the same however
# many people are in them. Late is who was told a time that has broken and not been made good.
_WORK = """
SELECT o.id,
       (SELECT count(*) FROM (
            SELECT 1 FROM pipeline_application a
             WHERE a.opening_id = o.id AND a.state = 'in_progress' LIMIT %(most)s + 1) waiting),
       (SELECT min(first.received_at) FROM pipeline_stage s CROSS JOIN LATERAL (
            SELECT a.received_at FROM pipeline_application a
             WHERE a.opening_id = o.id AND a.stage_id = s.id AND a.state = 'in_progress'
             ORDER BY a.received_at LIMIT 1) first),
       (SELECT count(*) FROM (
            SELECT 1 FROM ledger_promise p JOIN ledger_promise broken ON broken.id = p.follows_id
             WHERE p.opening_id = o.id AND p.state = 'open' AND p.follows_id IS NOT NULL
               AND p.promiser_id IS NULL AND broken.state = 'broken' LIMIT %(most)s + 1) late)
  FROM unnest(%(openings)s::bigint[]) AS o (id)
"""


@dataclass(frozen=True)
class Work:
    """What waits in one opening."""

    people: Count
    oldest: datetime | None
    late: Count


def openings_list(
    member: Member, *, words: str = "", state: str = "", mine: bool = False
) -> QuerySet[Opening]:
    """The openings this member may see, those at work first; narrowed by title, state or owner."""
    found = openings_visible_to(member)
    if words:
        found = found.filter(Q(title__icontains=words) | Q(place__name__icontains=words))
    if state in OpeningState.values:
        found = found.filter(state=state)
    if mine:
        found = found.filter(owner=member)
    ranks = [When(state=name, then=Value(rank)) for rank, name in enumerate(_ORDER)]
    return found.annotate(rank=Case(*ranks, output_field=IntegerField())).order_by("rank", "title")


def work_in(openings: Sequence[Opening]) -> dict[int, Work]:
    """What waits in each of these openings, by opening id, in one query."""
    keys = [opening.pk for opening in openings]
    with connection.cursor() as cursor:
        cursor.execute(_WORK, {"openings": keys, "most": PEOPLE_COUNTED})
        return {
            pk: Work(Count(people, PEOPLE_COUNTED), oldest, Count(late, PEOPLE_COUNTED))
            for pk, people, oldest, late in cursor.fetchall()
        }
