"""``hearback worker``: sends what is due, does what happens by the clock, and takes mail in."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import signal
from collections.abc import Callable, Coroutine
from typing import Any

from django.conf import settings

from hearback import endpoints
from hearback.commands import house
from hearback.commands.telling import Stopped
from hearback.kit import logs, memory

NAME = "worker"
HELP = "send letters and do what is due"
MORE = "Sends letters and does what is due. Any number of these, on any hosts, share the work."

# Sending waits for disk and mail server by turns, so more tasks than cores; each has a connection
# of the pool of ten.
AT_ONCE = 8
STOP_SECONDS = 6.0
_FIRST_PAUSE = 1.0
_LONGEST_PAUSE = 30.0


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument(
        "--at-once", type=int, default=AT_ONCE, metavar="N", help=f"tasks side by side ({AT_ONCE})"
    )
    parser.add_argument(
        "--mail-in",
        action="store_true",
        help="do nothing but take mail in at the addresses INBOUND_URL names to listen on",
    )


def run(options: argparse.Namespace) -> int:
    """Work until stopped."""
    with house.opened("worker"):
        house.require_migrated(patience=house.PATIENCE_SECONDS)
        doors = _listeners() if options.mail_in else []
        work = (lambda: _listen(doors)) if doors else (lambda: _work(options.at_once))
        memory.set_apart()
        asyncio.run(_until_stopped(work))
    return 0


def _listeners() -> list[endpoints.Inbound]:
    """The addresses to listen on. Raises Stopped when there is none."""
    doors = [one for one in settings.HEARBACK_INBOUND if one.kind in endpoints.LISTENERS]
    if not doors:
        raise Stopped("INBOUND_URL names no address to listen on, such as smtp://127.0.0.1:2525.")
    return doors


async def _until_stopped(work: Callable[[], Coroutine[Any, Any, None]]) -> None:
    """Keep working through failures of the database: say so, pause, begin again."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    pause = _FIRST_PAUSE
    while not stop.is_set():
        logs.say("worker-starts")
        began = loop.time()
        await _unless(stop, work())
        if stop.is_set():
            break
        pause = _FIRST_PAUSE if loop.time() - began > _LONGEST_PAUSE else pause * 2
        await _unless(stop, asyncio.sleep(min(pause, _LONGEST_PAUSE)))
    logs.say("worker-stopped")


async def _unless(stop: asyncio.Event, work: Coroutine[Any, Any, None]) -> None:
    """Wait for the work to end, or when asked to stop, for it to wind down."""
    task, asked = asyncio.ensure_future(work), asyncio.ensure_future(stop.wait())
    await asyncio.wait({task, asked}, return_when=asyncio.FIRST_COMPLETED)
    for one in (task, asked):
        if not one.done():
            one.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await one


async def _work(at_once: int) -> None:
    """Run procrastinate's worker until it is cancelled or loses the database."""
    from procrastinate.contrib.django import app

    try:
        with app.replace_connector(_connector()):
            async with app.open_async():
                await app.run_worker_async(
                    concurrency=at_once,
                    install_signal_handlers=False,
                    shutdown_graceful_timeout=STOP_SECONDS,
                    delete_jobs="successful",
                )
    except Exception as problem:  # noqa: BLE001  whatever went wrong, promises still have to be kept
        logs.say_failure("worker-fell", problem)


async def _listen(doors: list[endpoints.Inbound]) -> None:
    """Take mail in until cancelled; an address that cannot be had is tried again."""
    from hearback.accounts.queries import the_organisation
    from hearback.channels.doors import smtp
    from hearback.kit import clock

    logs.say("mail-door-opens", doors=len(doors))
    try:
        await smtp.listen(doors, lambda: the_organisation().reply_address, clock.now)
    except Exception as problem:  # noqa: BLE001  whoever writes to us must get through again
        logs.say_failure("mail-door-fell", problem)


def _connector() -> Any:
    """Return a connector that waits for work on its own pool but defers through Django.

    procrastinate's own worker connector would also defer through its pool: a task's follow-up
    would then be rung before, or without, the transaction it belongs to.
    """
    from procrastinate.connector import BaseConnector
    from procrastinate.contrib.django.django_connector import DjangoConnector
    from procrastinate.contrib.django.utils import connector_params
    from procrastinate.psycopg_connector import PsycopgConnector

    class WithinTransactions(PsycopgConnector):
        def get_sync_connector(self) -> BaseConnector:
            return DjangoConnector()

    return WithinTransactions(kwargs=connector_params(), min_size=1, max_size=4)
