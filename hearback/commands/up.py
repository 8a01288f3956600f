"""``hearback up``: database, pages and worker together, for one machine."""

from __future__ import annotations

import argparse
import os
import socket
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass

from django.db import connection

from hearback import endpoints
from hearback.commands import first_day, house, migrate, places, static_files, web
from hearback.commands.family import Child, Family
from hearback.commands.telling import Stopped
from hearback.environment import Surroundings
from hearback.kit import health, logs
from hearback.lent_user import Unavailable
from hearback.postgres import Embedded

NAME = "up"
HELP = "start everything on this machine"
MORE = "Starts database, pages and worker, and stops them all on Ctrl-C. For one machine."

_TRY_SECONDS = 0.05
_WAIT_SECONDS = 30.0
_REVIVE_SECONDS = 5.0


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    web.arguments(parser)


def run(options: argparse.Namespace) -> int:
    """Run everything until stopped."""
    began = time.monotonic()
    with house.opened() as surroundings:
        bind = options.bind or web.listening_on(surroundings)
        _require_port(bind, surroundings.port)
        house.require_database()
        migrate.bring_up_to_date()
        static_files.collect()
        ways_in = first_day.prepare(surroundings)
        connection.close()
        family = Family(_children(surroundings, bind), also=_watch_over(surroundings))
        words = [*ways_in, first_day.where_mail_goes(surroundings), "Stop with Ctrl-C."]
        greeting = Greeting(surroundings, began, words, family.stopping)
        threading.Thread(target=greeting.give, name="greeting", daemon=True).start()
        family.run()
    print("Everything has stopped; all data is kept.", flush=True)
    return 0


def _watch_over(surroundings: Surroundings) -> Callable[[], None]:
    """Return what starts the built-in database again should it ever die under us."""
    server = Embedded(surroundings.data)
    again_at = 0.0

    def watch() -> None:
        nonlocal again_at
        if time.monotonic() < again_at:
            return
        try:
            revived = server.revive()
        except Unavailable as problem:
            # A full disk may have killed it: pages say so meanwhile, and room may be made.
            again_at = time.monotonic() + _REVIVE_SECONDS
            logs.say("database-still-dead", said=str(problem))
            return
        if revived:
            logs.say("database-revived")
            print("The database had died and runs again.", file=sys.stderr, flush=True)

    return (lambda: None) if surroundings.database else watch


def _require_port(bind: str, port: int) -> None:
    kind = socket.AF_INET6 if ":" in bind else socket.AF_INET
    with socket.socket(kind, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((bind, port))
        except OSError as problem:
            raise Stopped(
                f"PORT: {port} on {bind} cannot be used ({problem.strerror}). "
                "Stop the other program, or choose another: PORT=8001",
                code=2,
            ) from None


def _children(surroundings: Surroundings, bind: str) -> list[Child]:
    environ = {**os.environ, "HEARBACK_DATA": str(surroundings.data)}
    del environ["HEARBACK_ROLE"]
    children = []
    if surroundings.demo and surroundings.relay is None:
        port = _free_port()
        environ["EMAIL_URL"] = f"smtp://127.0.0.1:{port}"
        words = ["-m", "hearback.demo.mailbox", "--port", str(port)]
        words += ["--folder", str(places.mailbox(surroundings))]
        children.append(Child("mailbox", words, environ, outlasts=True))
    command = ["-m", "hearback.cli"]
    children.append(Child("web", [*command, "web", "--bind", bind], environ))
    for number in range(1, surroundings.workers + 1):
        name = "worker" if number == 1 else f"worker-{number}"
        children.append(Child(name, [*command, "worker"], environ))
    if any(door.kind in endpoints.LISTENERS for door in surroundings.inbound):
        children.append(Child("mail-in", [*command, "worker", "--mail-in"], environ))
    return children


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@dataclass(frozen=True)
class Greeting:
    """What is said as soon as the first page can be had."""

    surroundings: Surroundings
    began: float
    words: list[str]
    stopping: threading.Event

    def give(self) -> None:
        """Wait for the pages, then say where everything is."""
        address = f"http://127.0.0.1:{self.surroundings.port}{health.PATH}"
        deadline = time.monotonic() + _WAIT_SECONDS
        while not _answers(address):
            if self.stopping.wait(_TRY_SECONDS):
                return
            if time.monotonic() > deadline:
                words = "The pages do not answer yet; the lines above may say why."
                print(words, file=sys.stderr, flush=True)
                return
        seconds = time.monotonic() - self.began
        print(f"Hearback is open at {self.surroundings.url} ({seconds:.1f} s).", flush=True)
        print("\n".join(self.words), flush=True)


def _answers(address: str) -> bool:
    """Whether the web server answers at all; what it says about the rest is for monitoring."""
    try:
        urllib.request.urlopen(address, timeout=2).close()  # noqa: S310  our own http address
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
    return True
