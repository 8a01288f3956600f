"""Our own mail door: takes mail for our addresses by SMTP or LMTP; yes means it lies safe."""

from __future__ import annotations

import asyncio
import errno
import logging
from typing import TYPE_CHECKING, Any

from aiosmtpd.lmtp import LMTP
from aiosmtpd.smtp import SMTP
from asgiref.sync import sync_to_async
from django.core.exceptions import ObjectDoesNotExist
from django.db import Error as DatabaseTrouble
from django.db import close_old_connections

from hearback.channels.doors.reply_address import tag_of
from hearback.channels.doors.take_in import ring, take_in, with_envelope
from hearback.channels.models import Door

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from hearback.endpoints import Inbound

log = logging.getLogger(__name__)

LARGEST_MAIL = 35 * 1024 * 1024
LONGEST_LINE = 1024 * 1024  # the standard says 1,000; who breaks it is heard all the same
IDLE_SECONDS = 120
AT_ONCE = 6  # each needs a connection to the database
BELL_SECONDS = 0.25
LATER = "451 4.3.0 We cannot keep your mail at the moment. Please try again later."
FULL = "452 4.3.1 There is no room at the moment. Please try again later."
STRANGER = "550 5.1.1 Nobody of that name here."


class Doorkeeper:
    """Says whose mail we take, and keeps it before it says that it is taken.

    `our_address` is asked for the organisation's reply address, `clock` for the moment (aware UTC).
    """

    def __init__(
        self, our_address: Callable[[], str], clock: Callable[[], datetime], *, each: bool
    ) -> None:
        self._our_address = our_address
        self._clock = clock
        self._each = each
        self._turns = asyncio.Semaphore(AT_ONCE)
        self._bell: asyncio.TimerHandle | None = None
        self._ringing: set[asyncio.Task[None]] = set()

    async def handle_RCPT(  # noqa: N802  aiosmtpd's name
        self, server: Any, session: Any, envelope: Any, address: str, options: Sequence[str]
    ) -> str:
        """Take a recipient that is ours; ask to come again before set-up, or without a database."""
        del server, session, options
        try:
            ours = await self._away(self._our_address)
        except (DatabaseTrouble, ObjectDoesNotExist):
            return LATER
        if tag_of(address, ours) is None and not address.casefold().startswith("postmaster"):
            return STRANGER
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        """Keep a mail; 250 means that its bytes and its row are on the disk."""
        del server, session
        answer = await self._keep(envelope)
        # By LMTP every recipient is answered for by itself (RFC 2033).
        return "\r\n".join([answer] * (len(envelope.rcpt_tos) if self._each else 1))

    async def _keep(self, envelope: Any) -> str:
        raw = with_envelope(
            envelope.content, sender=envelope.mail_from or "", recipients=envelope.rcpt_tos
        )
        try:
            async with self._turns:
                await self._away(self._take, raw)
        except DatabaseTrouble:
            log.warning("mail_put_off")
            return LATER
        except OSError as trouble:
            log.exception("mail_not_kept")
            return FULL if trouble.errno in {errno.ENOSPC, errno.EDQUOT} else LATER
        self._ring_soon()
        return "250 2.0.0 Kept."

    def _take(self, raw: bytes) -> None:
        take_in(raw, door=Door.SMTP, now=self._clock(), loud=False)

    def _ring_soon(self) -> None:
        """Ring once for all that come within a moment."""
        if self._bell is None:
            self._bell = asyncio.get_running_loop().call_later(BELL_SECONDS, self._ring_now)

    def _ring_now(self) -> None:
        self._bell = None
        task = asyncio.ensure_future(self._ring())
        self._ringing.add(task)
        task.add_done_callback(self._ringing.discard)

    async def _ring(self) -> None:
        try:
            await self._away(ring)
        except DatabaseTrouble:
            log.warning("bell_not_rung")  # the sweep finds what it was rung for

    @staticmethod
    async def _away(act: Callable[..., Any], *words: Any) -> Any:
        """Do something with the database away from the loop that listens."""

        def done() -> Any:
            close_old_connections()
            try:
                return act(*words)
            finally:
                close_old_connections()

        return await sync_to_async(done, thread_sensitive=False)()


class _Patient(SMTP):
    line_length_limit = LONGEST_LINE


class _PatientLocal(LMTP):
    line_length_limit = LONGEST_LINE


async def listen(
    doors: Sequence[Inbound], our_address: Callable[[], str], clock: Callable[[], datetime]
) -> None:
    """Listen at these doors until cancelled. Raises OSError when an address cannot be had."""
    loop = asyncio.get_running_loop()
    servers = []
    try:
        for door in doors:
            local = door.kind == "lmtp"
            keeper = Doorkeeper(our_address, clock, each=local)
            kind = _PatientLocal if local else _Patient
            servers.append(
                await loop.create_server(_session(kind, keeper), door.host, door.port, backlog=512)
            )
        await asyncio.gather(*(server.serve_forever() for server in servers))
    finally:
        for server in servers:
            server.close()


def _session(kind: type[SMTP], keeper: Doorkeeper) -> Callable[[], SMTP]:
    def new() -> SMTP:
        return kind(
            keeper,
            data_size_limit=LARGEST_MAIL,
            enable_SMTPUTF8=True,
            timeout=IDLE_SECONDS,
            ident="Hearback",
        )

    return new
