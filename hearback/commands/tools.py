"""Runs PostgreSQL's own programs on our database: reading it out, and putting it back."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import IO

from django.db import connection

from hearback.commands.telling import Stopped
from hearback.postgres import BINARIES, MAJOR

TLS = ("sslmode", "sslrootcert", "sslcert", "sslkey")
READING = "Reading the database"
RESTORING = "Restoring the database"
# Written by the newest pg_restore, unknown to servers before 17, and of no use to us.
TOO_NEW = b"SET transaction_timeout = 0;\n"


def dump(path: Path) -> None:
    """Write the whole database to ``path``. Raises Stopped with the tool's own reason."""
    words = ["--format=custom", "--no-owner", "--no-privileges", "--file", str(path)]
    done = subprocess.run(
        [_find("pg_dump"), *words, "--dbname", _database()],
        env=_environment(),
        check=False,
        capture_output=True,
        text=True,
    )
    if done.returncode != 0:
        raise Stopped(f"{READING} did not work: {_last_line(done.stderr)}")


def restore(path: Path) -> None:
    """Put what ``dump`` wrote into the empty database, in one transaction or not at all.

    It goes by way of SQL text, so that a house may move to an older server than it comes from.
    """
    with tempfile.TemporaryFile("w+") as said:
        reader = subprocess.Popen(
            [_find("pg_restore"), "--no-owner", "--no-privileges", "--file=-", str(path)],
            stdout=subprocess.PIPE,
            stderr=said,
        )
        words = ["--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1"]
        writer = subprocess.Popen(
            [_find("psql"), *words, "--dbname", _database()],
            env=_environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=said,
        )
        _pour(reader, writer)
        if reader.returncode or writer.returncode:
            said.seek(0)
            raise Stopped(f"{RESTORING} did not work: {_last_line(said.read())}")


def _pour(reader: subprocess.Popen[bytes], writer: subprocess.Popen[bytes]) -> None:
    source, target = reader.stdout, writer.stdin
    if source is None or target is None:
        raise RuntimeError("Both ends were asked for as pipes.")
    try:
        _copy(source, target)
    except BrokenPipeError:
        reader.kill()
    if reader.wait() != 0:
        # Its input must not simply end: that would commit the part that came.
        writer.kill()
    source.close()
    with contextlib.suppress(BrokenPipeError):
        target.close()
    writer.wait()


def _copy(source: IO[bytes], target: IO[bytes]) -> None:
    for line in source:
        if line != TOO_NEW:
            target.write(line)
        if line.startswith(b"COPY "):
            break
    shutil.copyfileobj(source, target)
    target.flush()


def _find(tool: str) -> str:
    """Return our own tool, which knows every older server, or for a newer one the machine's."""
    major = connection.cursor().connection.info.server_version // 10000
    if major <= int(MAJOR):
        return str(BINARIES / tool)
    theirs = Path(f"/usr/lib/postgresql/{major}/bin/{tool}")
    found = str(theirs) if theirs.exists() else shutil.which(tool)
    if found is None:
        raise Stopped(
            f"The database is PostgreSQL {major}; Hearback brings tools for {MAJOR} and older. "
            f"Install its client programs (postgresql-client-{major}) and run this again."
        )
    return found


def _database() -> str:
    """Return the connection as libpq words, without the password, which must not show in ps."""
    known = connection.settings_dict
    words = {"host": known["HOST"], "port": known["PORT"], "user": known["USER"]}
    words |= {"dbname": known["NAME"]}
    words |= {name: known["OPTIONS"][name] for name in TLS if name in known["OPTIONS"]}
    return " ".join(f"{name}='{_escaped(str(value))}'" for name, value in words.items() if value)


def _escaped(value: str) -> str:
    return value.replace("\\", "\\\\").replace("'", "\\'")


def _environment() -> dict[str, str]:
    password = connection.settings_dict["PASSWORD"]
    return {**os.environ, "PGPASSWORD": password} if password else dict(os.environ)


def _last_line(text: str) -> str:
    lines = [line for line in text.strip().splitlines() if line]
    return lines[-1] if lines else "no reason given."
