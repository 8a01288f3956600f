"""Letters leave sealed or not at all: encryption, certificates and a password that was revoked.

Reliability 22 and 23.
"""

# M2 M7

from __future__ import annotations

import ssl
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from hearback.channels import outbox
from hearback.channels.actions import Letter, queue
from hearback.channels.models import Message, MessageState, Outbox
from hearback.endpoints import Relay
from tests.cast import NOW
from tests.relay import free_port

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.django_db(transaction=True)

PASSWORD = "a-password-nobody-may-read"


class Clerk:
    """Takes letters, and asks for a password until told that it no longer holds."""

    def __init__(self) -> None:
        self.taken: list[str] = []
        self.revoked = False

    def __call__(self, server: Any, session: Any, envelope: Any, how: str, told: Any) -> AuthResult:
        """Say whether this is the password (aiosmtpd's authenticator)."""
        del server, session, envelope, how
        good = not self.revoked and told.password == PASSWORD.encode()
        return AuthResult(success=good, handled=False)

    async def handle_MAIL(  # noqa: N802  aiosmtpd's name
        self, server: Any, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        """Turn a session away in mid-batch once the password is revoked."""
        del server, session, options
        if self.revoked:
            return "535 5.7.8 the password is no longer good"
        envelope.mail_from = address
        return "250 go on"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        """Take it; revoke the password when somebody asked for that in the letter."""
        del server, session
        self.taken += envelope.rcpt_tos
        self.revoked = b"and then no more" in envelope.content
        return "250 taken"


def certificate(folder: Path, *, name: str, until: datetime) -> tuple[Path, Path]:
    """A certificate that vouches for itself, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    who = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    made = (
        x509.CertificateBuilder()
        .subject_name(who)
        .issuer_name(who)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(until - timedelta(days=30))
        .not_valid_after(until)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    plain = serialization.NoEncryption()
    form = serialization.PrivateFormat.PKCS8
    (folder / "key.pem").write_bytes(key.private_bytes(serialization.Encoding.PEM, form, plain))
    (folder / "cert.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    return folder / "cert.pem", folder / "key.pem"


@contextmanager
def listening(clerk: Clerk, **how: Any) -> Iterator[int]:
    """A relay on a port of its own."""
    port = free_port()
    one = Controller(clerk, hostname="127.0.0.1", port=port, **how)
    one.start()
    try:
        yield port
    finally:
        one.stop()


def _letter(to: str = "ana@mail.example", text: str = "Hello Ana.") -> Message:
    letter = Letter(
        purpose="tests.letter",
        to_address=to,
        to_name="Ana Moreau",
        from_name="Susan Ito",
        reply_to="jobs@harbour.example",
        subject="Your application",
        text=text,
        html="",
    )
    return queue(letter, now=NOW)


def _send(now: datetime = NOW) -> int:
    return outbox.send_due(clock=lambda: now)


def _relay(port: int, *, host: str = "localhost", **more: Any) -> Relay:
    said = {"user": "", "password": "", "starttls": False, "tls": False, **more}
    return Relay(host=host, port=port, **said)


def test_an_offer_of_encryption_taken_away_stops_the_letter(settings: Any) -> None:
    message, clerk = _letter(), Clerk()
    with listening(clerk) as port:
        settings.HEARBACK_RELAY = _relay(port, starttls=True)
        assert _send() == 0
    assert clerk.taken == []
    message.refresh_from_db()
    assert message.state == MessageState.QUEUED
    assert "offers no encryption" in Outbox.objects.get().relay_trouble


def _sealed(folder: Path, *, name: str = "localhost", days: int = 30) -> ssl.SSLContext:
    """What a relay needs to encrypt; its certificate is in `folder` to be trusted or not."""
    paper, key = certificate(folder, name=name, until=datetime.now(UTC) + timedelta(days=days))
    theirs = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    theirs.load_cert_chain(paper, key)
    return theirs


def _sent_through(theirs: ssl.SSLContext, settings: Any) -> tuple[list[str], str]:
    """Who was written to through a relay with this certificate, and the trouble there was."""
    _letter()
    clerk = Clerk()
    with listening(clerk, tls_context=theirs, require_starttls=True) as port:
        settings.HEARBACK_RELAY = _relay(port, starttls=True)
        _send()
    box = Outbox.objects.first()
    return clerk.taken, box.relay_trouble if box else ""


def test_a_certificate_nobody_vouches_for_stops_the_letter(settings: Any, tmp_path: Path) -> None:
    taken, trouble = _sent_through(_sealed(tmp_path), settings)
    assert taken == []
    assert "self-signed certificate" in trouble


@pytest.mark.parametrize(
    ("paper", "words"),
    [
        ({"days": -1}, "certificate has expired"),
        ({"name": "mail.elsewhere.example"}, "Hostname mismatch"),
    ],
)
def test_a_certificate_too_old_or_of_another_house_stops_the_letter(
    settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, paper: Any, words: str
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "cert.pem"))
    taken, trouble = _sent_through(_sealed(tmp_path, **paper), settings)
    assert taken == []
    assert words in trouble


def test_a_certificate_that_vouches_lets_the_letter_through(
    settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "cert.pem"))
    taken, trouble = _sent_through(_sealed(tmp_path), settings)
    assert (taken, trouble) == (["ana@mail.example"], "")


def test_a_password_revoked_in_the_middle_pauses_everything_and_fails_nobody(
    settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    _letter("first@mail.example", "This one, and then no more.")
    waiting = [_letter(f"person{number}@mail.example") for number in range(5)]
    clerk = Clerk()
    with listening(clerk, authenticator=clerk, auth_require_tls=False) as port:
        settings.HEARBACK_RELAY = _relay(port, user="hearback", password=PASSWORD)
        _send()
        assert clerk.taken == ["first@mail.example"]
        for message in waiting:
            message.refresh_from_db()
            assert message.state == MessageState.QUEUED
        _send(NOW + timedelta(minutes=10))
        box = Outbox.objects.get()
        assert "refused our sign-in" in box.relay_trouble
        assert box.relay_down_since == NOW, "one trouble, told once"
        clerk.revoked = False
        assert _send(NOW + timedelta(minutes=20)) == len(waiting)
    assert len(clerk.taken) == len(set(clerk.taken)) == 1 + len(waiting)
    said = caplog.text + "".join(str(vars(record)) for record in caplog.records)
    assert PASSWORD not in said + box.relay_trouble
