"""``hearback backup``: everything worth keeping, in one file."""

from __future__ import annotations

import argparse
import io
import json
import os
import tarfile
import tempfile
from pathlib import Path
from typing import Any

from django.core.files.storage import default_storage
from django.db import connection

from hearback import __version__
from hearback.commands import house, tools
from hearback.commands.telling import Progress, Stopped
from hearback.environment import SECRET_FILE, Surroundings
from hearback.kit import clock

NAME = "backup"
HELP = "write everything into one file"
MORE = """Writes database, files and the secret key into one .tar file. Hearback may keep running.
Whoever holds the file can read everything in it: keep it as safe as the house itself."""
FORMAT = 1
LABEL, DUMP, FILES, SECRET = "hearback.json", "database.dump", "files/", "secret-key"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument("file", type=Path, nargs="?", help="default: hearback-<moment>.tar")


def run(options: argparse.Namespace) -> int:
    """Write the backup; nothing is left behind when it does not work out."""
    with house.opened() as surroundings:
        house.require_migrated()
        now = clock.now()
        path: Path = options.file or Path(f"hearback-{now:%Y%m%dT%H%M%SZ}.tar")
        if path.exists():
            raise Stopped(f"{path} is there already. Name another file, or move it away.")
        label = {"format": FORMAT, "version": __version__, "made_at": now.isoformat()}
        size = write(path, label, surroundings)
    print(f"{path} holds everything ({size / 1_000_000:,.1f} MB).")
    print(f"Put it back with: hearback restore {path}")
    if not (surroundings.data / SECRET_FILE).exists():
        print("HEARBACK_SECRET_KEY is set from outside and not in it; keep that too.")
    return 0


def write(path: Path, label: dict[str, Any], surroundings: Surroundings) -> int:
    """Write the backup to ``path`` and return its size in bytes.

    The database comes first: a file added meanwhile is only extra, one missing would be a loss.
    """
    partial = path.with_name(f".{path.name}.part")
    try:
        handle = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as out, tarfile.open(fileobj=out, mode="w") as tar:
            _add_bytes(tar, LABEL, json.dumps(label, indent=2).encode())
            _add_database(tar)
            _add_files(tar)
            secret = surroundings.data / SECRET_FILE
            if secret.exists():
                _add_bytes(tar, SECRET, secret.read_bytes())
            out.flush()
            os.fsync(out.fileno())
        partial.rename(path)
    finally:
        partial.unlink(missing_ok=True)
    return path.stat().st_size


def _add_bytes(tar: tarfile.TarFile, name: str, data: bytes) -> None:
    entry = tarfile.TarInfo(name)
    entry.size = len(data)
    entry.mode = 0o600
    tar.addfile(entry, io.BytesIO(data))


def _add_database(tar: tarfile.TarFile) -> None:
    print("Reading the database …", flush=True)
    connection.ensure_connection()
    with tempfile.TemporaryDirectory() as folder:
        dump = Path(folder) / DUMP
        tools.dump(dump)
        tar.add(dump, DUMP)


def _add_files(tar: tarfile.TarFile) -> None:
    progress = Progress("Files")
    from hearback.insights.files import every_file

    for name in every_file(default_storage):
        with default_storage.open(name) as file:
            entry = tarfile.TarInfo(FILES + name)
            entry.size = default_storage.size(name)
            entry.mode = 0o600
            tar.addfile(entry, file)
        progress.step()
    progress.end()
