"""Sweep: 1,000 due among 1,000,000 open promises against 1,000 due among 10,000."""

from __future__ import annotations

from datetime import timedelta

from bench.stage import timed

DUE = 1_000
ROUNDS = 3


def seconds() -> float:
    """How long the sweep takes over `DUE` promises that are due, the best of a few rounds."""
    return min(_sweep() for _ in range(ROUNDS))


def _make_due() -> None:
    """Let exactly `DUE` promises need their reminder now, spread over the whole table."""
    from django.db import connection

    from tests.cast import NOW

    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE ledger_promise SET next_at = %s WHERE next_at <= %s",
            [NOW + timedelta(days=30), NOW],
        )
        cursor.execute(
            "UPDATE ledger_promise SET next_at = %(now)s, remind_at = %(now)s, ladder_step = 0"
            " WHERE id IN (SELECT id FROM ledger_promise WHERE state = 'open'"
            " AND escalate_at > %(now)s ORDER BY md5(id::text) LIMIT %(due)s)",
            {"now": NOW, "due": DUE},
        )
        cursor.execute("VACUUM ANALYZE ledger_promise")


def _sweep() -> float:
    from hearback.ledger.actions import sweep
    from tests.cast import NOW

    _make_due()
    counted: list[int] = []
    took = timed(lambda: counted.append(sweep(now=NOW, limit=DUE).reminded))
    if counted != [DUE]:
        raise SystemExit(f"The sweep reminded of {counted} promises, not {DUE}.")
    return took
