"""From the waiting room into the customers, in one step: all of a list or nothing of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection, transaction

from hearback.ledger.actions import record
from hearback.relations.customers import kinds
from hearback.relations.customers.actions.match import match_anew
from hearback.relations.customers.models import CustomerFile, FileState
from hearback.rules.measures.floor import FLOOR

if TYPE_CHECKING:
    from datetime import datetime

# A group of fewer than five would tell who is in it, and might be somebody's name.
_SEGMENTS = """
    INSERT INTO relations_segment (name)
    SELECT segment FROM relations_stagedcustomer WHERE segment <> ''
     GROUP BY segment HAVING count(DISTINCT key) >= %s
    ON CONFLICT (name) DO NOTHING
"""
# Of several lines of one customer the last one in the file counts, whole.
_CUSTOMERS = """
    INSERT INTO relations_customer (key, phone_key, segment_id, value, currency, file_id)
    SELECT DISTINCT ON (one.key)
           one.key, one.phone_key, segment.id, one.value, one.currency, %s
      FROM relations_stagedcustomer AS one
      LEFT JOIN relations_segment AS segment ON segment.name = one.segment
     ORDER BY one.key, one.line DESC
    ON CONFLICT (key) DO UPDATE
       SET phone_key = EXCLUDED.phone_key, segment_id = EXCLUDED.segment_id,
           value = EXCLUDED.value, currency = EXCLUDED.currency, file_id = EXCLUDED.file_id
"""
_UNLINK_OTHERS = """
    UPDATE relations_seeker SET customer_id = NULL
     WHERE customer_id IN (SELECT id FROM relations_customer WHERE file_id <> %s)
"""
_FORGET_OTHERS = "DELETE FROM relations_customer WHERE file_id <> %s"


@transaction.atomic
def merge(file: CustomerFile, *, now: datetime) -> None:
    """Make customers of the lines that wait, look for everybody who agreed, and say it is done."""
    held = CustomerFile.objects.select_for_update(of=["self"]).get(pk=file.pk)
    if held.state != FileState.READING or held.rows != file.rows:
        return
    with connection.cursor() as cursor:
        cursor.execute(_SEGMENTS, [FLOOR])
        cursor.execute(_CUSTOMERS, [held.pk])
        different = cursor.rowcount
        if held.is_whole:
            cursor.execute(_UNLINK_OTHERS, [held.pk])
            cursor.execute(_FORGET_OTHERS, [held.pk])
    sweep_out()
    match_anew(now=now)
    held.merged = held.taken - different
    held.state, held.bytes_read, held.done_at = FileState.READ, held.size, now
    held.columns = held.columns or file.columns
    held.save()
    told = {"taken": held.taken, "broken": held.broken}
    record(kinds.FILE_READ, by=None, now=now, payload=told)


def sweep_out() -> None:
    """Empty the waiting room; there is one, for one list is read at a time."""
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE relations_stagedcustomer")
