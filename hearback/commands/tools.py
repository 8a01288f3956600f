"""Runs pg_dump and pg_restore: the ones we bring, or the machine's own where theirs must match."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from django.db import connection

from hearback.commands.telling import Stopped
from hearback.postgres import BINARIES, MAJOR


def run(tool: str, words: Sequence[str], *, doing: str) -> None:
    """Run one of PostgreSQL's tools against our database; ``doing`` names it when it fails."""
    done = subprocess.run(
        [str(_find(tool)), *words, "--dbname", _database()],
        env=_environment(),
        check=False,
        capture_output=True,
        text=True,
    )
    if done.returncode != 0:
        lines = [line for line in done.stderr.strip().splitlines() if line]
        raise Stopped(f"{doing} did not work: {lines[-1] if lines else 'no reason given'}")


def _find(tool: str) -> Path:
    """Prefer the tool of the server's own version, else ours, which reads every older server."""
    major = str(connection.cursor().connection.info.server_version // 10000)
    candidates = [Path(f"/usr/lib/postgresql/{major}/bin/{tool}")]
    if found := shutil.which(tool):
        candidates.append(Path(found))
    if major != MAJOR:
        for path in candidates:
            if path.exists() and _major(path) == major:
                return path
    if int(major) > int(MAJOR):
        raise Stopped(
            f"The database is PostgreSQL {major}; Hearback brings tools for {MAJOR} and older. "
            f"Install its client programs (postgresql-client-{major}) and run this again."
        )
    return BINARIES / tool


def _major(tool: Path) -> str:
    said = subprocess.run([str(tool), "--version"], check=True, capture_output=True, text=True)
    return said.stdout.split()[2].split(".")[0]


def _database() -> str:
    """Return the connection as libpq words, without the password, which must not show in ps."""
    info = connection.cursor().connection.info
    words = {"host": info.host, "port": str(info.port), "user": info.user, "dbname": info.dbname}
    words |= {key: value for key, value in info.get_parameters().items() if key.startswith("ssl")}
    return " ".join(f"{key}='{_escaped(value)}'" for key, value in words.items())


def _escaped(value: str) -> str:
    return value.replace("\\", "\\\\").replace("'", "\\'")


def _environment() -> dict[str, str]:
    password = connection.cursor().connection.info.password
    return {**os.environ, "PGPASSWORD": password} if password else dict(os.environ)
