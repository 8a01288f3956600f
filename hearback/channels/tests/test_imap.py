"""A mailbox is read whole, once, through every outage, and left as its owner had it."""

# I 44

from __future__ import annotations

import shutil
import tempfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from hearback.channels.doors.imap import look_into_mailboxes
from hearback.channels.models import Arrival, Mailbox
from hearback.kit import clock
from tests import mailbox
from tests.cast import NOW
from tests.letters_in import mail

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.slow,
    pytest.mark.skipif(not mailbox.is_here(), reason="there is no Dovecot on this machine"),
]


@pytest.fixture(scope="module")
def served() -> Iterator[mailbox.TestMailbox]:
    folder = Path(tempfile.mkdtemp(prefix="hearback-mailbox-"))
    yield from mailbox.serve(folder)
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def box(served: mailbox.TestMailbox, settings: Any, request: Any) -> mailbox.TestMailbox:
    """A folder of its own for each test."""
    folder = request.node.name[:40]
    with served.opened() as session:
        session.folder.create(folder)
    settings.HEARBACK_INBOUND = (served.door(folder),)
    served.folder_in_use = folder
    return served


def _look(now: datetime | None = None) -> int:
    # The server's clock is the machine's, so the first look counts from it.
    moment = now or _machine_now()
    return look_into_mailboxes(clock=lambda: moment)


def _machine_now() -> datetime:
    return clock.now()


def _folder(box: mailbox.TestMailbox) -> str:
    return box.folder_in_use


def test_every_mail_is_taken_once_and_stays_unread(box: mailbox.TestMailbox) -> None:
    folder = _folder(box)
    box.put(mail("One"), mail("Two"), folder=folder)
    assert _look() == 2
    assert _look() == 0
    box.put(mail("Three"), folder=folder)
    assert _look() == 1
    assert Arrival.objects.count() == 3
    assert box.unread(folder) == 3


def test_an_outage_leaves_no_gap_and_doubles_nothing(box: mailbox.TestMailbox) -> None:
    folder = _folder(box)
    box.put(mail("Before"), folder=folder)
    _look()
    box.stop()
    assert _look() == 0
    row = Mailbox.objects.get()
    assert row.down_since is not None
    assert "cannot be read" in row.trouble
    box.start()
    box.put(*[mail(f"Meanwhile {n}") for n in range(20)], folder=folder)
    assert _look() == 20
    row.refresh_from_db()
    assert (row.trouble, row.gone) == ("", 0)
    assert Mailbox.objects.filter(down_since=None).exists()
    assert Arrival.objects.count() == 21


def test_a_mailbox_numbered_anew_is_read_again_without_doubling(
    box: mailbox.TestMailbox,
) -> None:
    folder = _folder(box)
    now = _machine_now()
    date = now.strftime("%a, %d %b %Y %H:%M:%S +0000")
    first = mail("One").replace(b"Date: Tue, 24 Nov 2026 15:00:00 -0000", f"Date: {date}".encode())
    box.put(first, mail("Two"), folder=folder)
    _look(now)
    before = Mailbox.objects.get().uid_validity
    box.put(mail("Three"), folder=folder)
    box.number_anew(folder)
    _look(now + timedelta(minutes=1))
    assert Mailbox.objects.get().uid_validity != before
    assert Arrival.objects.count() == 3
    assert _look(now + timedelta(minutes=2)) == 0


def test_years_of_old_mail_are_left_in_peace(box: mailbox.TestMailbox) -> None:
    folder = _folder(box)
    with box.opened() as session:
        for number in range(5):
            session.append(mail(f"Old {number}"), folder, dt=NOW - timedelta(days=900 + number))
    box.put(mail("New"), folder=folder)
    assert _look() == 1


def test_mails_somebody_took_out_are_counted(box: mailbox.TestMailbox) -> None:
    folder = _folder(box)
    box.put(mail("One"), folder=folder)
    _look()
    box.put(mail("Two"), mail("Three"), folder=folder)
    with box.opened() as session:
        session.folder.set(folder)
        session.delete(session.uids()[1])
    assert _look() == 1
    assert Mailbox.objects.get().gone == 1


def test_one_at_a_time_looks_into_a_mailbox(box: mailbox.TestMailbox) -> None:
    box.put(mail("One"), folder=_folder(box))
    now = _machine_now()
    Mailbox.objects.create(
        name=box.door(_folder(box)).name, begun_at=now, leased_until=now + timedelta(minutes=1)
    )
    assert _look(now) == 0
    assert _look(now + timedelta(minutes=2)) == 1


def test_a_wrong_password_is_said_without_saying_it(
    box: mailbox.TestMailbox, settings: Any, caplog: Any
) -> None:
    door = replace(box.door(_folder(box)), password="wrong-and-secret")
    settings.HEARBACK_INBOUND = (door,)
    assert _look() == 0
    assert "wrong-and-secret" not in caplog.text + str(Mailbox.objects.values())
