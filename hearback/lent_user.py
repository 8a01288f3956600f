"""Runs PostgreSQL's programs; as root, under a user of their own who can reach the files."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

NAME = "hearback-db"
# Linux numbers processes up to 2^22 (proc(5), pid_max).
NOBODYS_NUMBER = 2**22 + 1
User = pwd.struct_passwd | None
Done = subprocess.CompletedProcess[str]


class Unavailable(Exception):
    """The built-in database cannot run; ``sentence`` says why and what to do."""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence
        super().__init__(sentence)


def chosen(folder: Path) -> User:
    """Return who must run the server whose files lie in ``folder``; None for ourselves.

    PostgreSQL refuses to run as root, so root lends it a user: the one the files belong to,
    or one made for it. Raises Unavailable when that cannot be.
    """
    if os.geteuid() != 0:
        return None
    if (folder / "PG_VERSION").exists() and (uid := folder.stat().st_uid) != 0:
        return pwd.getpwuid(uid)
    with suppress(KeyError):
        return pwd.getpwnam(NAME)
    return _made()


def run(user: User, words: Sequence[str]) -> Done:
    """Run a program as ``user`` and return how it ended and what it said."""
    # Files instead of pipes: the server inherits them, and a pipe would never come to its end.
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as err:
        lent: dict[str, Any] = {}
        if user is not None:
            lent = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
        done = subprocess.run(
            list(words),
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=err,
            check=False,
            cwd="/",
            env=_plain_environment(),
            **lent,
        )
        out.seek(0)
        err.seek(0)
        return subprocess.CompletedProcess(done.args, done.returncode, out.read(), err.read())


def open_the_way(path: Path) -> None:
    """Let another user pass through (not list) the folders above ``path``; say which changed."""
    for folder in path.parents:
        mode = folder.stat().st_mode
        if not mode & 0o001:
            folder.chmod(mode | 0o001)
            words = f"Others may now pass through {folder}, so that the database finds its files."
            print(words, file=sys.stderr)  # noqa: T201  whoever starts us should know


def make_private(folder: Path, user: User) -> None:
    """Make a folder that only ``user`` may enter; refuse one that somebody else put there."""
    folder.mkdir(mode=0o700, exist_ok=True)
    uid = os.geteuid() if user is None else user.pw_uid
    if user is not None and folder.stat().st_uid == 0:
        os.chown(folder, user.pw_uid, user.pw_gid)
    if folder.is_symlink() or folder.stat().st_uid != uid:
        raise Unavailable(
            f"{folder} belongs to somebody else. Remove it, or choose another HEARBACK_DATA."
        )
    folder.chmod(0o700)


def leave_the_dead(*locks: Path, unburied: float = 1.0, dying: float = 5.0) -> None:
    """See that a server which died does not count as alive, though its process is still there.

    PostgreSQL takes whoever its lock files name for living until their parent asks after them, and
    would refuse to start after a crash. One on its way out is waited for, `dying` seconds at most.
    Where the first process of a container never asks after the dead, they stay for ever: after
    `unburied` seconds a number no process can have is written in the dead one's place. What else
    PostgreSQL looks at, the memory its old children may still share, it still sees.
    """
    began = time.monotonic()
    for lock in locks:
        while (state := _state_named_in(lock)) and time.monotonic() < began + dying:
            if state == "Z" and time.monotonic() > began + unburied:
                _, _, rest = lock.read_text().partition("\n")
                lock.write_text(f"{NOBODYS_NUMBER}\n{rest}")
            else:
                time.sleep(0.05)


def _state_named_in(lock: Path) -> str:
    """The state (proc(5)) of the PostgreSQL a lock file names; empty when there is none."""
    try:
        number = int(lock.read_text().splitlines()[0])
        name, _, rest = Path(f"/proc/{number}/stat").read_text().rpartition(")")
    except (OSError, ValueError, IndexError):
        return ""
    # The number may belong to anybody by now.
    return rest.split()[0] if name.endswith("(postgres") else ""


def _plain_environment() -> dict[str, str]:
    """Leave out PGHOST and its kin, which would send our tools to another server."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    return kept | {"LC_ALL": "C"}


def _made() -> pwd.struct_passwd:
    adder = shutil.which("useradd")
    if adder is None:
        raise Unavailable(
            "PostgreSQL does not run as root and this machine has no useradd. Make a user named "
            f"{NAME}, start Hearback as an ordinary user, or set DATABASE_URL."
        )
    words = ["--system", "--no-create-home", "--shell", "/usr/sbin/nologin", "--user-group", NAME]
    done = subprocess.run([adder, *words], check=False, capture_output=True, text=True)
    try:
        return pwd.getpwnam(NAME)
    except KeyError:
        raise Unavailable(
            f"PostgreSQL does not run as root and the user {NAME} could not be made: "
            f"{done.stderr.strip()}"
        ) from None
