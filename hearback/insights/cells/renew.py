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
from hearback.insights.models import Cell, Subject

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.backends.utils import CursorWrapper

AT_ONCE = 2000
DOOR = "hashtext('hearback.insights'), 1"
_DOOR = f"SELECT pg_try_advisory_xact_lock({DOOR})"
_TAKE = """
DELETE FROM insights_touched
 WHERE id IN (SELECT id FROM insights_touched ORDER BY id LIMIT %s)
RETURNING kind, subject
"""
# Conversations about an opening hang on it too; whatever of them is no fact yet is noted itself.
_OF_OPENINGS = """
INSERT INTO insights_touched (kind, subject)
SELECT 1, id FROM pipeline_application WHERE opening_id = ANY(%(openings)s)
 UNION SELECT subject_kind, subject FROM insights_fact
        WHERE opening_id = ANY(%(openings)s) AND subject_kind IN (2, 3)
"""
# Of an installation: everything facts may hang on.
EVERY_SUBJECT = f"""
SELECT 1 AS kind, id AS subject FROM pipeline_application
 UNION ALL SELECT DISTINCT 2, conversation_id FROM ledger_promise
        WHERE application_id IS NULL AND conversation_id IS NOT NULL
 UNION ALL SELECT 3, id FROM ledger_promise
        WHERE application_id IS NULL AND conversation_id IS NULL
{EVERYTHING_SAID}"""  # noqa: S608  made of our own words only
_EVERYTHING = f"""
INSERT INTO insights_touched (kind, subject)
SELECT * FROM ({EVERY_SUBJECT}) s
 UNION SELECT subject_kind, subject FROM insights_fact
"""  # noqa: S608  made of our own words only
# How the queries of `sources` call the ids of each kind.
_NAMES = {
    Subject.APPLICATION: "applications",
    Subject.CONVERSATION: "conversations",
    Subject.PROMISE: "promises",
    Subject.OPINION: "opinions",
    Subject.PANEL_OPINION: "panel_opinions",
    Subject.ASKING: "askings",
}
_COLUMNS = [name.strip() for name in FACT_COLUMNS.split(",")]
_SAME = " AND ".join(f"f.{name} IS NOT DISTINCT FROM n.{name}" for name in _COLUMNS[4:])
_KEY = " AND ".join(f"f.{name} = n.{name}" for name in _COLUMNS[:4])
_HOURS = ", ".join(f"'{name}'" for name in BY_HOUR)

FRESH = f"""{PREPARE},
fresh ({FACT_COLUMNS}) AS MATERIALIZED ({" UNION ALL ".join(SOURCES)})"""
CELL_COLUMNS = "scope_kind, scope, measure, month, about, bucket, step, count, total"
# What facts that came or went (`moved`: 1 or -1 as sign, and the fact) make of the cells. An
# opening's cells are counts without waits, hours of the week are kept of everything, teams and
# members, and stays in stages of no person or client: else there would be more cells than facts.
SUMS = f"""
named AS (
    SELECT m.sign, m.measure, m.month,
           CASE WHEN m.measure IN ({_HOURS}) THEN 0 ELSE m.about END AS about,
           m.bucket, m.step, m.value, m.team_id, m.opening_id, m.member_id, m.client_id,
           m.contact_id, m.manager_id, false AS is_hour FROM moved m
     UNION ALL
    SELECT m.sign, m.measure || '.hour', m.month, m.about, m.bucket, m.step, m.value, m.team_id,
           m.opening_id, m.member_id, m.client_id, m.contact_id, m.manager_id, true
      FROM moved m WHERE m.measure IN ({_HOURS})),
sums ({CELL_COLUMNS}) AS (
    SELECT s.kind, s.scope, n.measure, n.month, n.about, n.bucket,
           CASE WHEN s.is_fine THEN n.step ELSE 0 END,
           sum(n.sign), sum(n.sign * n.value)
      FROM named n CROSS JOIN LATERAL (VALUES
           (0, 0, true), (1, n.team_id, true), (2, n.opening_id, false),
           (3, n.member_id, true), (4, n.client_id, true), (5, n.contact_id, true),
           (6, n.manager_id, true)) AS s(kind, scope, is_fine)
     WHERE s.scope IS NOT NULL AND (s.kind IN (0, 1, 3) OR NOT n.is_hour)
       AND (s.kind < 3 OR n.measure <> 'stage')
     GROUP BY 1, 2, 3, 4, 5, 6, 7
    HAVING sum(n.sign) <> 0 OR sum(n.sign * n.value) <> 0)"""  # noqa: S608  our own words only

# Facts that are as they were stay where they are; cells hear of the others only.
_RENEW = f"""
WITH {FRESH},
old AS MATERIALIZED (
    SELECT f.* FROM unnest(%(kinds)s::smallint[], %(ids)s::bigint[]) AS s(kind, id)
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
{SUMS}
INSERT INTO insights_cell AS c ({CELL_COLUMNS})
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


def _spread(taken: set[tuple[int, int]], cursor: CursorWrapper) -> list[tuple[int, int]]:
    """The subjects among what was touched; what stands for many is noted as those many."""
    openings = [subject for kind, subject in taken if kind == Subject.OPENING]
    if openings:
        cursor.execute(_OF_OPENINGS, {"openings": openings})
    if any(kind == Subject.EVERYTHING for kind, _ in taken):
        cursor.execute(_EVERYTHING)
    return [one for one in taken if one[0] not in {Subject.OPENING, Subject.EVERYTHING}]


def _renew(subjects: Sequence[tuple[int, int]], cursor: CursorWrapper) -> None:
    cursor.execute(_RENEW, parameters(subjects))
    empty = [pk for pk, count in cursor.fetchall() if not count]
    if empty:
        Cell.objects.filter(pk__in=empty).delete()


def parameters(subjects: Sequence[tuple[int, int]]) -> dict[str, list[int]]:
    """What the queries ask for: these subjects (kind, id; each once), as a list for each kind."""
    by_kind: dict[int, list[int]] = {kind: [] for kind in _NAMES}
    for kind, subject in subjects:
        by_kind[kind].append(subject)
    return {
        "kinds": [kind for kind, _ in subjects],
        "ids": [subject for _, subject in subjects],
        **{name: by_kind[kind] for kind, name in _NAMES.items()},
    }
