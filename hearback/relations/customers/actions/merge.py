"""From the waiting room into the customers, in one step: all of a list or nothing of it."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from django.db import connection, transaction

from hearback.ledger.actions import record
from hearback.relations.customers import kinds
from hearback.relations.customers.actions.match import match_anew
from hearback.relations.customers.models import CustomerFile, FileState, StagedCustomer
from hearback.rules.measures.floor import FLOOR

if TYPE_CHECKING:
    from datetime import datetime

log = logging.getLogger(__name__)

# For sorting a million keys in few steps; given back with the transaction.
_ROOM = "SET LOCAL work_mem = '64MB'"
# A group of fewer than five would tell who is in it, and might be somebody's name.
_SEGMENTS = """
    INSERT INTO relations_segment (name)
    SELECT segment FROM relations_stagedcustomer WHERE segment <> ''
     GROUP BY segment HAVING count(DISTINCT key) >= %s
    ON CONFLICT (name) DO NOTHING
"""
# Of several lines of one customer the last one in the file counts, whole. Who is known just so is
# left alone: the same list again writes nothing.
_CUSTOMERS = """
    WITH last AS MATERIALIZED (
        SELECT DISTINCT ON (key) key, phone_key, segment, value, currency
          FROM relations_stagedcustomer ORDER BY key, line DESC
    ), put AS (
        INSERT INTO relations_customer (key, phone_key, segment_id, value, currency, is_listed)
        SELECT last.key, last.phone_key, segment.id, last.value, last.currency, true
          FROM last
          LEFT JOIN relations_segment AS segment ON segment.name = last.segment
          LEFT JOIN relations_customer AS known ON known.key = last.key
         WHERE known.id IS NULL
            OR (known.phone_key, known.segment_id, known.value, known.currency, known.is_listed)
               IS DISTINCT FROM
               (last.phone_key, segment.id, last.value, last.currency, true)
        ON CONFLICT (key) DO UPDATE
           SET phone_key = EXCLUDED.phone_key, segment_id = EXCLUDED.segment_id,
               value = EXCLUDED.value, currency = EXCLUDED.currency, is_listed = true
    )
    SELECT count(*) FROM last
"""
# A whole list: whoever came by an earlier one and is not in it.
_FORGET_OTHERS = """
    WITH others AS (
        SELECT id FROM relations_customer AS known
         WHERE is_listed AND NOT EXISTS (
               SELECT FROM relations_stagedcustomer AS one WHERE one.key = known.key)
    ), unlinked AS (
        UPDATE relations_seeker SET customer_id = NULL
         WHERE customer_id IN (SELECT id FROM others)
    )
    DELETE FROM relations_customer WHERE id IN (SELECT id FROM others)
"""


@transaction.atomic
def merge(file: CustomerFile, *, now: datetime) -> None:
    """Make customers of the lines that wait, look for everybody who agreed, and say it is done.

    Where the database lost the lines in a crash, the list waits again, to be read from its start.
    """
    held = CustomerFile.objects.select_for_update(of=["self"]).get(pk=file.pk)
    if held.state != FileState.READING or held.rows != file.rows:
        return
    if StagedCustomer.objects.count() != held.taken:
        _start_over(held)
        return
    held.merged = held.taken - _put(whole=held.is_whole)
    sweep_out()
    match_anew(now=now)
    held.state, held.bytes_read, held.done_at = FileState.READ, held.size, now
    held.columns = held.columns or file.columns
    held.save()
    told = {"taken": held.taken, "broken": held.broken}
    record(kinds.FILE_READ, by=None, now=now, payload=told)


def _put(*, whole: bool) -> int:
    """Make customers of the lines; returns of how many different ones they are."""
    with connection.cursor() as cursor:
        cursor.execute(_ROOM)
        cursor.execute(_SEGMENTS, [FLOOR])
        cursor.execute(_CUSTOMERS)
        different = int(cursor.fetchone()[0])
        if whole:
            cursor.execute(_FORGET_OTHERS)
        cursor.execute("ANALYZE relations_customer")
    return different


def _start_over(held: CustomerFile) -> None:
    log.warning("customer_lines_lost")
    held.broken_lines.all().delete()
    held.rows = held.taken = held.broken = held.passed_over = held.bytes_read = 0
    held.state = FileState.WAITING
    held.save()


def sweep_out() -> None:
    """Empty the waiting room; there is one, for one list is read at a time."""
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE relations_stagedcustomer")
