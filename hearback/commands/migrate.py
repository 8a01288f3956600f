"""``hearback migrate``: lays out the database for this version, once, however many hosts ask."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from hearback.commands import house

NAME = "migrate"
HELP = "lay out the database for this version"
MORE = (
    "Lays out the database for this version. Safe to run from several hosts at once; one does it."
)
_LOCK = 0x48454152  # "HEAR": any number will do as long as nobody else uses it


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument("--check", action="store_true", help="only say whether anything is due")


def run(options: argparse.Namespace) -> int:
    """Migrate, or with --check exit 1 when something is due."""
    with house.opened():
        house.require_database()
        due = pending()
        if options.check:
            print("\n".join(due) or "Nothing is due.")
            return 1 if due else 0
        count = bring_up_to_date()
        print(f"{count} steps taken." if count else "Nothing was due.")
    return 0


def pending() -> list[str]:
    """Return the migrations not applied yet, as app.name."""
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{step.app_label}.{step.name}" for step, _backwards in plan]


def bring_up_to_date() -> int:
    """Apply what is due, alone; returns how many steps that was."""
    from django.core.management import call_command

    if not pending():
        return 0
    with _alone():
        due = pending()
        if due:
            call_command("migrate", interactive=False, verbosity=0)
        return len(due)


@contextmanager
def _alone() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])
