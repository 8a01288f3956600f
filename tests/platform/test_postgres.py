"""The built-in PostgreSQL: shared by processes, gone with the last, losing nothing it confirmed."""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import shutil
import signal
import stat
import subprocess
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING

import psutil
import psycopg
import pytest

from hearback.lent_user import NOBODYS_NUMBER, Unavailable, leave_the_dead
from hearback.postgres import Embedded
from tests.platform.houses import folder
from tests.until import until

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.embedded

BECOME_THE_ORPHANS_PARENT = 36  # PR_SET_CHILD_SUBREAPER, prctl(2)


@pytest.fixture
def server() -> Iterator[Embedded]:
    """A server of its own, stopped at the end whoever still holds it."""
    with folder() as data:
        one = Embedded(data)
        yield one
        if one.runs():
            one.stop()


@pytest.fixture
def careless_parent() -> Iterator[None]:
    """Orphans become our children and stay unburied, as under a container's careless PID 1."""
    libc = ctypes.CDLL(None)
    libc.prctl(BECOME_THE_ORPHANS_PARENT, 1)
    yield
    libc.prctl(BECOME_THE_ORPHANS_PARENT, 0)
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


def ask(server: Embedded, question: str) -> object:
    """Ask the server one thing."""
    known = server.connection()
    with psycopg.connect(
        host=known["HOST"], user=known["USER"], dbname=known["NAME"], autocommit=True
    ) as line:
        cursor = line.execute(question)
        row = cursor.fetchone() if cursor.description else None
        return row[0] if row else None


def hold_until_told(data: Path, line: Connection) -> None:
    """Hold the server in another process until told to let go."""
    hold = Embedded(data).hold()
    line.send("holding")
    line.recv()
    hold.release()
    line.send("released")


def in_another_process(data: Path) -> tuple[multiprocessing.Process, Connection]:
    """Let another process hold the server."""
    ours, theirs = multiprocessing.Pipe()
    context = multiprocessing.get_context("spawn")
    process = context.Process(target=hold_until_told, args=(data, theirs))
    process.start()
    assert ours.recv() == "holding"
    return process, ours  # type: ignore[return-value]


def test_it_starts_keeps_and_stops(server: Embedded) -> None:
    hold = server.hold()
    ask(server, "CREATE TABLE kept AS SELECT 7 AS n")
    hold.release()
    assert not server.runs()
    again = server.hold()
    assert ask(server, "SELECT n FROM kept") == 7
    again.release()


def test_it_writes_to_the_disk_before_it_says_done(server: Embedded) -> None:
    hold = server.hold()
    for setting in ("fsync", "full_page_writes", "synchronous_commit"):
        assert ask(server, f"SHOW {setting}") == "on"
    assert ask(server, "SHOW data_checksums") == "on"
    hold.release()


def test_nobody_else_gets_in(server: Embedded) -> None:
    hold = server.hold()
    assert ask(server, "SHOW listen_addresses") == ""
    assert stat.S_IMODE(server.socket.stat().st_mode) == 0o700
    assert stat.S_IMODE(server.folder.stat().st_mode) == 0o700
    if os.geteuid() == 0:
        assert server.folder.stat().st_uid != 0
    hold.release()


def test_its_log_quotes_no_statement(server: Embedded) -> None:
    hold = server.hold()
    ask(server, "CREATE TABLE people (email text UNIQUE)")
    ask(server, "INSERT INTO people VALUES ('ana@mail.example')")
    with pytest.raises(psycopg.errors.UniqueViolation):
        ask(server, "INSERT INTO people VALUES ('ana@mail.example')")
    assert "duplicate key" in (server.folder / "log").read_text()
    assert "ana@mail.example" not in (server.folder / "log").read_text()
    hold.release()


def test_it_stops_with_the_last_of_several_processes(server: Embedded) -> None:
    process, line = in_another_process(server.data)
    hold = server.hold()
    hold.release()
    assert server.runs()
    line.send("let go")
    assert line.recv() == "released"
    process.join()
    assert not server.runs()


def test_a_killed_process_holds_nothing(server: Embedded) -> None:
    process, _line = in_another_process(server.data)
    hold = server.hold()
    process.kill()
    process.join()
    hold.release()
    assert not server.runs()


def test_a_server_left_over_is_taken_over(server: Embedded) -> None:
    process, _line = in_another_process(server.data)
    process.kill()
    process.join()
    assert server.runs()
    hold = server.hold()
    assert ask(server, "SELECT 1") == 1
    hold.release()
    assert not server.runs()


def test_after_a_crash_everything_committed_is_there(server: Embedded) -> None:
    hold = server.hold()
    ask(server, "CREATE TABLE kept AS SELECT 7 AS n")
    number = int((server.folder / "postmaster.pid").read_text().splitlines()[0])
    os.kill(number, signal.SIGKILL)
    until(lambda: not server.runs(), "the server is gone")
    again = server.hold()
    assert ask(server, "SELECT n FROM kept") == 7
    hold.release()
    again.release()


@pytest.mark.usefixtures("careless_parent")
def test_after_a_crash_nobody_need_bury_the_dead(server: Embedded) -> None:
    hold = server.hold()
    ask(server, "CREATE TABLE kept AS SELECT 7 AS n")
    number = int((server.folder / "postmaster.pid").read_text().splitlines()[0])
    os.kill(number, signal.SIGKILL)
    dead = psutil.Process(number)
    until(lambda: dead.status() == psutil.STATUS_ZOMBIE, "it is dead and unburied")
    assert server.revive()
    assert ask(server, "SELECT n FROM kept") == 7
    hold.release()


def test_a_server_on_its_way_out_is_waited_for(tmp_path: Path) -> None:
    dying = tmp_path / "postgres"
    shutil.copy("/bin/sleep", dying)
    lock = tmp_path / "postmaster.pid"
    with subprocess.Popen([dying, "0.5"]) as process:
        lock.write_text(f"{process.pid}\n{tmp_path}\n")
        leave_the_dead(lock, unburied=0.1)
        assert psutil.Process(process.pid).status() == psutil.STATUS_ZOMBIE
    assert lock.read_text() == f"{NOBODYS_NUMBER}\n{tmp_path}\n"


def test_a_number_that_is_somebody_elses_by_now_is_left_alone(tmp_path: Path) -> None:
    lock = tmp_path / "postmaster.pid"
    lock.write_text(f"{os.getpid()}\n{tmp_path}\n")
    leave_the_dead(lock)
    assert lock.read_text().startswith(f"{os.getpid()}\n")


def test_a_server_that_died_under_us_is_revived(server: Embedded) -> None:
    hold = server.hold()
    assert not server.revive()
    number = int((server.folder / "postmaster.pid").read_text().splitlines()[0])
    os.kill(number, signal.SIGKILL)
    until(lambda: not server.runs(), "the server is gone")
    assert server.revive()
    assert ask(server, "SELECT 1") == 1
    hold.release()
    assert not server.runs()


def test_a_path_too_long_for_a_socket_gets_a_short_one(server: Embedded) -> None:
    deep = server.data / ("a-rather-long-name" * 5)
    deep.mkdir()
    long = Embedded(deep)
    hold = long.hold()
    assert long.socket != long.folder
    assert ask(long, "SELECT 1") == 1
    hold.release()
    long.socket.rmdir()


def test_files_of_another_version_are_left_alone(server: Embedded) -> None:
    server.hold().release()
    (server.folder / "PG_VERSION").write_text("17\n")
    with pytest.raises(Unavailable, match="written by PostgreSQL 17"):
        server.hold()
