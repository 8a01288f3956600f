"""A stand-in for a chat server: Mattermost's incoming webhooks, which speak Slack's protocol."""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

KEY = "x7ot4pmqpfbsiyq5h8c1k7xz3y"

# What it may be told to do.
ACCEPT = "accept"
BROKEN = "broken"  # 500
BUSY = "busy"  # 429
SILENT = "silent"  # takes the message and answers nothing
ELSEWHERE = "elsewhere"  # 302 to another address
ENDLESS = "endless"  # an answer without an end

_REFUSALS = {BROKEN: (500, "Internal Server Error"), BUSY: (429, "Too Many Requests")}


@dataclass
class TestChat:
    """The stand-in as a test sees it: what was said there, and what it is told to do next."""

    __test__ = False

    mode: str = ACCEPT
    said: list[dict[str, Any]] = field(default_factory=list)
    tried: int = 0
    awake: threading.Event = field(default_factory=threading.Event)
    port: int = 0
    _server: ThreadingHTTPServer | None = None

    def start(self) -> None:
        """Listen."""
        handler = type("Clerk", (_Clerk,), {"chat": self})
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def die(self) -> None:
        """Stop listening."""
        self.awake.set()
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    @property
    def address(self) -> str:
        """What a member pastes."""
        return f"mmost://127.0.0.1:{self.port}/{KEY}"


class _Clerk(BaseHTTPRequestHandler):
    """Answers one request the way the stand-in was told to."""

    chat: TestChat

    def do_POST(self) -> None:
        """Something is said."""
        length = int(self.headers.get("Content-Length", "0"))
        said = self.rfile.read(length)
        self.chat.tried += 1
        if self.path != f"/hooks/{KEY}":
            self._send(404, json.dumps({"id": "invalid", "message": "Invalid webhook"}).encode())
        elif self.chat.mode in _REFUSALS:
            status, words = _REFUSALS[self.chat.mode]
            self._send(status, words.encode())
        elif self.chat.mode == ELSEWHERE:
            self.send_response(307)
            self.send_header("Location", f"http://127.0.0.1:{self.chat.port}/hooks/{KEY}")
            self.end_headers()
        elif self.chat.mode == ENDLESS:
            self._talk_for_ever()
        else:
            self._take(said)

    def _take(self, said: bytes) -> None:
        if self.headers.get("Content-Type", "").startswith("application/json"):
            self.chat.said.append(json.loads(said))
        if self.chat.mode == SILENT:
            self.chat.awake.wait(20)
            return
        self._send(200, b"ok")

    def _talk_for_ever(self) -> None:
        self.send_response(200)
        self.end_headers()
        try:
            while not self.chat.awake.is_set():
                self.wfile.write(b"ok" * 50_000)
        except OSError:
            return  # nobody listens any more

    def _send(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "text/plain")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  its name there
        """Say nothing."""
