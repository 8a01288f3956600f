"""Our own mail door, open for as long as a test needs it."""

from __future__ import annotations

import asyncio
import smtplib
import threading
from typing import TYPE_CHECKING, Self

from hearback.channels.doors import smtp
from hearback.endpoints import Inbound
from tests.cast import NOW
from tests.relay import free_port
from tests.until import until

if TYPE_CHECKING:
    from collections.abc import Callable


class Door:
    """A door in a thread of its own."""

    def __init__(self, kind: str, ours: Callable[[], str]) -> None:
        self.inbound = Inbound(kind=kind, host="127.0.0.1", port=free_port())
        self._ours = ours
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._task = self._loop.create_task(smtp.listen([self.inbound], self._ours, lambda: NOW))
        try:
            self._loop.run_until_complete(self._task)
        except asyncio.CancelledError:
            pass
        finally:
            self._loop.run_until_complete(self._loop.shutdown_default_executor())
            self._loop.close()

    def __enter__(self) -> Self:
        self._thread.start()
        until(lambda: self.session().quit(), "the door opens")
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._task.cancel)
        self._thread.join(20)

    def session(self) -> smtplib.SMTP:
        """A line to the door."""
        kind = smtplib.LMTP if self.inbound.kind == "lmtp" else smtplib.SMTP
        return kind("127.0.0.1", self.inbound.port)
