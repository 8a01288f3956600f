"""``hearback up``: everything starts, stays, comes back and stops together."""

from __future__ import annotations

import re
import signal
import socket
import time
from typing import TYPE_CHECKING

import psutil
import pytest

from hearback.postgres import Embedded
from tests.platform.houses import House, house
from tests.until import until

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = [pytest.mark.embedded, pytest.mark.slow]
STOP_SECONDS = 10.0


@pytest.fixture(scope="module")
def open_house() -> Iterator[House]:
    """A house that was opened for the first time."""
    with house() as one:
        one.start()
        yield one


def test_the_first_day_prints_the_way_in(open_house: House) -> None:
    until(lambda: "Ctrl-C" in open_house.said(), "the greeting")
    said = open_house.said()
    assert f"Hearback is open at http://localhost:{open_house.port}" in said
    link = re.search(rf"http://localhost:{open_house.port}(/\S+)", said.partition("works once")[2])
    assert link is not None
    assert open_house.get(link[1])[0] == 200
    assert "No mail server is set (EMAIL_URL)" in said


def test_the_worker_works(open_house: House) -> None:
    until(lambda: open_house.health()["worker"]["state"] == "ok", "a heartbeat")


def test_only_this_machine_is_listened_to_while_the_address_is_local(open_house: House) -> None:
    listening = {
        line.laddr.ip
        for line in psutil.net_connections("tcp")
        if line.status == psutil.CONN_LISTEN and line.laddr and line.laddr.port == open_house.port
    }
    assert listening == {"127.0.0.1"}


def test_a_killed_worker_is_started_again_and_that_is_said(open_house: House) -> None:
    before = open_house.child("worker")
    before.kill()
    until(lambda: "worker ended (code -9)" in open_house.logged(), "it says so")
    until(lambda: open_house.child("worker").pid != before.pid, "another worker", 30)
    until(lambda: open_house.health()["worker"]["state"] == "ok", "a heartbeat", 30)


def test_a_database_that_died_comes_back(open_house: House) -> None:
    server = Embedded(open_house.data)
    started = open_house.logged().count('"event": "worker-starts"')
    number = int((server.folder / "postmaster.pid").read_text().splitlines()[0])
    psutil.Process(number).kill()
    until(lambda: "database-revived" in open_house.logged(), "it says so", 30)
    until(lambda: open_house.health()["database"]["state"] == "ok", "pages again", 30)
    until(lambda: open_house.get("/")[0] == 200, "the openings", 30)
    starts = '"event": "worker-starts"'
    until(lambda: open_house.logged().count(starts) > started, "the worker begins again", 40)
    until(lambda: open_house.health()["worker"]["state"] == "ok", "a heartbeat", 30)


def test_the_log_is_lines_of_json_without_tokens(open_house: House) -> None:
    open_house.get("/status/a-token-of-somebody/")
    until(lambda: '"status": 404' in open_house.logged(), "the request is logged")
    assert "a-token-of-somebody" not in open_house.logged()


def test_a_taken_port_is_said_at_once() -> None:
    with house() as other, socket.socket() as taken:
        taken.bind(("127.0.0.1", other.port))
        taken.listen()
        done = other.run("up")
    assert done.returncode == 2
    assert f"PORT: {other.port}" in done.stderr
    assert "PORT=8001" in done.stderr


def test_ctrl_c_stops_everything_and_the_next_start_finds_it_all(open_house: House) -> None:
    members = open_house.run("member", "list").stdout
    assert "administrator@localhost" in members
    family = open_house.children()
    began = time.monotonic()
    assert open_house.stop(signal.SIGINT) == 0
    assert time.monotonic() - began < STOP_SECONDS
    assert not [one for one in family if one.is_running() and one.status() != "zombie"]
    assert not Embedded(open_house.data).runs()
    assert "all data is kept" in open_house.said()

    open_house.settings["HEARBACK_WORKERS"] = "2"
    open_house.start()
    until(lambda: "open at" in open_house.said(), "the greeting")
    assert sum("worker" in one.cmdline() for one in open_house.children()) == 2
    assert "first day" not in open_house.said()
    assert open_house.run("member", "list").stdout == members
    assert open_house.stop(signal.SIGTERM) == 0


def test_children_do_not_outlive_a_killed_leader() -> None:
    with house() as one:
        one.start()
        family = one.children()
        assert one.process is not None
        one.process.kill()
        one.process.wait()
        until(
            lambda: not [x for x in family if x.is_running() and x.status() != "zombie"],
            "all gone",
        )
        one.start()
        assert one.get("/")[0] == 200
