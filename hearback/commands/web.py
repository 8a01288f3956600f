"""``hearback web``: serves the pages; run as many as you like behind a reverse proxy."""

from __future__ import annotations

import argparse
import resource

from hearback.commands import house, static_files
from hearback.environment import Surroundings
from hearback.kit import logs

NAME = "web"
HELP = "serve the pages"
MORE = "Serves the pages on PORT. Any number of these, on any number of hosts, share one database."

# Visitors whose requests are still arriving cost a socket each and no thread, so many may be here.
MOST_VISITORS = 8192
HEADER_MILLISECONDS = 15_000
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
        house.require_migrated(patience=house.PATIENCE_SECONDS)
        house.require_somebody()
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
    from granian.http import HTTP1Settings
    from granian.server import Server

    # Loaded here once, so that every worker process is a cheap copy; none inherits a connection.
    import hearback.doorway  # noqa: F401

    connection.close()
    connection.close_pool()  # type: ignore[attr-defined]
    _allow_many_sockets()
    Server(
        "hearback.doorway:door",
        address=address,
        port=surroundings.port,
        interface=Interfaces.RSGI,
        workers=surroundings.web_workers,
        backpressure=MOST_VISITORS,
        http1_settings=HTTP1Settings(header_read_timeout=HEADER_MILLISECONDS),
        websockets=False,
        log_access=False,
        log_dictconfig=logs.configuration(),
        respawn_failed_workers=True,
        respawn_interval=0.5,
        workers_kill_timeout=STOP_SECONDS,
    ).serve()


def _allow_many_sockets() -> None:
    """Use as many open files as this user may: the usual soft limit of 1024 is soon reached."""
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 4 * MOST_VISITORS
    most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
