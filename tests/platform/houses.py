"""Starts Hearback as an operator does, in a data folder of its own, and asks it for pages."""

from __future__ import annotations

import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psutil

from hearback.postgres import Embedded
from tests.until import until

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent.parent


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def folder() -> Iterator[Path]:
    """A data folder the database's own user can reach; everything in it is gone afterwards."""
    path = Path(tempfile.mkdtemp(prefix="hearback-test-"))
    path.chmod(0o755)
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


@dataclass
class House:
    """One installation: a data folder, a port and settings."""

    data: Path
    port: int = field(default_factory=free_port)
    settings: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen[str] | None = None

    def environ(self) -> dict[str, str]:
        """The environment of its commands, with nothing of ours."""
        clean = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith("HEARBACK_") and name not in {"DATABASE_URL", "EMAIL_URL"}
        }
        own = {"HEARBACK_DATA": str(self.data), "PORT": str(self.port), "PYTHONUNBUFFERED": "1"}
        return {**clean, **own, **self.settings}

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run one command to its end."""
        return subprocess.run(
            [sys.executable, "-m", "hearback.cli", *words],
            cwd=ROOT,
            env=self.environ(),
            check=False,
            capture_output=True,
            text=True,
            timeout=90,
        )

    @contextmanager
    def database_kept(self) -> Iterator[None]:
        """Keep its database running meanwhile, so that each command need not start it."""
        hold = Embedded(self.data).hold()
        try:
            yield
        finally:
            hold.release()

    def start(self, *words: str) -> None:
        """Start a command that stays, and wait for its pages."""
        with (self.data / "said").open("w") as said, (self.data / "logged").open("w") as logged:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "hearback.cli", *(words or ("up",))],
                cwd=ROOT,
                env=self.environ(),
                stdout=said,
                stderr=logged,
                text=True,
                start_new_session=True,
            )
        until(self.answers, f"pages; it logged: {self.data / 'logged'}", 60)

    def answers(self) -> bool:
        """Whether pages can be had; fails at once when the command has ended."""
        if self.process is not None and self.process.poll() is not None:
            raise RuntimeError(f"It ended: {self.logged()}{self.said()}")
        return self.get("/healthz")[0] in {200, 503}

    def get(self, path: str) -> tuple[int, str]:
        """Fetch a page."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            line.request("GET", path)
            answer = line.getresponse()
            return answer.status, answer.read().decode()
        finally:
            line.close()

    def health(self) -> dict[str, Any]:
        """What it says of its health."""
        said: dict[str, Any] = json.loads(self.get("/healthz")[1])
        return said

    def said(self) -> str:
        """What it told the person who started it."""
        return (self.data / "said").read_text()

    def logged(self) -> str:
        """What it logged."""
        return (self.data / "logged").read_text()

    def children(self) -> list[psutil.Process]:
        """Every process it started, PostgreSQL's excepted."""
        if self.process is None or self.process.poll() is not None:
            return []
        return psutil.Process(self.process.pid).children(recursive=True)

    def child(self, name: str) -> psutil.Process:
        """The process of one command it started. Raises AssertionError while there is none."""
        found = [one for one in self.children() if name in one.cmdline()]
        assert found, f"{name} is not running"
        return found[0]

    def stop(self, number: int = signal.SIGINT) -> int:
        """Ask it to stop, as Ctrl-C does, and return its exit code."""
        if self.process is None:
            return 0
        self.process.send_signal(number)
        code = self.process.wait(timeout=20)
        self.process = None
        return code


@contextmanager
def house(**settings: str) -> Iterator[House]:
    """An installation that is stopped and gone afterwards."""
    with folder() as data:
        one = House(data, settings=settings)
        try:
            yield one
        finally:
            if one.process is not None and one.process.poll() is None:
                one.stop()
