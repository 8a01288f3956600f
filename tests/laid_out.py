"""Lays a database out once, so that every test run and worker starts from a copy of it."""

from __future__ import annotations

from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg
from django.core.management import call_command
from django.db import connections
from psycopg import sql

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
PREFIX = "hearback_laid_out_"
_LOCK = 0x4C41494421


def template() -> str:
    """Return the name of a database with every migration applied, made unless it is there.

    Its name follows from the migrations and the locked versions, so a changed one makes another;
    those of before are dropped.
    """
    name = PREFIX + _fingerprint()
    with _maintenance() as line:
        line.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
        made = {row[0] for row in line.execute("SELECT datname FROM pg_database").fetchall()}
        if name not in made:
            _lay_out(line, name)
            for old in made:
                if old.startswith(PREFIX):
                    line.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(old)))
    return name


def _lay_out(line: psycopg.Connection[Any], name: str) -> None:
    draft = f"draft_{name}"
    line.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(draft)))
    line.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(draft)))
    connection = connections["default"]
    before = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = draft
    try:
        call_command("migrate", interactive=False, verbosity=0)
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before
    words = sql.SQL("ALTER DATABASE {} RENAME TO {}")
    line.execute(words.format(sql.Identifier(draft), sql.Identifier(name)))


@contextmanager
def _maintenance() -> Iterator[psycopg.Connection[Any]]:
    given = connections["default"].settings_dict
    with psycopg.connect(
        host=given["HOST"] or None,
        port=given["PORT"] or None,
        user=given["USER"] or None,
        password=given["PASSWORD"] or None,
        dbname="postgres",
        autocommit=True,
    ) as line:
        yield line


def _fingerprint() -> str:
    seen = sha256((ROOT / "requirements.lock").read_bytes())
    for path in sorted((ROOT / "hearback").rglob("migrations/*.py")):
        seen.update(path.read_bytes())
    return seen.hexdigest()[:16]
