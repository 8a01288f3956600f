"""Finding customers among those who agreed: by their address, else by a number only one has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection, transaction

from hearback.ledger.actions import record
from hearback.relations.customers import kinds

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

# A number several customers have, such as a family's, finds none of them: a wrong match is worse
# than none.
_MATCH = """
    UPDATE relations_seeker AS seeker
       SET customer_id = found.customer, looked_at = %(now)s
      FROM (
        SELECT one.id, COALESCE(mailed.id, rung.id) AS customer
          FROM relations_seeker AS one
          LEFT JOIN relations_customer AS mailed ON mailed.key = one.mail_key
          LEFT JOIN LATERAL (
                SELECT min(id) AS id FROM relations_customer
                 WHERE phone_key = one.phone_key HAVING count(*) = 1
               ) AS rung ON true
         WHERE {which}
      ) AS found
     WHERE found.id = seeker.id AND seeker.customer_id IS DISTINCT FROM found.customer
"""


@transaction.atomic
def match_anew(*, now: datetime) -> None:
    """Look for everybody who agreed: after a list was read, and every night for what slipped by.

    Somebody may agree in the very moment in which a list is read.
    """
    _match("true", now=now)
    record(kinds.LOOKED, by=None, now=now)


@transaction.atomic
def match_new(seekers: Sequence[int], *, now: datetime) -> None:
    """Look for these (ids of seekers) among the customers.

    It leaves no entry: after a shop's notice, one would say that somebody who agreed was found.
    """
    if seekers:
        _match("one.id = ANY(%(these)s)", now=now, these=list(seekers))


def _match(which: str, *, now: datetime, these: Sequence[int] = ()) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_MATCH.format(which=which), {"now": now, "these": list(these)})
