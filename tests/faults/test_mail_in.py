"""Mail comes in while the database dies, the reader is killed and the power fails; none is lost."""

# M31 · I 43

from __future__ import annotations

import smtplib
from typing import TYPE_CHECKING

import pytest

from tests.house import House, copy_of
from tests.letters_in import JOBS, mail
from tests.relay import free_port
from tests.until import until

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = [pytest.mark.faults, pytest.mark.slow]


@pytest.fixture
def door() -> int:
    return free_port()


@pytest.fixture
def house(furnished: Path, door: int) -> Iterator[House]:
    """A house that takes its own mail; start workers as needed."""
    house = copy_of(furnished, INBOUND_URL=f"smtp://127.0.0.1:{door}")
    house.relay.start()
    yield house
    house.close()


def _open(house: House, door: int) -> None:
    house._start("worker", "--mail-in")
    until(lambda: smtplib.SMTP("127.0.0.1", door).quit(), "the mail door opens", 60)


def _post(door: int, number: int) -> bool:
    """Hand a mail over as a mail server does; False when asked to come again."""
    raw = mail(f"Question {number}", sender=f"s{number}@mail.example")
    try:
        with smtplib.SMTP("127.0.0.1", door) as line:
            line.sendmail(f"s{number}@mail.example", [JOBS], raw)
    except (smtplib.SMTPDataError, smtplib.SMTPRecipientsRefused) as asked:
        code = getattr(asked, "smtp_code", None) or next(iter(asked.recipients.values()))[0]  # type: ignore[union-attr]
        assert 400 <= code < 500, "come again, and not: go away"
        return False
    return True


def _heard(house: House) -> int:
    return int(house.value("SELECT count(*) FROM inbox_received"))


def test_while_the_database_is_away_senders_are_asked_to_come_again(
    house: House, door: int
) -> None:
    _open(house, door)
    assert _post(door, 1)
    house.crash_database()
    assert not _post(door, 2)
    house.start_database()
    until(lambda: _post(door, 2), "the door takes mail again", 40)
    house.worker()
    until(lambda: _heard(house) == 2, "both are read", 40)
    assert house.check() == {}


def test_a_reader_that_is_killed_loses_and_doubles_nothing(house: House, door: int) -> None:
    _open(house, door)
    for number in range(30):
        assert _post(door, number)
    for _ in range(4):
        worker = house.worker()
        before = _heard(house)
        until(lambda: _heard(house) > before or _heard(house) == 30, "some are read", 40)  # noqa: B023  used at once
        worker.kill()
    house.rows("UPDATE channels_arrival SET reading_until = NULL RETURNING id")
    house.worker()
    until(lambda: _heard(house) == 30, "all are read", 40)
    texts = house.rows("SELECT text FROM inbox_received")
    assert len(set(texts)) == 30
    assert house.check() == {}


def test_a_door_that_is_killed_keeps_what_it_said_yes_to(house: House, door: int) -> None:
    door_keeper = house._start("worker", "--mail-in")
    until(lambda: smtplib.SMTP("127.0.0.1", door).quit(), "the mail door opens", 60)
    assert _post(door, 1)
    door_keeper.kill()
    house.worker()
    until(lambda: _heard(house) == 1, "the sweep finds what no bell rang for", 40)
