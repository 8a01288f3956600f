"""Machines that write to us, and to each other, are noted and never answered for ever."""

# M7 · I 33 45 · rule 22

from __future__ import annotations

import smtplib
from typing import TYPE_CHECKING

import pytest

from tests.house import House, copy_of
from tests.letters_in import PDF, mail
from tests.relay import free_port
from tests.until import until

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import EmailMessage
    from pathlib import Path

READ = "SELECT count(*) FROM channels_arrival WHERE state <> 'waiting'"
pytestmark = [pytest.mark.faults, pytest.mark.slow]


def _open(furnished: Path, address: str) -> tuple[House, int]:
    """A house that takes its own mail, with a worker, under its own reply address."""
    port = free_port()
    house = copy_of(furnished, INBOUND_URL=f"smtp://127.0.0.1:{port}")
    house.relay.start()
    house.rows("UPDATE accounts_organisation SET reply_address = %s RETURNING id", address)
    house.worker()
    house._start("worker", "--mail-in")  # the door, as an operator starts it
    until(lambda: smtplib.SMTP("127.0.0.1", port).quit(), "the mail door opens", 60)
    return house, port


@pytest.fixture
def two(furnished: Path) -> Iterator[list[tuple[House, int, str]]]:
    """Two installations, each with its own address."""
    houses = [
        (*_open(furnished, address), address)
        for address in ("jobs@harbour.example", "work@pine.example")
    ]
    yield houses
    for house, _, _ in houses:
        house.close()


def _hand_over(port: int, to: str, raw: bytes, sender: str) -> None:
    with smtplib.SMTP("127.0.0.1", port) as session:
        session.sendmail(sender, [to], raw)


def _read(house: House, count: int) -> None:
    until(
        lambda: (
            house.value("SELECT count(*) FROM channels_arrival WHERE state <> 'waiting'") == count
        ),
        f"{count} mail(s) are read",
        40,
    )


def _post(two: list[tuple[House, int, str]], seen: set[str]) -> int:
    """Carry every letter one house wrote to the other, once; returns how many were carried."""
    carried = 0
    for (house, _, address), (_, port, other) in (two, two[::-1]):
        letters: list[EmailMessage] = house.relay.taken_by(other)
        for letter in letters:
            number = str(letter["Message-ID"])
            if number not in seen:
                seen.add(number)
                del letter["X-Envelope-To"]
                _hand_over(port, other, letter.as_bytes(), address)
                carried += 1
    return carried


def test_two_installations_that_write_to_each_other_stop_after_one_exchange(
    two: list[tuple[House, int, str]],
) -> None:
    (here, here_port, ours), (there, _, theirs) = two
    # Somebody, or a machine, writes to us in the name of the other house, with a CV.
    raw = mail(
        "My CV", sender=theirs, to=f"{ours.replace('@', '+shop-manager@')}", files={"cv.pdf": PDF}
    )
    _hand_over(here_port, ours.replace("@", "+shop-manager@"), raw, theirs)
    (receipt,) = here.mails_to(theirs)
    assert str(receipt["Auto-Submitted"]).startswith("auto-")
    seen: set[str] = set()
    assert _post(two, seen) == 1
    _read(there, 1)
    states = there.rows("SELECT state, trouble FROM channels_arrival")
    assert [state for state, _ in states] == ["noted"]
    assert there.value("SELECT count(*) FROM channels_message") == 0, "it answers nothing"
    assert _post(two, seen) == 0, "nothing is left to carry"
    assert here.check() == {}


def test_a_house_answers_a_flood_of_unmarked_mail_with_silence(
    two: list[tuple[House, int, str]],
) -> None:
    (here, port, ours), _ = two
    for number in range(50):
        raw = mail(f"I am a badly made machine ({number})", sender="robot@mail.example")
        _hand_over(port, ours, raw, "robot@mail.example")
    _read(here, 50)
    assert here.value("SELECT count(*) FROM channels_message") == 0
    # Several readers at once may each let one more through than the thirty of an hour.
    assert here.value("SELECT count(*) FROM channels_arrival WHERE state = 'loop'") > 5
    open_promises = "SELECT count(*) FROM ledger_promise WHERE state = 'open'"
    assert here.value(open_promises) == 1, "one person waits, however often they wrote"
    assert here.check() == {}
