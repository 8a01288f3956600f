"""A stand-in for whoever publishes a calendar: it sends what it is told to, or misbehaves."""

from __future__ import annotations

import threading
import zlib
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Final

# How it may behave.
SEND: Final = "sends what it has"
SILENT: Final = "takes the question and says nothing"
DRIP: Final = "sends one byte every now and then"
DRIP_HEAD: Final = "sends its headers without an end"
ENDLESS: Final = "sends and never stops"
BOMB: Final = "sends little that unpacks to much"
CUT: Final = "hangs up in the middle"
GARBLE: Final = "speaks no HTTP"
SEND_ON: Final = "sends on to another address"
ROUND: Final = "sends on to itself"


@dataclass
class CalendarHost:
    """The stand-in as a test sees it."""

    body: bytes = b""
    status: int = 200
    mode: str = SEND
    elsewhere: str = ""
    heard: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)
    _server: ThreadingHTTPServer | None = None

    @property
    def url(self) -> str:
        """Where its calendar is."""
        assert self._server is not None
        return f"http://127.0.0.1:{self._server.server_port}/secret/basic.ics"

    def start(self) -> None:
        """Listen on a port of its own."""
        self.over.clear()
        desk = type("Desk", (_Desk,), {"host": self})
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), desk)
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        """Stop listening, and whatever it is doing."""
        self.over.set()
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None


class _Desk(BaseHTTPRequestHandler):
    """Answers one question the way the stand-in was told to."""

    host: CalendarHost
    protocol_version = "HTTP/1.1"

    def _answer(self) -> None:
        length = int(self.headers.get("Content-Length", "0"))
        self.rfile.read(length)
        self.host.heard.append((self.command, self.path, dict(self.headers)))
        try:
            _MODES[self.host.mode](self)
        except OSError:
            return  # whoever asked hung up, which is what these are for
        finally:
            self.close_connection = True

    do_GET = do_REPORT = do_PROPFIND = _answer  # noqa: N815  names of http.server

    def send(self) -> None:
        self._head(len(self.host.body))
        self.wfile.write(self.host.body)

    def silent(self) -> None:
        self.host.over.wait(60)

    def drip(self) -> None:
        self._head(1_000_000)
        while not self.host.over.wait(0.1):
            self.wfile.write(b"B")

    def drip_head(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        while not self.host.over.wait(0.1):
            self.wfile.write(b"a")

    def endless(self) -> None:
        self.send_response(200)
        self.end_headers()
        piece = b"BEGIN:VCALENDAR\r\n" + b"X" * 65536
        while not self.host.over.is_set():
            self.wfile.write(piece)

    def bomb(self) -> None:
        packer = zlib.compressobj(wbits=zlib.MAX_WBITS | 16)
        piece = b"\0" * 1_000_000
        body = b"".join(packer.compress(piece) for _time in range(300)) + packer.flush()
        self.send_response(200)
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def cut(self) -> None:
        self._head(len(self.host.body) + 1000)
        self.wfile.write(self.host.body)

    def garble(self) -> None:
        self.wfile.write(b"\0\1\2 this is no answer at all\r\n\r\n")

    def send_on(self) -> None:
        self.send_response(302)
        self.send_header("Location", self.host.elsewhere)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def round(self) -> None:
        self.host.elsewhere = self.path
        self.send_on()

    def _head(self, length: int) -> None:
        self.send_response(self.host.status)
        self.send_header("Content-Type", "text/calendar")
        self.send_header("Content-Length", str(length))
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  its name there
        """Say nothing."""


_MODES = {
    SEND: _Desk.send,
    SILENT: _Desk.silent,
    DRIP: _Desk.drip,
    DRIP_HEAD: _Desk.drip_head,
    ENDLESS: _Desk.endless,
    BOMB: _Desk.bomb,
    CUT: _Desk.cut,
    GARBLE: _Desk.garble,
    SEND_ON: _Desk.send_on,
    ROUND: _Desk.round,
}
