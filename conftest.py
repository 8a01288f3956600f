"""What every test may ask for: a fixed moment, its own database, and no way to other machines."""

from __future__ import annotations

import ipaddress
import os
import socket
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from django.conf import settings

from hearback import environment
from hearback.commands import static_files
from tests import laid_out
from tests.chat_server import TestChat
from tests.emptying import quick_emptying
from tests.relay import TestRelay
from tests.twilio import TestTwilio

__all__ = ["quick_emptying"]

# How long an example takes is the machine's business; whoever measures does it in `bench/`.
hypothesis.settings.register_profile("ours", deadline=None)
hypothesis.settings.load_profile("ours")

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
LOCAL_HOSTS = {"127.0.0.1", "::1", "localhost"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what is slow: commits for real, or starts a server; and what is tried twice."""
    for item in items:
        if item.get_closest_marker("browser") or item.get_closest_marker("faults"):
            item.add_marker(pytest.mark.flaky(reruns=1))  # decision 0019
        database = item.get_closest_marker("django_db")
        if (database and database.kwargs.get("transaction")) or item.get_closest_marker("embedded"):
            item.add_marker(pytest.mark.slow)


@pytest.fixture(autouse=True)
def reception_reads_anew(settings: Any) -> None:
    """Tests change an opening and apply to it within the same fixed moment."""
    settings.RECEPTION_SECONDS = 0


@pytest.fixture
def now() -> datetime:
    """A Tuesday morning, 2026-11-24 09:00 UTC."""
    return NOW


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None,  # noqa: ARG001  pytest's way to ask for it
    django_db_blocker: Any,
) -> None:
    """Give each room and each worker its own database, so that they may run side by side."""
    test = settings.DATABASES["default"].setdefault("TEST", {})
    # What a test wrote need not survive a crash; waiting for the disk would double the wait.
    settings.DATABASES["default"]["OPTIONS"]["options"] += " -c synchronous_commit=off"
    with django_db_blocker.unblock():
        test["TEMPLATE"] = laid_out.template()
    name = test.get("NAME") or f"test_{settings.DATABASES['default']['NAME']}"
    room = os.environ.get("TEST_DB", "")
    test["NAME"] = f"{name}_{room}" if room else name


class NetworkRefused(AssertionError):
    """A test tried to reach another machine."""


@pytest.fixture(scope="session", autouse=True)
def no_network() -> Iterator[None]:
    """Refuse connections to any host but this one."""
    real = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family in {socket.AF_INET, socket.AF_INET6} and address[0] not in LOCAL_HOSTS:
            raise NetworkRefused(f"Tests do not talk to {address[0]}.")
        real(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded)
        yield


@pytest.fixture(scope="session", autouse=True)
def gathered_styles() -> None:
    """Pages name their styles by content, so those are gathered as a start of Hearback does."""
    static_files.collect()


@pytest.fixture
def relay(tmp_path: Path, settings: Any) -> Iterator[TestRelay]:
    """A real mail relay in a process of its own, and Hearback told to use it."""
    folder = tmp_path / "relay"
    folder.mkdir()
    one = TestRelay(folder)
    one.start()
    settings.HEARBACK_RELAY = environment.Relay(
        host="127.0.0.1", port=one.port, user="", password="", starttls=False, tls=False
    )
    yield one
    one.die()


@pytest.fixture
def chat(settings: Any) -> Iterator[TestChat]:
    """A stand-in for a chat server on this machine, whose network the operator opened."""
    one = TestChat()
    one.start()
    settings.HEARBACK_PRIVATE_CHATS = (ipaddress.ip_network("127.0.0.0/8"),)
    yield one
    one.die()


@pytest.fixture
def twilio(settings: Any) -> Iterator[TestTwilio]:
    """A stand-in for Twilio on this machine, and Hearback told to use it."""
    one = TestTwilio()
    settings.HEARBACK_SMS = one.start()
    yield one
    one.die()
