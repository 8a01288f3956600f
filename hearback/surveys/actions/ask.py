"""Asking whom it is time to ask: never too soon, never twice in a month, never who said no."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db import connection, transaction

from hearback.accounts.models import Member
from hearback.channels.actions import queue_many, ring
from hearback.inbox.holes import Person
from hearback.ledger.actions import record
from hearback.rules.measures import Moment
from hearback.rules.timing import when_to_text
from hearback.surveys import kinds, letters
from hearback.surveys.timing import ENDS, ON_ITS_WAY, SELDOM, STALE

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from hearback.inbox.holes import Form

CHUNK = 500
# One at a time: whether somebody was asked lately must not change while it is looked at.
_ALONE = "SELECT pg_try_advisory_xact_lock(hashtext('hearback.surveys'))"
# Of two questions to one person at once the one about the answer is asked. Whoever waits for an
# answer that is late is owed it before anything is asked of them, and a no that is written and
# waits for a decent hour is not preceded by a question.
_TAKE = """
WITH due AS (
  SELECT a.id, a.candidate_id, a.application_id, a.moment, a.after_id, a.due_at,
         row_number() OVER (PARTITION BY a.candidate_id ORDER BY a.moment = 'answer' DESC, a.id) nth
    FROM (SELECT * FROM surveys_asking
           WHERE asked_at IS NULL AND dropped = '' AND due_at <= %(now)s
           ORDER BY due_at, id LIMIT %(limit)s FOR UPDATE) a),
why AS (
  SELECT d.id, CASE
      WHEN EXISTS (SELECT 1 FROM surveys_quiet q WHERE q.candidate_id = d.candidate_id)
        THEN 'not_again'
      WHEN m.state <> 'accepted' THEN 'came_back'
      WHEN p.state = 'withdrawn' OR (d.moment = 'application' AND p.state <> 'in_progress')
        THEN 'over'
      WHEN d.moment = 'application' AND (d.due_at < %(stale)s OR EXISTS (
             SELECT 1 FROM ledger_promise b
              WHERE b.application_id = d.application_id AND b.state = 'broken') OR EXISTS (
             SELECT 1 FROM channels_message e
              WHERE e.about = p.public_id AND e.purpose = ANY(%(ends)s)
                AND e.state = ANY(%(on_its_way)s)))
        THEN 'over'
      WHEN d.nth > 1 OR EXISTS (
             SELECT 1 FROM surveys_asking other
              WHERE other.candidate_id = d.candidate_id AND other.asked_at > %(lately)s
                AND (d.moment <> 'answer' OR other.moment = 'answer'))
        THEN 'lately'
      ELSE '' END AS dropped
    FROM due d
    JOIN pipeline_application p ON p.id = d.application_id
    JOIN channels_message m ON m.id = d.after_id)
UPDATE surveys_asking a
   SET dropped = w.dropped, asked_at = CASE w.dropped WHEN '' THEN %(now)s END
  FROM why w WHERE w.id = a.id
RETURNING a.id, a.dropped
"""
_PEOPLE = """
SELECT a.id, a.moment, p.language, o.id, o.title, p.owner_id, p.zone, p.public_id,
       p.link_generation, p.name, c.email
  FROM surveys_asking a
  JOIN pipeline_application p ON p.id = a.application_id
  JOIN pipeline_candidate c ON c.id = p.candidate_id
  JOIN pipeline_opening o ON o.id = p.opening_id
 WHERE a.id = ANY(%s) ORDER BY a.id
"""
_ASKED = """
UPDATE surveys_asking a SET message_id = w.message
  FROM unnest(%s::bigint[], %s::bigint[]) AS w(asking, message) WHERE a.id = w.asking
"""


class _Row(NamedTuple):
    """Somebody to ask, with what their letter needs to know."""

    asking: int
    moment: str
    language: str
    opening: int
    title: str
    owner: int
    zone: str
    public_id: Any
    link_generation: int
    name: str
    email: str


@dataclass
class _Forms:
    """Letters with holes, each made when the first person needs it."""

    made: dict[tuple[object, ...], Form]

    def of(self, row: _Row) -> Form:
        key = row[1:6]
        if key not in self.made:
            self.made[key] = letters.asks(
                Moment(row.moment),
                language=row.language,
                opening=(row.opening, row.title),
                signer=Member.objects.get(pk=row.owner),
            )
        return self.made[key]


def ask_what_is_due(*, clock: Callable[[], datetime]) -> int:
    """Ask everybody whose time has come, chunk by chunk; returns how many were asked.

    `clock` tells the moment (aware UTC) of each chunk. Whoever is not to be asked is let go.
    """
    forms, asked = _Forms({}), 0
    while (taken := _ask_some(forms, now=clock())) is not None:
        asked += taken
    return asked


@transaction.atomic
def _ask_some(forms: _Forms, *, now: datetime) -> int | None:
    """Ask up to a chunk; how many, None when nobody is due or another worker is at it."""
    with connection.cursor() as cursor:
        cursor.execute(_ALONE)
        if not cursor.fetchone()[0]:
            return None
        times: dict[str, Any] = {
            "now": now,
            "lately": now - SELDOM,
            "stale": now - STALE,
            "limit": CHUNK,
        }
        cursor.execute(_TAKE, {**times, "ends": ENDS, "on_its_way": ON_ITS_WAY})
        taken = cursor.fetchall()
        if not taken:
            return None
        cursor.execute(_PEOPLE, [[pk for pk, dropped in taken if not dropped]])
        rows = [_Row(*row) for row in cursor.fetchall()]
    if rows:
        _write(rows, forms, now=now)
    return len(rows)


def _write(rows: Sequence[_Row], forms: _Forms, *, now: datetime) -> None:
    written = [
        (
            forms.of(row).fill(Person(row.public_id, row.link_generation, row.name, row.email), {}),
            when_to_text(now, row.zone),
        )
        for row in rows
    ]
    messages = queue_many(written, now=now)
    with connection.cursor() as cursor:
        cursor.execute(_ASKED, [[row.asking for row in rows], [one.pk for one in messages]])
    record(kinds.ASKED, by=None, now=now, payload={"number": len(rows)})
    if any(moment <= now for _letter, moment in written):
        ring()
