"""A stand-in for an S3 bucket: keeps, gives and forgets objects by the published requests."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from email.utils import formatdate
from hashlib import md5
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import unquote, urlsplit

KEEP = "keep"
FAIL = "fail"  # 500 to everything
FORBID = "forbid"  # 403 to everything

_WORDS = {500: "InternalError", 403: "AccessDenied", 404: "NoSuchKey"}


@dataclass
class TestBucket:
    """The bucket as a test sees it: what lies in it, and how it behaves."""

    __test__ = False

    mode: str = KEEP
    objects: dict[str, bytes] = field(default_factory=dict)
    _server: ThreadingHTTPServer | None = None

    def start(self) -> str:
        """Listen on a port of its own; returns the setting that names this bucket."""
        bucket = self

        class Desk(_Desk):
            """Speaks for this bucket."""

            owner = bucket

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Desk)
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return f"s3+http://a-key:a-secret@127.0.0.1:{self._server.server_port}/papers"

    def stop(self) -> None:
        """Stop listening; what lies in it stays."""
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None


class _Desk(BaseHTTPRequestHandler):
    owner: TestBucket
    protocol_version = "HTTP/1.1"

    def _key(self) -> str:
        return unquote(urlsplit(self.path).path).removeprefix("/papers/")

    def _body(self) -> bytes:
        raw = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        chunked = "aws-chunked" in self.headers.get("Content-Encoding", "")
        return _unchunked(raw) if chunked else raw

    def _say(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _refuses(self) -> bool:
        status = {FAIL: 500, FORBID: 403}.get(self.owner.mode)
        if status is not None:
            self._fail(status)
        return status is not None

    def _fail(self, status: int) -> None:
        code = _WORDS[status]
        self._say(status, f"<Error><Code>{code}</Code></Error>".encode())

    def do_PUT(self) -> None:
        """PutObject."""
        body = self._body()
        if not self._refuses():
            self.owner.objects[self._key()] = body
            self._say(200, ETag=_tag(body))

    def do_GET(self) -> None:
        """GetObject and HeadObject."""
        if self._refuses():
            return
        body = self.owner.objects.get(self._key())
        if body is None:
            self._fail(404)
        else:
            self._say(200, body, ETag=_tag(body), Last_Modified=formatdate(usegmt=True))

    do_HEAD = do_GET  # noqa: N815

    def do_DELETE(self) -> None:
        """DeleteObject."""
        if not self._refuses():
            self.owner.objects.pop(self._key(), None)
            self._say(204)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  http.server's name
        """Say nothing."""


def _tag(body: bytes) -> str:
    return f'"{md5(body, usedforsecurity=False).hexdigest()}"'


def _unchunked(raw: bytes) -> bytes:
    """The bytes of a signed, chunked upload: a size in hexadecimal before each piece."""
    whole = b""
    while raw:
        head, _, raw = raw.partition(b"\r\n")
        size = int(head.partition(b";")[0], 16)
        if not size:
            break
        whole, raw = whole + raw[:size], raw[size + 2 :]
    return whole
