"""Takes each request in whole before a thread is spent on it, so that slow visitors hold up nobody.

Granian can run a WSGI application directly, but then a thread waits while the body trickles in: a
few dozen slow uploads, or one ill-willed machine, would close the house (tried). Here bodies
arrive without threads, and pages are made by a fixed number of threads in turn.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from io import BytesIO
from tempfile import SpooledTemporaryFile
from typing import IO, TYPE_CHECKING, Any, Protocol, cast
from urllib.parse import unquote_to_bytes

from hearback.wsgi import application

if TYPE_CHECKING:
    from granian._granian import RSGIHTTPProtocol as HTTPProtocol
    from granian.rsgi import Scope

# Pages wait for the database more than they compute; more threads would only wait for each other.
THREADS = 8
MOST_WAITING = 200
LARGEST_BODY = 30 * 1024 * 1024
LARGEST_IN_MEMORY = 512 * 1024
# Between two pieces, and for all of them: a large CV over a poor line still arrives.
PIECE_SECONDS = 30
BODY_SECONDS = 900

BUSY = "There is a crowd at the door just now. Please try again in a few seconds.\n"
TOO_SLOW = "Nothing more arrived for a while, so we stopped listening. Please send it again.\n"
TOO_LARGE = "That was larger than anything we can take. Nothing of it was kept.\n"


class Application(Protocol):
    """A WSGI application."""

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """Answer one request."""


class NotTaken(Exception):
    """The body did not arrive as it should; ``status`` 0 means nobody is there any more."""

    def __init__(self, status: int, words: str) -> None:
        self.status = status
        self.words = words
        super().__init__(words)


@dataclass
class Answer:
    """What the application answered. Whole: the largest thing we send is a CV."""

    status: int = 500
    headers: list[tuple[str, str]] = field(default_factory=list)
    body: bytes = b""

    def start(self, status: str, headers: list[tuple[str, str]], _exc_info: object = None) -> None:
        """Take the beginning of the answer, as WSGI's start_response."""
        self.status = int(status.split(" ", 1)[0])
        self.headers = headers


class Doorway:
    """Serves a WSGI application through Granian's asynchronous interface (RSGI)."""

    def __init__(self, application: Application) -> None:
        self.application = application
        self.waiting = 0
        self.threads: ThreadPoolExecutor | None = None

    def __rsgi_init__(self, loop: asyncio.AbstractEventLoop) -> None:
        """Start a process of the web server."""
        self.threads = ThreadPoolExecutor(THREADS, thread_name_prefix="page")

    def __rsgi_del__(self, loop: asyncio.AbstractEventLoop) -> None:
        """End it: pages being made are finished, none is begun."""
        if self.threads is not None:
            self.threads.shutdown(wait=True, cancel_futures=True)

    async def __rsgi__(self, scope: Scope, protocol: HTTPProtocol) -> None:
        """Answer one request."""
        if self.waiting >= MOST_WAITING:
            _say(protocol, 503, BUSY)
            return
        try:
            body, length = await _take_in(scope, protocol)
        except NotTaken as refusal:
            if refusal.status:
                _say(protocol, refusal.status, refusal.words)
            return
        self.waiting += 1
        try:
            loop = asyncio.get_running_loop()
            environ = _environ(scope, body, length)
            answer = await loop.run_in_executor(self.threads, self._answer, environ)
        finally:
            self.waiting -= 1
            body.close()
        protocol.response_bytes(answer.status, answer.headers, answer.body)

    def _answer(self, environ: dict[str, Any]) -> Answer:
        """Make the page and let its database connection go, all in one thread."""
        answer = Answer()
        pieces = self.application(environ, answer.start)
        try:
            answer.body = b"".join(pieces)
        finally:
            close = getattr(pieces, "close", None)
            if close is not None:
                close()
        return answer


async def _take_in(scope: Scope, protocol: HTTPProtocol) -> tuple[IO[bytes], int]:
    """Collect the body and return it with its length in bytes. Raises NotTaken."""
    promised = scope.headers.get("content-length")
    if promised is None and scope.headers.get("transfer-encoding") is None:
        return BytesIO(), 0
    length = int(promised) if promised and promised.isdigit() else None
    if length is not None and length > LARGEST_BODY:
        raise NotTaken(413, TOO_LARGE)
    try:
        async with asyncio.timeout(BODY_SECONDS):
            if length is not None and length <= LARGEST_IN_MEMORY:
                whole = await protocol()
                body, arrived = cast("IO[bytes]", BytesIO(whole)), len(whole)
            else:
                body, arrived = await _in_pieces(protocol)
    except TimeoutError:
        raise NotTaken(408, TOO_SLOW) from None
    if length is not None and arrived < length:
        raise NotTaken(0, "")
    return body, arrived


async def _in_pieces(protocol: HTTPProtocol) -> tuple[IO[bytes], int]:
    """Collect a large body on disk, or one that does not say how long it is."""
    body = cast("IO[bytes]", SpooledTemporaryFile(LARGEST_IN_MEMORY))  # noqa: SIM115  closed later
    arrived = 0
    pieces = aiter(protocol)
    while True:
        try:
            async with asyncio.timeout(PIECE_SECONDS):
                # Not anext(pieces, None): with Granian's iterator that crashes Python 3.11.
                piece = await anext(pieces)
        except StopAsyncIteration:
            break
        arrived += len(piece)
        if arrived > LARGEST_BODY:
            raise NotTaken(413, TOO_LARGE)
        body.write(piece)
    body.seek(0)
    return body, arrived


def _environ(scope: Scope, body: IO[bytes], length: int) -> dict[str, Any]:
    host, _, port = scope.server.rpartition(":")
    environ: dict[str, Any] = {
        "REQUEST_METHOD": scope.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(scope.path).decode("latin-1"),
        "QUERY_STRING": scope.query_string,
        "SERVER_NAME": host,
        "SERVER_PORT": port,
        "SERVER_PROTOCOL": f"HTTP/{scope.http_version}",
        "REMOTE_ADDR": scope.client.rpartition(":")[0].strip("[]"),
        "CONTENT_LENGTH": str(length),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.scheme,
        "wsgi.input": body,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    if scope.authority:
        environ["HTTP_HOST"] = scope.authority
    for name, value in scope.headers.items():
        # An underscore would pass itself off as a dash once upper-cased.
        if "_" in name or name == "content-length":
            continue
        key = name.upper().replace("-", "_")
        key = key if key == "CONTENT_TYPE" else f"HTTP_{key}"
        joint = "; " if key == "HTTP_COOKIE" else ","
        environ[key] = f"{environ[key]}{joint}{value}" if key in environ else value
    return environ


def _say(protocol: HTTPProtocol, status: int, words: str) -> None:
    headers = [("content-type", "text/plain; charset=utf-8"), ("retry-after", "5")]
    headers.append(("connection", "close"))
    protocol.response_str(status, headers, words)


door = Doorway(application)
