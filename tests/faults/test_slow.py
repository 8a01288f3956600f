"""Slow and silent visitors hold up nobody else."""

# M1

from __future__ import annotations

import socket
import threading
import time
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from tests.applying import SEE_OTHER, address_of, fill_in, kept
from tests.until import until

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.house import House

pytestmark = pytest.mark.faults

SLOW_ONES = 60
QUICKLY = 3.0
HEAD = (
    "POST /jobs/shop-manager/ HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"
    "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {length}\r\n\r\n"
)


@pytest.fixture
def slow_ones(house: House) -> Iterator[list[socket.socket]]:
    """Many visitors who send one byte of a form a second, as long as the test lasts."""
    house.web()
    lines: list[socket.socket] = []
    over = threading.Event()

    def dribble() -> None:
        while not over.wait(1.0):
            for line in lines:
                line.sendall(b"n")

    for _ in range(SLOW_ONES):
        line = socket.create_connection(("127.0.0.1", house.port), timeout=5)
        line.sendall(HEAD.format(port=house.port, length=100_000).encode() + b"name=")
        lines.append(line)
    thread = threading.Thread(target=dribble)
    thread.start()
    yield lines
    over.set()
    thread.join()
    for line in lines:
        line.close()


def test_others_are_served_while_many_send_a_byte_a_second(
    house: House, slow_ones: list[socket.socket]
) -> None:
    assert len(slow_ones) == SLOW_ONES
    took = []
    for number in range(5):
        began = time.monotonic()
        page = fill_in(house.visitor(f"192.0.2.{number}"), f"Quick {number}")
        took.append(time.monotonic() - began)
        assert page.status in SEE_OTHER
        assert len(kept(house, address_of(f"Quick {number}"))) == 1
    assert max(took) < QUICKLY, took


def test_a_form_that_breaks_off_leaves_nothing_behind(house: House) -> None:
    house.web()
    before = house.value("SELECT count(*) FROM pipeline_application")
    with closing(socket.create_connection(("127.0.0.1", house.port), timeout=5)) as line:
        body = b"name=Broken&email=broken@mail.example"
        line.sendall(HEAD.format(port=house.port, length=len(body) + 50).encode() + body)
    assert fill_in(house.visitor(), "After Wards").status in SEE_OTHER
    assert house.value("SELECT count(*) FROM pipeline_application") == before + 1


def test_many_at_once_are_all_served_or_told_to_come_back(house: House) -> None:
    house.web()
    statuses: list[int] = []

    def ask(number: int) -> None:
        statuses.append(house.visitor(f"192.0.2.{number % 250}").get("/").status)

    crowd = [threading.Thread(target=ask, args=(number,)) for number in range(120)]
    for one in crowd:
        one.start()
    for one in crowd:
        one.join()
    assert set(statuses) <= {200, 503}
    assert statuses.count(200) >= 100
    until(lambda: house.visitor().get("/").status == 200, "the door is free again", 5)
