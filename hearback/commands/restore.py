"""``hearback restore``: puts a backup back, whole or not at all, and keeps letters from leaving."""

from __future__ import annotations

import argparse
import json
import os
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.files import File
from django.core.files.storage import default_storage
from django.db import connection
from django.utils.translation import gettext

from hearback.commands import house, migrate, tools
from hearback.commands.backup import DUMP, FILES, FORMAT, LABEL, SECRET
from hearback.commands.telling import Progress, Stopped
from hearback.environment import SECRET_FILE, Surroundings
from hearback.kit import clock

NAME = "restore"
HELP = "put a backup back"
MORE = """Puts a backup back. It refuses a database that already holds something, unless told to
--replace it. Afterwards no letter leaves until somebody releases them on the desk: the backup may
hold letters that were sent after it was made."""
BEFORE = "hearback_before"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument("file", type=Path)
    parser.add_argument("--replace", action="store_true", help="give up what is there now")


def run(options: argparse.Namespace) -> int:
    """Restore, then hold all sending and say so."""
    with house.opened() as surroundings, _opened(options.file) as tar:
        label = _label(tar)
        house.require_database()
        _refuse_company()
        if _holds_something() and not options.replace:
            raise Stopped(
                "The database already holds something, and nothing was changed. "
                "To give it up for the backup, run again with --replace."
            )
        with tempfile.TemporaryDirectory() as folder:
            _put_database_back(tar, Path(folder))
        _put_files_back(tar)
        kept = _put_secret_back(tar, surroundings)
        migrate.bring_up_to_date()
        _hold(label["made_at"])
    print(f"Everything is as it was at {label['made_at']}.")
    print("Sending is held: no letter leaves until an administrator releases them on the desk.")
    if not kept:
        print(
            "The secret key was not in the backup; with another one, links already sent are dead."
        )
    return 0


@contextmanager
def _opened(path: Path) -> Iterator[tarfile.TarFile]:
    try:
        with tarfile.open(path) as tar:
            yield tar
    except FileNotFoundError:
        raise Stopped(f"There is no {path}.") from None
    except tarfile.TarError as problem:
        raise Stopped(f"{path} cannot be read as a backup: {problem}.") from None


def _label(tar: tarfile.TarFile) -> dict[str, Any]:
    try:
        file = tar.extractfile(LABEL)
    except KeyError:
        raise Stopped("This file was not written by hearback backup.") from None
    label: dict[str, Any] = json.load(file) if file else {}
    if label.get("format") != FORMAT:
        raise Stopped(
            f"This backup was written by Hearback {label.get('version')}, which is newer. "
            "Restore it with that version."
        )
    return label


def _refuse_company() -> None:
    """Make sure nobody else is working in the database that is about to change under them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
            "AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
        )
        (others,) = cursor.fetchone()
    if others:
        raise Stopped("Hearback is still running on this database. Stop it first, then restore.")


def _holds_something() -> bool:
    """Whether anybody has used this database yet: laid out but empty counts as empty."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('accounts_member') IS NOT NULL")
        (laid_out,) = cursor.fetchone()
        if not laid_out:
            cursor.execute("SELECT EXISTS (SELECT FROM pg_tables WHERE schemaname = 'public')")
        else:
            cursor.execute("SELECT EXISTS (SELECT FROM accounts_member)")
        (something,) = cursor.fetchone()
    return bool(something)


def _put_database_back(tar: tarfile.TarFile, folder: Path) -> None:
    """Restore beside what is there, which goes only when everything has arrived."""
    print("Restoring the database …", flush=True)
    tar.extract(DUMP, folder, filter="data")
    _sql(f"ALTER SCHEMA public RENAME TO {BEFORE}", "CREATE SCHEMA public")
    try:
        tools.restore(folder / DUMP)
    except BaseException:
        _sql("DROP SCHEMA public CASCADE", f"ALTER SCHEMA {BEFORE} RENAME TO public")
        raise
    _sql(f"DROP SCHEMA {BEFORE} CASCADE")


def _sql(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _put_files_back(tar: tarfile.TarFile) -> None:
    progress = Progress("Files")
    for entry in tar:
        if not entry.isfile() or not entry.name.startswith(FILES):
            continue
        name = entry.name.removeprefix(FILES)
        content = tar.extractfile(entry)
        if default_storage.exists(name):
            default_storage.delete(name)
        default_storage.save(name, File(content))
        progress.step()
    progress.end()


def _put_secret_back(tar: tarfile.TarFile, surroundings: Surroundings) -> bool:
    """Links are made from the secret key, so the old one comes back; False when there was none."""
    try:
        file = tar.extractfile(SECRET)
    except KeyError:
        return False
    path = surroundings.data / SECRET_FILE
    partial = path.with_suffix(".part")
    handle = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as out:
        out.write(file.read() if file else b"")
    partial.rename(path)
    return True


def _hold(made_at: str) -> None:
    from hearback.channels.actions import hold_sending

    reason = gettext("A backup of {moment} was restored.").format(moment=made_at)
    hold_sending(reason=reason, now=clock.now())
