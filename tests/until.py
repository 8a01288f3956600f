"""Waiting in tests: for something to become true, with a deadline, never for a fixed time."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, TypeVar

from django.db import connection

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")

LOOK_SECONDS = 0.02


class NeverHappened(AssertionError):
    """What a test waited for did not become true in time."""


def until(look: Callable[[], T | None], what: str, seconds: float = 20.0) -> T:
    """Look again and again until `look` returns something true, and return that.

    Raises NeverHappened with `what` and the last thing seen after `seconds`. A look that raises
    AssertionError or OSError counts as not yet.
    """
    deadline = time.monotonic() + seconds
    seen: object = None
    while True:
        try:
            found = look()
        except (AssertionError, OSError) as trouble:
            seen = trouble
        else:
            if found:
                return found
            seen = found
        if time.monotonic() > deadline:
            raise NeverHappened(f"Not within {seconds:.0f} s: {what}. Last seen: {seen!r}")
        time.sleep(LOOK_SECONDS)


def somebody_waits_for_a_lock() -> bool:
    """Whether another line to this test's database waits for what somebody else holds."""
    with connection.cursor() as cursor:
        # Within a transaction the first look would be remembered.
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity"
            " WHERE datname = current_database() AND wait_event_type = 'Lock'"
        )
        return bool((cursor.fetchone() or (0,))[0])
