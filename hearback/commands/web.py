"""``hearback web``: serves the pages; run as many as you like behind a reverse proxy."""

from __future__ import annotations

import argparse

from hearback.commands import house, static_files
from hearback.environment import Surroundings
from hearback.kit import logs

NAME = "web"
HELP = "serve the pages"
MORE = "Serves the pages on PORT. Any number of these, on any number of hosts, share one database."

# Pages wait for the database more than they compute, so a few threads per process keep both busy;
# more would only wait for each other. Waiting requests queue in the socket, not in memory.
THREADS = 8
QUEUE = 256
LOCAL = "127.0.0.1"
STOP_SECONDS = 5


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument(
        "--bind",
        metavar="ADDRESS",
        help="listen here (default: this machine only, everywhere once HEARBACK_URL is public)",
    )


def run(options: argparse.Namespace) -> int:
    """Serve until stopped."""
    with house.opened("web") as surroundings:
        house.require_migrated()
        static_files.collect()
        serve(surroundings, options.bind or listening_on(surroundings))
    return 0


def listening_on(surroundings: Surroundings) -> str:
    """Return the address to listen on: only a public HEARBACK_URL opens us to the network."""
    return LOCAL if surroundings.host in {"localhost", LOCAL, "::1"} else "0.0.0.0"  # noqa: S104


def serve(surroundings: Surroundings, address: str) -> None:
    """Run the web server until a signal stops it."""
    from django.db import connection
    from granian.constants import Interfaces
    from granian.server import Server

    # Loaded here once, so that every worker process is a cheap copy; none inherits a connection.
    import hearback.wsgi  # noqa: F401

    connection.close()
    connection.close_pool()  # type: ignore[attr-defined]
    Server(
        "hearback.wsgi:application",
        address=address,
        port=surroundings.port,
        interface=Interfaces.WSGI,
        workers=surroundings.web_workers,
        blocking_threads=THREADS,
        backpressure=QUEUE,
        websockets=False,
        log_access=False,
        log_dictconfig=logs.configuration(),
        respawn_failed_workers=True,
        respawn_interval=0.5,
        workers_kill_timeout=STOP_SECONDS,
    ).serve()
