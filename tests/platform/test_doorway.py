"""The doorway takes bodies in without spending threads, and turns down what is too much."""

from __future__ import annotations

import http.client
import json
import os
import socket
import subprocess
import sys
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

import pytest

from hearback import doorway
from tests.platform.houses import ROOT, free_port
from tests.until import until

if TYPE_CHECKING:
    from collections.abc import Iterator

SLOW_VISITORS = 100


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    """A web server with one process whose only page tells what it was asked."""
    number = free_port()
    words = ["-m", "granian", "--interface", "rsgi", "--port", str(number), "--no-ws"]
    process = subprocess.Popen(
        [sys.executable, *words, "--backpressure", "1000", "tests.platform.echo:door"],
        cwd=ROOT,
        env={**os.environ, "HEARBACK_URL": f"http://127.0.0.1:{number}"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    until(lambda: ask(number, "GET", "/").status == 200, "the echo answers", 60)
    yield number
    process.terminate()
    assert process.wait(timeout=15) == 0


class Told:
    """What the echo told, or a refusal."""

    def __init__(self, status: int, body: bytes) -> None:
        self.status = status
        self.text = body.decode()

    def __getitem__(self, name: str) -> Any:
        return json.loads(self.text)[name]


def ask(port: int, method: str, path: str, body: Any = None, **headers: str) -> Told:
    """Ask the echo."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    line.request(method, path, body, names, encode_chunked="Transfer-Encoding" in names)
    answer = line.getresponse()
    told = Told(answer.status, answer.read())
    line.close()
    return told


def test_slow_visitors_hold_up_nobody(port: int) -> None:
    assert SLOW_VISITORS > 10 * doorway.THREADS
    start = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5000\r\n\r\nthe beginning"
    with ExitStack() as lines:
        for _ in range(SLOW_VISITORS):
            line = lines.enter_context(socket.create_connection(("127.0.0.1", port)))
            line.sendall(start)
        assert [ask(port, "GET", "/").status for _ in range(20)] == [200] * 20


def test_addresses_arrive_as_they_were_meant(port: int) -> None:
    told = ask(port, "GET", "/caf%C3%A9/%E2%82%AC%20a+b?q=%C3%A9&z=a+b")
    assert told["path"] == "/café/€ a+b"
    assert told["query"] == {"q": "é", "z": "a b"}
    assert told["address"] == "127.0.0.1"


def test_a_dash_cannot_be_faked_by_an_underscore(port: int) -> None:
    line = socket.create_connection(("127.0.0.1", port))
    line.sendall(
        b"GET / HTTP/1.1\r\nHost: x\r\nX_Thing: fake\r\nX-Thing: one\r\nX-Thing: two\r\n"
        b"Cookie: a=1\r\nCookie: b=2\r\nConnection: close\r\n\r\n"
    )
    with line, line.makefile("rb") as answer:
        body = json.loads(answer.read().rpartition(b"\r\n\r\n")[2])
    assert body["thing"] == "one,two"
    assert body["cookies"] == {"a": "1", "b": "2"}


@pytest.mark.parametrize("size", [0, 1, 100_000, doorway.LARGEST_IN_MEMORY + 1, 3_000_000])
def test_bodies_arrive_whole(port: int, size: int) -> None:
    content = os.urandom(size)
    said = ask(port, "PUT", "/", content)
    assert said["size"] == size
    assert said["first_and_last"] == (content[:2] + content[-2:]).hex()


def test_a_body_that_does_not_say_its_length_arrives_whole(port: int) -> None:
    pieces = iter([b"a" * 70_000, b"b" * 70_000])
    assert ask(port, "PUT", "/", pieces, Transfer_Encoding="chunked")["size"] == 140_000


def test_a_body_that_breaks_off_reaches_no_page(port: int) -> None:
    before = ask(port, "GET", "/")["answered"]
    line = socket.create_connection(("127.0.0.1", port))
    line.sendall(b"PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 50\r\n\r\nhalf of it")
    line.shutdown(socket.SHUT_WR)
    with line:
        line.recv(1000)
    assert ask(port, "GET", "/")["answered"] == before + 1


def test_too_large_a_body_is_turned_down_unread(port: int) -> None:
    line = socket.create_connection(("127.0.0.1", port), timeout=10)
    length = doorway.LARGEST_BODY + 1
    line.sendall(f"PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: {length}\r\n\r\n".encode())
    with line:
        assert line.recv(1000).startswith(b"HTTP/1.1 413")


def test_head_has_the_length_and_no_body(port: int) -> None:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    line.request("HEAD", "/")
    answer = line.getresponse()
    assert answer.status == 200
    assert int(answer.headers["Content-Length"]) > 0
    assert answer.read() == b""
    line.close()
