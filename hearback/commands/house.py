"""Opens the house for a command: settings read, database held, Django ready."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import django
from django.db import InterfaceError, OperationalError, connection

from hearback import environment
from hearback.commands.telling import Stopped
from hearback.environment import Role, Surroundings
from hearback.postgres import Embedded

LEADER = "HEARBACK_LEADER"
OLDEST_POSTGRES = 150000
PATIENCE_SECONDS = 60.0
"""How long what is meant to run for ever waits for its database when it starts."""
_LOOK_SECONDS = 1.0
_ASK_AGAIN_SECONDS = 2.0


class NoAnswer(Stopped):
    """The database does not answer; it may in a while."""


@contextmanager
def opened(role: Role = "command") -> Iterator[Surroundings]:
    """Hold the database and set up Django for this kind of process, for as long as the block runs.

    Raises OddSetting or Unavailable before anything else has happened.
    """
    os.environ["HEARBACK_ROLE"] = role
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hearback.settings")
    surroundings = environment.read()
    hold = None if surroundings.database else Embedded(surroundings.data).hold()
    try:
        django.setup()
        _leave_with_leader()
        yield surroundings
    finally:
        if hold is not None:
            connection.close()
            hold.release()


def require_database() -> None:
    """Say plainly when PostgreSQL does not answer or is too old."""
    with _plainly():
        version = connection.cursor().connection.info.server_version
    if version < OLDEST_POSTGRES:
        raise Stopped(f"This PostgreSQL is version {version // 10000}; Hearback needs 15 or newer.")


@contextmanager
def _plainly() -> Iterator[None]:
    """Say in a sentence that PostgreSQL did not answer, or hung up in the middle."""
    try:
        yield
    except (OperationalError, InterfaceError) as problem:
        connection.close()
        reason = str(problem).strip().splitlines()[-1].strip()
        raise NoAnswer(
            f"The database does not answer: {reason} Check DATABASE_URL, and that PostgreSQL runs."
        ) from None


def require_migrated(*, patience: float = 0.0) -> None:
    """Refuse to work on a database that an older or newer Hearback laid out.

    One that does not answer is asked again for `patience` seconds: what is started beside it, or
    while it recovers from a crash, must not need somebody to start it again.
    """
    until = time.monotonic() + patience
    due = None
    while due is None:
        try:
            due = _due()
        except NoAnswer as problem:
            if time.monotonic() > until:
                raise
            print(f"{problem.sentence} Trying again.", file=sys.stderr, flush=True)
            time.sleep(_ASK_AGAIN_SECONDS)
    if due:
        raise Stopped("The database is not laid out for this version yet. Run: hearback migrate")


def _due() -> list[str]:
    from hearback.commands.migrate import pending

    require_database()
    with _plainly():
        return pending()


def require_somebody() -> None:
    """Refuse to open a house in which nobody could answer those who apply."""
    from hearback.accounts.models import Member

    if not Member.objects.exists():
        raise Stopped(
            "Nobody is here yet who could answer. Run: "
            'hearback member add you@example.org --name "Your Name" --role administrator'
        )


def _leave_with_leader() -> None:
    """Stop when ``hearback up`` died without a chance to stop us, or its port would stay taken."""
    leader = os.environ.get(LEADER)
    if leader is None:
        return

    def watch() -> None:
        alone = threading.Event()
        while os.getppid() == int(leader):
            alone.wait(_LOOK_SECONDS)
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, name="leader", daemon=True).start()
