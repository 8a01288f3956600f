"""When members are busy by their calendars, in few stretches however many entries there are."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import connection

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hearback.accounts.models import Member
    from hearback.rules.hours import Span

# Each span reaches as far as the next one may begin; the database joins what meets, and then the
# reach is taken off again. Seconds are read as numbers because moments are slow to read.
_STRETCHES = """
SELECT member_id, floor(extract(epoch FROM lower(stretch)))::bigint,
       ceil(extract(epoch FROM upper(stretch) - %(apart)s))::bigint
  FROM (SELECT member_id, unnest(range_agg(tstzrange(begins_at, ends_at + %(apart)s))) AS stretch
          FROM interviews_busyspan
         WHERE member_id = ANY(%(members)s) AND ends_at > %(since)s AND begins_at < %(until)s
         GROUP BY member_id) joined
"""


def busy_stretches(
    members: Iterable[Member],
    since: datetime,
    until: datetime,
    *,
    apart: timedelta = timedelta(),
) -> dict[int, list[Span]]:
    """When these members are busy between two aware moments, by their ids; one query.

    Stretches are UTC, on whole seconds, in order, and never touch. Entries not further than `apart`
    from each other are one stretch: whoever looks for half an hour need not know of the quarters
    between. A member without a calendar has an empty list.
    """
    busy: dict[int, list[Span]] = {member.pk: [] for member in members}
    asked: dict[str, Any] = {"members": list(busy), "since": since, "until": until, "apart": apart}
    with connection.cursor() as cursor:
        cursor.execute(_STRETCHES, asked)
        for member, begins, ends in cursor.fetchall():
            busy[member].append((_moment(begins), _moment(ends)))
    return busy


def _moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
