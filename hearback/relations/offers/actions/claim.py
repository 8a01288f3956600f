"""Taking free codes for people, so that two workers never take the same one and neither waits."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.db import connection

from hearback.pipeline.models import Candidate
from hearback.relations.offers.models import Code, Pool
from hearback.relations.offers.queries import budget_of, given_so_far

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

# A code somebody else is taking at this moment is skipped, not waited for: should they not want it
# after all, it goes to the next one.
_CLAIM = """
WITH taken AS (
    SELECT id FROM relations_code WHERE pool_id = %s AND given_at IS NULL
     ORDER BY id LIMIT %s FOR UPDATE SKIP LOCKED
), turn AS (SELECT id, row_number() OVER (ORDER BY id) AS n FROM taken)
UPDATE relations_code c
   SET given_at = %s, occasion = %s, given_to_id = w.candidate, application_id = w.application
  FROM turn JOIN unnest(%s::bigint[], %s::bigint[])
       WITH ORDINALITY AS w(candidate, application, n) USING (n)
 WHERE c.id = turn.id
RETURNING c.id, c.application_id, c.code
"""


class Taker(NamedTuple):
    """Who is to get a code, with which application."""

    candidate: int
    application: int


class Taken(NamedTuple):
    """A code that is theirs from now on."""

    code_id: int
    application: int
    code: str


def hold_people(candidates: Sequence[int]) -> None:
    """Let nobody else give these people anything until the caller's transaction ends.

    In the order of their keys, so that two batches with the same people cannot wait for each other.
    """
    held = Candidate.objects.filter(pk__in=set(candidates)).order_by("pk")
    list(held.select_for_update(no_key=True).values_list("pk", flat=True))


def claim(pool: Pool, takers: Sequence[Taker], *, occasion: str, now: datetime) -> list[Taken]:
    """Bind a free code to as many of these as there are codes and budget for, first come first."""
    wanted = list(takers[: room_in(pool, len(takers), now=now)])
    if not wanted:
        return []
    candidates = [taker.candidate for taker in wanted]
    applications = [taker.application for taker in wanted]
    with connection.cursor() as cursor:
        cursor.execute(_CLAIM, [pool.pk, len(wanted), now, occasion, candidates, applications])
        return [Taken(*row) for row in cursor.fetchall()]


def room_in(pool: Pool, wanted: int, *, now: datetime) -> int:
    """How many of the wanted ones the budget allows; with a budget, pools are taken in turns."""
    budget = budget_of(pool)
    if budget.is_open:
        return wanted
    Pool.objects.select_for_update(no_key=True).get(pk=pool.pk)
    given = given_so_far(pool, now=now)
    room = budget.room(given=given.in_all, given_this_month=given.this_month)
    return wanted if room is None else min(wanted, room)


def is_dry(pool: Pool, *, now: datetime) -> bool:
    """Whether nothing more can ever go of it: no free code, or all of the budget is given."""
    most = budget_of(pool).most_in_all
    if most is not None and given_so_far(pool, now=now).in_all >= most:
        return True
    return not Code.objects.filter(pool=pool, given_at=None).exists()
