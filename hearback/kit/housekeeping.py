"""Forgets what is of no use any more: old counts, sessions that ended, bells long rung."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import connection

from hearback.kit.throttle import forget_tallies

KEPT = timedelta(days=7)
_SESSIONS = "DELETE FROM django_session WHERE expire_date < %s"
_RUNG = """
    DELETE FROM procrastinate_jobs AS job
    WHERE job.status IN ('succeeded', 'failed', 'cancelled', 'aborted')
      AND NOT EXISTS (SELECT FROM procrastinate_events WHERE job_id = job.id AND at >= %s)
"""
# A bell whose worker died stays "doing" for ever; what it rang for is found by the sweep.
_ORPHANED = "DELETE FROM procrastinate_jobs WHERE status = 'doing' AND worker_id IS NULL"


def forget(*, now: datetime) -> dict[str, int]:
    """Delete all of it; returns how much of each. For the timetable."""
    return {
        "counts": forget_tallies(now),
        "sessions": _delete(_SESSIONS, now),
        "rung": _delete(_RUNG, now - KEPT),
        "orphaned": _delete(_ORPHANED),
    }


def _delete(statement: str, *values: datetime) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return int(cursor.rowcount)
