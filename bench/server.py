"""Starts the product's own processes for a benchmark and talks HTTP to them with little fuss."""

from __future__ import annotations

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def running(*words: str, port: int | None = None) -> Iterator[int]:
    """Run `hearback` with these words, with a PORT that is yielded; stopped at the end."""
    port = port or free_port()
    environment = {**os.environ, "PORT": str(port), "HEARBACK_URL": f"http://127.0.0.1:{port}"}
    process = subprocess.Popen(
        [sys.executable, "-m", "hearback.cli", *words],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield port
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=30)


def wait_until_up(port: int, path: str = "/", seconds: float = 60) -> None:
    """Return when the page answers. Raises SystemExit when it does not in time."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            if Visitor(port).get(path)[0] < http.client.INTERNAL_SERVER_ERROR:
                return
        except OSError:
            time.sleep(0.05)
    raise SystemExit(f"The server did not answer within {seconds} seconds.")


class Visitor:
    """A browser reduced to one connection, its cookies and the form token."""

    def __init__(self, port: int) -> None:
        self._line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.cookies: dict[str, str] = {}
        self.token = ""

    def get(self, path: str) -> tuple[int, str]:
        """Fetch a page; remembers cookies and the form token in it."""
        status, body = self._ask("GET", path, None, {})
        found = _TOKEN.search(body)
        self.token = found[1] if found else self.token
        return status, body

    def post(self, path: str, body: bytes, kind: str) -> int:
        """Send a form; returns the status."""
        return self._ask("POST", path, body, {"Content-Type": kind})[0]

    def _ask(
        self, method: str, path: str, body: bytes | None, headers: dict[str, str]
    ) -> tuple[int, str]:
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        sent = {**headers, "Cookie": cookies}
        try:
            self._line.request(method, path, body, sent)
            answer = self._line.getresponse()
        except (http.client.RemoteDisconnected, ConnectionResetError, BrokenPipeError):
            # A line that rested may be closed by the server; like a browser, open another.
            self._line.close()
            self._line.request(method, path, body, sent)
            answer = self._line.getresponse()
        for line in answer.msg.get_all("Set-Cookie") or []:
            name, _, rest = line.partition("=")
            self.cookies[name] = rest.partition(";")[0]
        return answer.status, answer.read().decode("utf-8", "replace")
