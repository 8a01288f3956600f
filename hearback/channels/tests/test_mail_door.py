"""Our own mail door: yes means it lies on the disk, and only our own addresses are ours."""

# I 43

from __future__ import annotations

import os
import smtplib
from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.storage import default_storage
from django.db import OperationalError

from hearback.accounts.queries import the_organisation
from hearback.channels.doors import smtp
from hearback.channels.doors.reply_address import reply_to
from hearback.channels.models import Arrival, Message
from tests.cast import apply, make_cast
from tests.letters_in import JOBS, mail
from tests.mail_door import Door

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def door() -> Iterator[Door]:
    make_cast()
    with Door("smtp", lambda: JOBS) as one:
        yield one


def test_before_the_house_is_set_up_mail_is_asked_to_come_again() -> None:
    with (
        Door("smtp", lambda: the_organisation().reply_address) as door,
        door.session() as session,
        pytest.raises(smtplib.SMTPRecipientsRefused, match="451"),
    ):
        session.sendmail("ana@mail.example", [JOBS], mail("Hello"))


def test_a_mail_is_on_the_disk_when_the_door_says_yes(door: Door) -> None:
    with door.session() as session:
        session.sendmail("ana@mail.example", [JOBS], mail("Hello"))
        arrival = Arrival.objects.get()
    with default_storage.open(arrival.raw_key) as file:
        raw = file.read()
    assert b"Hello" in raw
    assert raw.startswith(b"Return-Path: <ana@mail.example>\r\nDelivered-To: jobs@harbour.example")


def test_nobody_elses_mail_is_taken(door: Door, settings: Any) -> None:
    settings.HEARBACK_INBOUND = (door.inbound,)
    application = apply(make_cast())
    sealed = reply_to(Message.objects.get(about=application.public_id))
    with door.session() as session:
        session.ehlo()
        session.mail("ana@mail.example")
        for stranger in ("bob@harbour.example", "jobs@elsewhere.example", "x"):
            assert session.rcpt(stranger)[0] == 550
        for ours in (JOBS, "JOBS@Harbour.Example", "jobs+shop-manager@harbour.example", sealed):
            assert session.rcpt(ours)[0] == 250


def test_while_the_database_is_away_the_sender_is_asked_to_come_again(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: object, **__: object) -> None:
        raise OperationalError("gone")

    monkeypatch.setattr(smtp, "take_in", away)
    with door.session() as session, pytest.raises(smtplib.SMTPDataError) as put_off:
        session.sendmail("ana@mail.example", [JOBS], mail("Hello"))
    assert put_off.value.smtp_code == 451


def test_a_full_disk_asks_to_come_again(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(default_storage, "save", full)
    with door.session() as session, pytest.raises(smtplib.SMTPDataError) as put_off:
        session.sendmail("ana@mail.example", [JOBS], mail("Hello"))
    assert put_off.value.smtp_code == 452
    assert not Arrival.objects.exists()


def test_who_comes_while_the_organisation_cannot_be_read_comes_again() -> None:
    def away() -> str:
        raise OperationalError("gone")

    with Door("smtp", away) as door, door.session() as session:
        session.ehlo()
        session.mail("ana@mail.example")
        assert session.rcpt(JOBS)[0] == 451


def test_long_lines_and_thirty_megabytes_pass_and_more_does_not(door: Door) -> None:
    with door.session() as session:
        session.sendmail("a@mail.example", [JOBS], mail("x" * 900) + b"y" * 50_000 + b"\r\n")
        file = {"film.bin": os.urandom(22 * 1024 * 1024)}
        session.sendmail("a@mail.example", [JOBS], mail("With a film", files=file))
        with pytest.raises(smtplib.SMTPResponseException) as too_much:
            session.sendmail("a@mail.example", [JOBS], b"x" * (36 * 1024 * 1024))
    assert too_much.value.smtp_code == 552
    assert Arrival.objects.count() == 2


def test_by_lmtp_every_recipient_is_answered_for(settings: Any) -> None:
    make_cast()
    with Door("lmtp", lambda: JOBS) as door, door.session() as session:
        settings.HEARBACK_INBOUND = (door.inbound,)
        session.ehlo()
        session.mail("a@mail.example")
        session.rcpt(JOBS)
        session.rcpt("jobs+shop-manager@harbour.example")
        code, words = session.data(mail("Hello"))
        assert code == 250
        assert session.getreply()[0] == 250, words
    assert Arrival.objects.count() == 1


def test_the_same_mail_handed_over_again_is_one(door: Door) -> None:
    raw = mail("Once")
    with door.session() as session:
        session.sendmail("a@mail.example", [JOBS], raw)
        session.sendmail("a@mail.example", [JOBS], raw)
    assert Arrival.objects.count() == 1
