"""A mail relay that takes everything and notes who got what when; a process of its own."""

from __future__ import annotations

import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.server import free_port

if TYPE_CHECKING:
    from collections.abc import Iterator

READY = "ready"


class Notes:
    """Writes a line for each message: the moment it was taken, and to whom it goes."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("a", buffering=1)

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802  aiosmtpd's name
        """Take a message."""
        del server, session
        self._file.write(f"{time.time()} {envelope.rcpt_tos[0]}\n")
        return "250 taken"


def serve(port: int, path: Path) -> None:
    """Serve until killed."""
    import asyncio

    from aiosmtpd.smtp import SMTP

    async def listen() -> None:
        notes = Notes(path)
        loop = asyncio.get_running_loop()
        server = await loop.create_server(lambda: SMTP(notes), "127.0.0.1", port)
        sys.stdout.write(READY + "\n")
        sys.stdout.flush()
        await server.serve_forever()

    asyncio.run(listen())


@contextmanager
def sink(path: Path, port: int | None = None) -> Iterator[int]:
    """Run the relay; yields its port. What it took is in `path`."""
    port = port or free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "bench.sink", str(port), str(path)],
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        if process.stdout is None or process.stdout.readline().strip() != READY:
            raise SystemExit("The sink did not start.")
        yield port
    finally:
        process.kill()
        process.wait()


def taken(path: Path) -> list[tuple[float, str]]:
    """When each message was taken and for whom, in order."""
    lines = path.read_text().splitlines() if path.exists() else []
    return [(float(when), who) for when, _, who in (line.partition(" ") for line in lines)]


if __name__ == "__main__":
    serve(int(sys.argv[1]), Path(sys.argv[2]))
