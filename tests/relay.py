"""A real mail relay for tests: a process of its own that can be slow, refuse, hang up or die."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass, field
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from email.message import EmailMessage

READY = "ready"
ROOT = Path(__file__).resolve().parent.parent

# What the relay may be told to do; the words are what a test writes.
ACCEPT = "accept"
REFUSE = "refuse"  # 550 for every recipient
LATER = "later"  # 451 for every recipient
REFUSE_AND_HANG_UP = "refuse and hang up"  # 550 for every recipient, then closes the line
HANG_UP = "hang up"  # closes the line instead of answering DATA
TAKE_AND_HANG_UP = "take and hang up"  # keeps the message, then closes the line unanswered
HOLD = "hold"  # keeps the message, then answers nothing until told otherwise


def free_port() -> int:
    """A port nobody listens on."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Clerk:
    """Keeps what comes in, in the manner the mode file asks for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def _mode(self) -> str:
        return (self._folder / "mode").read_text()

    async def handle_RCPT(  # noqa: N802  aiosmtpd's name
        self, server: Any, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        """Take or refuse a recipient."""
        del session, options
        mode = self._mode()
        if mode == f"hang up at {address}":
            server.transport.abort()
        if mode in {REFUSE, REFUSE_AND_HANG_UP} or (
            mode.startswith("refuse ") and mode.endswith(address)
        ):
            return "550 5.1.1 nobody of that name here"
        if mode == LATER:
            return "451 4.7.1 come back later"
        envelope.rcpt_tos.append(address)
        return "250 known here"

    async def handle_RSET(  # noqa: N802
        self, server: Any, session: Any, envelope: Any
    ) -> str:
        """Begin anew, or close the line."""
        del session, envelope
        if self._mode() == REFUSE_AND_HANG_UP:
            server.transport.abort()
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        """Take a message, or do what else was asked."""
        del session
        mode = self._mode()
        if mode == HANG_UP:
            server.transport.abort()
            return "421 gone"
        self._keep(envelope)
        if mode == TAKE_AND_HANG_UP:
            server.transport.abort()
        while self._mode() == HOLD:  # noqa: ASYNC110  the order comes from another process
            await asyncio.sleep(0.02)
        return "250 taken"

    def _keep(self, envelope: Any) -> None:
        number = len(list(self._folder.glob("*.eml")))
        path = self._folder / f"{number:06d}.eml"
        temporary = path.with_suffix(".part")
        to = ",".join(envelope.rcpt_tos)
        temporary.write_bytes(f"X-Envelope-To: {to}\r\n".encode() + envelope.content)
        temporary.rename(path)


def serve(port: int, folder: Path) -> None:
    """Serve until killed."""
    from aiosmtpd.smtp import SMTP  # noqa: PLC0415  only the relay process needs it

    async def listen() -> None:
        loop = asyncio.get_running_loop()
        clerk = Clerk(folder)
        server = await loop.create_server(
            lambda: SMTP(clerk, data_size_limit=None), "127.0.0.1", port
        )
        sys.stdout.write(READY + "\n")
        sys.stdout.flush()
        await server.serve_forever()

    asyncio.run(listen())


@dataclass
class TestRelay:
    """The relay as a test sees it: start it, tell it what to do, read what it took."""

    __test__ = False

    folder: Path
    port: int = field(default_factory=free_port)
    _process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        """Start the process; returns when it listens."""
        self.tell(ACCEPT)
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.relay", str(self.port), str(self.folder)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        )
        line = self._process.stdout.readline() if self._process.stdout else ""
        if line.strip() != READY:
            raise RuntimeError("The test relay did not start.")

    def tell(self, mode: str) -> None:
        """Change what it does with the next message."""
        temporary = self.folder / "mode.new"
        temporary.write_text(mode)
        temporary.rename(self.folder / "mode")

    def die(self) -> None:
        """Kill it as a power cut would."""
        if self._process is not None:
            os.kill(self._process.pid, signal.SIGKILL)
            self._process.wait()
            if self._process.stdout:
                self._process.stdout.close()
            self._process = None

    def freeze(self) -> None:
        """Let it stop in mid-step: lines open, and nobody answers."""
        if self._process is not None:
            os.kill(self._process.pid, signal.SIGSTOP)

    def thaw(self) -> None:
        """Let it go on."""
        if self._process is not None:
            os.kill(self._process.pid, signal.SIGCONT)

    @property
    def taken(self) -> list[EmailMessage]:
        """Every message it took, oldest first."""
        return [
            message_from_bytes(path.read_bytes(), policy=default)
            for path in sorted(self.folder.glob("*.eml"))
        ]

    def taken_by(self, address: str) -> list[EmailMessage]:
        """What it took for one recipient."""
        return [mail for mail in self.taken if mail["X-Envelope-To"] == address]


if __name__ == "__main__":
    serve(int(sys.argv[1]), Path(sys.argv[2]))
