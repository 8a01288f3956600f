"""Empties the database between tests whose transactions are real: only what was filled.

Django truncates every table, and with a hundred of them that takes longer than most tests.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import connection
from django.db.backends.postgresql.operations import DatabaseOperations

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

import pytest


def _filled(tables: Sequence[str]) -> list[str]:
    """Those of the tables that hold anything."""
    asked = " UNION ALL ".join(
        f"SELECT '{table}' WHERE EXISTS (SELECT 1 FROM \"{table}\")"  # noqa: S608  our own tables
        for table in tables
    )
    with connection.cursor() as cursor:
        cursor.execute(asked)
        return [row[0] for row in cursor.fetchall()]


def _delete(
    self: DatabaseOperations,
    style: object,
    tables: Sequence[str],
    *,
    reset_sequences: bool = False,
    allow_cascade: bool = False,
) -> list[str]:
    """The statements that empty these tables, deaf to triggers: some refuse that rows go."""
    del self, style, reset_sequences, allow_cascade
    if not tables or not (filled := _filled(tables)):
        return []
    deletes = [f'DELETE FROM "{table}"' for table in filled]  # noqa: S608
    role = "SET session_replication_role"
    return [f"{role} = replica", *deletes, f"{role} = origin"]


@pytest.fixture(scope="session", autouse=True)
def quick_emptying() -> Iterator[None]:
    """Let Django's way of emptying be ours for the length of the tests."""
    with pytest.MonkeyPatch.context() as patch:
        whole: Any = _delete
        patch.setattr(DatabaseOperations, "sql_flush", whole)
        yield
