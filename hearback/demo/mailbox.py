"""Where a demo's letters land: a small relay that keeps each one as a file and sends none."""

from __future__ import annotations

import argparse
import asyncio
import os
import secrets
import signal
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from aiosmtpd.smtp import SMTP

if TYPE_CHECKING:
    from aiosmtpd.smtp import Envelope, Session

HOST = "127.0.0.1"
LARGEST = 30 * 1024 * 1024


class Keep:
    """Writes every letter into a folder, whole or not at all, the newest last by name."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Keep one letter; the sender is told it was accepted only when it is on disk."""
        content = envelope.content or b""
        data = content.encode() if isinstance(content, str) else content
        put(self.folder, data, at=datetime.now(UTC))
        return "250 Kept in the demo mailbox"


def put(folder: Path, data: bytes, *, at: datetime) -> None:
    """Write one letter that came at `at` (aware UTC) into the folder, whole or not at all."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    final = folder / f"{at:%Y%m%dT%H%M%S.%f}-{secrets.token_hex(4)}.eml"
    partial = final.with_suffix(".part")
    with partial.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    partial.rename(final)


def main(words: list[str] | None = None) -> int:
    """Listen on ``--port`` of this machine and keep letters in ``--folder`` until stopped."""
    parser = argparse.ArgumentParser(prog="python -m hearback.demo.mailbox", description=__doc__)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--port", type=int, required=True)
    options = parser.parse_args(words)
    options.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    asyncio.run(_listen(Keep(options.folder), options.port))
    return 0


async def _listen(keeper: Keep, port: int) -> None:
    loop = asyncio.get_running_loop()
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    server = await loop.create_server(
        lambda: SMTP(keeper, hostname="demo.localhost", data_size_limit=LARGEST, loop=loop),
        HOST,
        port,
    )
    async with server:
        await stop.wait()


if __name__ == "__main__":
    sys.exit(main())
