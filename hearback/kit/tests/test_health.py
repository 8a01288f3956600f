"""``/healthz`` says what it sees of database, worker, relay and disk."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pytest
from django.db import DatabaseError, connection
from django.test import Client

from hearback.endpoints import Inbound
from hearback.kit import health
from tests.relay import free_port

if TYPE_CHECKING:
    from tests.relay import TestRelay

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is remembered from the test before, and the disk is half full."""
    monkeypatch.setattr(health, "_relays", health._Relays())
    half = shutil._ntuple_diskusage(100, 50, 50)
    monkeypatch.setattr("shutil.disk_usage", lambda _path: half)


def heartbeat(seconds_ago: int) -> None:
    """Let a worker have been heard of."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) "
            "VALUES (now() - make_interval(secs => %s))",
            [seconds_ago],
        )


def look() -> tuple[int, dict[str, Any]]:
    """Ask, as monitoring would, by an address that is not ours."""
    answer = Client().get("/healthz", headers={"host": "10.0.0.1"})
    return answer.status_code, answer.json()


@pytest.mark.usefixtures("relay")
def test_all_is_well() -> None:
    heartbeat(5)
    status, said = look()
    assert status == 200
    assert said["state"] == "ok"
    assert {said[name]["state"] for name in ("database", "worker", "relay", "disk")} == {"ok"}


def test_no_worker_is_bad() -> None:
    status, said = look()
    assert (status, said["worker"]["words"]) == (503, "none is running")


def test_a_silent_worker_is_bad() -> None:
    heartbeat(90)
    status, said = look()
    assert status == 503
    assert "90 s ago" in said["worker"]["words"]


def test_a_missing_mail_server_is_only_a_warning() -> None:
    heartbeat(5)
    status, said = look()
    assert (status, said["state"]) == (200, "warn")
    assert said["relay"]["words"] == "not configured; messages wait as held"


def test_a_dead_relay_is_a_warning_and_remembered_for_a_while(relay: TestRelay) -> None:
    heartbeat(5)
    assert look()[1]["relay"]["state"] == "ok"
    relay.die()
    assert look()[1]["relay"]["state"] == "ok"
    health._relays._until = 0
    status, said = look()
    assert (status, said["relay"]["state"]) == (200, "warn")


@pytest.mark.parametrize(
    ("used", "state", "status"), [(79, "ok", 200), (80, "warn", 200), (95, "bad", 503)]
)
@pytest.mark.usefixtures("relay")
def test_a_full_disk_is_told_in_time(
    monkeypatch: pytest.MonkeyPatch, used: int, state: str, status: int
) -> None:
    heartbeat(5)
    usage = shutil._ntuple_diskusage(100, used, 100 - used)
    monkeypatch.setattr("shutil.disk_usage", lambda _path: usage)
    answered, said = look()
    assert (answered, said["disk"]["state"]) == (status, state)


def test_a_database_that_does_not_answer_is_bad(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_self: object) -> None:
        raise DatabaseError

    monkeypatch.setattr("django.db.backends.postgresql.base.DatabaseWrapper.cursor", refuse)
    status, said = look()
    assert status == 503
    assert said["database"]["state"] == "bad"


def test_it_only_looks() -> None:
    assert Client().post("/healthz").status_code == 405


@pytest.mark.usefixtures("relay")
def test_a_mailbox_or_door_that_is_shut_is_a_warning(settings: Any, relay: TestRelay) -> None:
    heartbeat(5)
    shut = Inbound(kind="smtp", host="127.0.0.1", port=free_port())
    open_door = Inbound(kind="smtp", host="127.0.0.1", port=relay.port)
    mailbox = Inbound(kind="imap", host="127.0.0.1", port=1, user="jobs", password="secret")
    for doors, words in (
        ([open_door], "open"),
        ([open_door, shut], "is shut"),
        ([open_door, mailbox], "not read lately"),
    ):
        settings.HEARBACK_INBOUND = tuple(doors)
        status, said = look()
        assert status == 200
        assert words in said["mail_in"]["words"]
        assert "secret" not in str(said)
