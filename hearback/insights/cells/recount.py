"""All facts and cells from nothing, beside those that stand, which they replace at one stroke.

The same queries as a step's say what is true (`sources`) and what it makes of cells (`renew.SUMS`).
Only the way differs: indexes are made once all rows are there and cells added up once, because to
write millions of rows into eight indexes one by one takes longer the more there are.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.db import connection, transaction

from hearback.insights.cells.renew import (
    CELL_COLUMNS,
    DOOR,
    EVERY_SUBJECT,
    FRESH,
    SUMS,
    parameters,
    renew_all,
)
from hearback.insights.cells.sources import FACT_COLUMNS

if TYPE_CHECKING:
    from django.db.backends.utils import CursorWrapper

AT_ONCE = 20_000
TABLES = ("insights_fact", "insights_cell")
# Sorting and adding up millions of rows in a few megabytes would go by way of the disk.
_ROOM = "SET LOCAL work_mem = '128MB'; SET LOCAL maintenance_work_mem = '256MB'"
_SUBJECTS = f"DECLARE insights_subjects NO SCROLL CURSOR FOR {EVERY_SUBJECT} ORDER BY 1, 2"
_FACTS = f"""
WITH {FRESH}
INSERT INTO insights_fact_anew ({FACT_COLUMNS}) SELECT * FROM fresh
"""  # noqa: S608  made of our own words only
_CELLS = f"""
WITH moved AS (SELECT 1 AS sign, * FROM insights_fact_anew),
{SUMS}
INSERT INTO insights_cell_anew ({CELL_COLUMNS})
SELECT * FROM sums ORDER BY scope_kind, measure, scope, month, about, bucket, step
"""  # noqa: S608  made of our own words only
_INDEXES = """
SELECT i.relname, pg_get_indexdef(x.indexrelid), c.conname,
       CASE c.contype WHEN 'p' THEN 'PRIMARY KEY' WHEN 'u' THEN 'UNIQUE' END
  FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid
  LEFT JOIN pg_constraint c ON c.conindid = x.indexrelid AND c.conrelid = x.indrelid
 WHERE x.indrelid = %s::regclass
"""
_NAMED = re.compile(r" INDEX \S+ ON \S+ ")


def recount(*, limit: int = AT_ONCE) -> int:
    """Work all facts and cells out anew; returns how many subjects were looked at.

    For proofs, and for whoever restored only half of a backup. Pages show the old figures until
    all new ones are there. One transaction: whoever dies leaves everything as it was.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SELECT pg_advisory_xact_lock({DOOR})")
        cursor.execute(_ROOM)
        # What is noted by now is looked at below; a note that commits later stays for the step.
        cursor.execute("DELETE FROM insights_touched")
        for table in TABLES:
            cursor.execute(
                f"CREATE TABLE {table}_anew (LIKE {table} INCLUDING ALL EXCLUDING INDEXES)"
            )
        looked_at = _facts(cursor, limit)
        cursor.execute(_CELLS)
        for table in TABLES:
            _put_in_place(cursor, table)
    return looked_at + renew_all()


def _facts(cursor: CursorWrapper, limit: int) -> int:
    """The facts of every subject, so many at once; what changes meanwhile is noted."""
    looked_at = 0
    cursor.execute(_SUBJECTS)
    while True:
        cursor.execute(f"FETCH {int(limit)} FROM insights_subjects")
        subjects = cursor.fetchall()
        if not subjects:
            cursor.execute("CLOSE insights_subjects")
            return looked_at
        cursor.execute(_FACTS, parameters(subjects))
        looked_at += len(subjects)


def _put_in_place(cursor: CursorWrapper, table: str) -> None:
    """Give the new table the indexes of the old one, and its name."""
    cursor.execute(_INDEXES, [table])
    indexes = cursor.fetchall()
    for name, told, _constraint, _kind in indexes:
        cursor.execute(_NAMED.sub(f' INDEX "{name}_anew" ON {table}_anew ', told, count=1))
    cursor.execute(f"ANALYZE {table}_anew")
    cursor.execute(f"DROP TABLE {table}")
    cursor.execute(f"ALTER TABLE {table}_anew RENAME TO {table}")
    for name, _told, constraint, kind in indexes:
        if constraint:
            words = f'ADD CONSTRAINT "{constraint}" {kind} USING INDEX "{name}_anew"'
            cursor.execute(f"ALTER TABLE {table} {words}")
        else:
            cursor.execute(f'ALTER INDEX "{name}_anew" RENAME TO "{name}"')
