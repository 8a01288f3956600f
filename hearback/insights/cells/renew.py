"""The step: what was touched becomes new facts, and cells move by the difference.

Exact, and at most once: facts, cells and the notes of what was touched change in one transaction.
One process works at a time, the others find the door shut and go away; whoever dies leaves
everything as it was. What is touched by a transaction that has not committed yet is not seen yet,
whatever number it was given, and comes with a later step (docs/decisions/0020).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection, transaction

from hearback.insights.cells.said import EVERYTHING_SAID
from hearback.insights.cells.sources import BY_HOUR, FACT_COLUMNS, PREPARE, SOURCES
from hearback.insights.models import Cell, Fact, Subject, Touched

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.backends.utils import CursorWrapper

AT_ONCE = 2000
_DOOR = "SELECT pg_try_advisory_xact_lock(hashtext('hearback.insights'), 1)"
_TAKE = """
DELETE FROM insights_touched
 WHERE id IN (SELECT id FROM insights_touched ORDER BY id LIMIT %s)
RETURNING kind, subject
"""
_OF_OPENINGS = """
INSERT INTO insights_touched (kind, subject)
SELECT 1, id FROM pipeline_application WHERE opening_id = ANY(%s)
"""
_EVERYTHING = f"""
INSERT INTO insights_touched (kind, subject)
SELECT 1, id FROM pipeline_application
 UNION SELECT 2, conversation_id FROM ledger_promise
        WHERE application_id IS NULL AND conversation_id IS NOT NULL
 UNION SELECT 3, id FROM ledger_promise WHERE application_id IS NULL AND conversation_id IS NULL
 UNION SELECT subject_kind, subject FROM insights_fact
{EVERYTHING_SAID}"""  # noqa: S608  made of our own words only
_COLUMNS = [name.strip() for name in FACT_COLUMNS.split(",")]
_SAME = " AND ".join(f"f.{name} IS NOT DISTINCT FROM n.{name}" for name in _COLUMNS[4:])
_KEY = " AND ".join(f"f.{name} = n.{name}" for name in _COLUMNS[:4])
_HOURS = ", ".join(f"'{name}'" for name in BY_HOUR)

# Facts that are as they were stay where they are; cells hear of the others only. An opening's cells
# are counts without waits, and hours of the week are kept of everything, teams and members: with
# both, there would be as many cells as facts.
_RENEW = f"""
WITH {PREPARE},
fresh ({FACT_COLUMNS}) AS MATERIALIZED ({" UNION ALL ".join(SOURCES)}),
old AS MATERIALIZED (
    SELECT f.* FROM subject s
      JOIN insights_fact f ON f.subject_kind = s.kind AND f.subject = s.id),
gone AS (
    DELETE FROM insights_fact WHERE id IN (
        SELECT f.id FROM old f WHERE NOT EXISTS (SELECT 1 FROM fresh n WHERE {_KEY} AND {_SAME}))
    RETURNING *),
came AS (
    INSERT INTO insights_fact ({FACT_COLUMNS})
    SELECT n.* FROM fresh n
     WHERE NOT EXISTS (SELECT 1 FROM old f WHERE {_KEY} AND {_SAME})
    RETURNING *),
moved AS (SELECT 1 AS sign, * FROM came UNION ALL SELECT -1, * FROM gone),
named AS (
    SELECT m.sign, m.measure, m.month,
           CASE WHEN m.measure IN ({_HOURS}) THEN 0 ELSE m.about END AS about,
           m.bucket, m.step, m.value, m.team_id, m.opening_id, m.member_id, m.client_id,
           m.contact_id, m.manager_id, false AS is_hour FROM moved m
     UNION ALL
    SELECT m.sign, m.measure || '.hour', m.month, m.about, m.bucket, m.step, m.value, m.team_id,
           m.opening_id, m.member_id, m.client_id, m.contact_id, m.manager_id, true
      FROM moved m WHERE m.measure IN ({_HOURS})),
sums AS (
    SELECT s.kind, s.scope, n.measure, n.month, n.about, n.bucket,
           CASE WHEN s.is_fine THEN n.step ELSE 0 END,
           sum(n.sign) AS count, sum(n.sign * n.value) AS total
      FROM named n CROSS JOIN LATERAL (VALUES
           (0, 0, true), (1, n.team_id, true), (2, n.opening_id, false),
           (3, n.member_id, true), (4, n.client_id, true), (5, n.contact_id, true),
           (6, n.manager_id, true)) AS s(kind, scope, is_fine)
     WHERE s.scope IS NOT NULL AND (s.kind IN (0, 1, 3) OR NOT n.is_hour)
     GROUP BY 1, 2, 3, 4, 5, 6, 7
    HAVING sum(n.sign) <> 0 OR sum(n.sign * n.value) <> 0)
INSERT INTO insights_cell AS c
       (scope_kind, scope, measure, month, about, bucket, step, count, total)
SELECT * FROM sums
    ON CONFLICT (scope_kind, scope, measure, month, about, bucket, step)
    DO UPDATE SET count = c.count + excluded.count, total = c.total + excluded.total
RETURNING c.id, c.count
"""  # noqa: S608  made of our own words only


def renew(*, limit: int = AT_ONCE) -> int:
    """Work out the facts of up to `limit` touched things; returns how many notes were taken.

    0 when there is nothing to do, or while another process does it.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_DOOR)
        if not cursor.fetchone()[0]:
            return 0
        cursor.execute(_TAKE, [limit])
        taken = cursor.fetchall()
        subjects = _spread({(kind, subject) for kind, subject in taken}, cursor)
        if subjects:
            _renew(subjects, cursor)
        return len(taken)


def renew_all(*, limit: int = AT_ONCE) -> int:
    """Step by step until nothing is left to do; returns how many notes were taken."""
    done = 0
    while taken := renew(limit=limit):
        done += taken
    return done


def recount(*, limit: int = AT_ONCE) -> int:
    """Throw facts and cells away and work all of them out anew; returns how many were looked at.

    For proofs, and for whoever restored only half of a backup. While it runs, pages show less.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('hearback.insights'), 1)")
        cursor.execute("TRUNCATE insights_fact, insights_cell, insights_touched")
        Touched.objects.create(kind=Subject.EVERYTHING, subject=0)
    return renew_all(limit=limit)


def _spread(taken: set[tuple[int, int]], cursor: CursorWrapper) -> list[tuple[int, int]]:
    """The subjects among what was touched; what stands for many is noted as those many."""
    openings = [subject for kind, subject in taken if kind == Subject.OPENING]
    if openings:
        cursor.execute(_OF_OPENINGS, [openings])
    if any(kind == Subject.EVERYTHING for kind, _ in taken):
        cursor.execute(_EVERYTHING)
    return [one for one in taken if one[0] not in {Subject.OPENING, Subject.EVERYTHING}]


def _renew(subjects: Sequence[tuple[int, int]], cursor: CursorWrapper) -> None:
    kinds, ids = [kind for kind, _ in subjects], [subject for _, subject in subjects]
    cursor.execute(_RENEW, {"kinds": kinds, "ids": ids})
    empty = [pk for pk, count in cursor.fetchall() if not count]
    if empty:
        Cell.objects.filter(pk__in=empty).delete()


def is_up_to_date() -> bool:
    """Whether everything that was touched is worked out."""
    return not Touched.objects.exists()


def facts_now() -> int:
    """How many facts there are."""
    return Fact.objects.count()
