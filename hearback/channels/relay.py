"""Carries mail: one conversation with the relay, building the mail and handing it over."""

from __future__ import annotations

import logging
import smtplib
import socket
import ssl
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Self

from hearback.channels.calendar_part import as_sent, method_of
from hearback.channels.carriers import CarrierDown, Outcome, Verdict
from hearback.channels.doors.reply_address import reply_to
from hearback.channels.wire import as_bytes, pictures_of, thread_headers
from hearback.kit.links import fill
from hearback.rules import addresses

if TYPE_CHECKING:
    from datetime import datetime
    from types import TracebackType

    from hearback.channels.models import Message
    from hearback.environment import Relay as RelayAddress

log = logging.getLogger(__name__)

TIMEOUT_SECONDS = 30
# Replies of RFC 5321 4.2.3; from 500 on they are final.
_ACCEPTED, _FORWARDED, _CLOSING, _PERMANENT = 250, 251, 421, 500
# Replies about our sign-in, whatever was asked (RFC 4954, 6): no recipient is to blame.
_SIGN_IN = {530, 534, 535, 538}


def compose(message: Message, *, now: datetime) -> EmailMessage:
    """The mail of a message: plain text, HTML, a calendar entry; links filled in only now.

    Headers are ASCII unless an address has other letters before its @ (RFC 6532).
    """
    mail = EmailMessage(policy=SMTP.clone(utf8=_needs_utf8(message), cte_type="7bit"))
    mail["From"] = _address(message.from_name, message.reply_to)
    mail["To"] = _address(message.to_name, message.to_address)
    mail["Reply-To"] = _address("", reply_to(message))
    mail["Subject"] = _as_typed(message.subject)
    mail["Date"] = format_datetime(now)
    mail["Message-ID"] = message.message_id
    for name, value in thread_headers(message):
        mail[name] = value
    mail.set_content(fill(message.text, codes=True))
    if message.html:
        mail.add_alternative(fill(message.html, codes=True), subtype="html")
        _show(mail, pictures_of(message))
    if message.calendar:
        asks = {"method": method_of(message.calendar)}
        mail.add_alternative(as_sent(message.calendar), subtype="calendar", params=asks)
    return mail


def _show(mail: EmailMessage, pictures: list[tuple[str, bytes]]) -> None:
    html = mail.get_body(("html",))
    if html is None:
        return
    for name, png in pictures:
        about: dict[str, Any] = {"filename": f"{name}.png", "cid": f"<{name}>"}
        html.add_related(png, "image", "png", disposition="inline", **about)


def on_the_wire(message: Message, *, now: datetime) -> bytes:
    """The bytes of the same mail; made the quick way unless an address needs more than ASCII."""
    if _needs_utf8(message):
        return compose(message, now=now).as_bytes()
    return as_bytes(
        message,
        to=_address(message.to_name, message.to_address),
        sender=_address(message.from_name, message.reply_to),
        reply=_address("", reply_to(message)),
        subject=_as_typed(message.subject),
        now=now,
    )


@lru_cache(maxsize=1024)
def _wire_address(address: str) -> str:
    """An address as the wire takes it; asked for several times with every letter."""
    return addresses.wire_address(address)


def _address(name: str, address: str) -> Address:
    local, _, domain = _wire_address(address).rpartition("@")
    return Address(display_name=_as_typed(name), username=local, domain=domain)


def _as_typed(text: str) -> str:
    """Text with the opening of an encoded word pulled apart.

    Python decodes such words while it folds a header, and before 3.11.10 lets the line breaks in
    them out: a name could add a recipient.
    """
    return text.replace("=?", "= ?")


def _needs_utf8(message: Message) -> bool:
    return not (_wire_address(message.to_address) + _wire_address(message.reply_to)).isascii()


@lru_cache(maxsize=1)
def _our_name() -> str:
    """How we greet; asked of the network once, because smtplib would ask at every session."""
    return socket.getfqdn()


class Relay:
    """An SMTP session that stays open over many messages."""

    def __init__(self, address: RelayAddress) -> None:
        self._address = address
        self._session: smtplib.SMTP | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Say goodbye, politely when the relay still listens."""
        session, self._session = self._session, None
        if session is None:
            return
        try:
            session.quit()
        except (smtplib.SMTPException, OSError):
            session.close()

    def connect(self) -> None:
        """Open the session unless it is open. Raises CarrierDown with the reason."""
        if self._session is not None:
            return
        address = self._address
        try:
            self._session = self._greet(address)
        except smtplib.SMTPAuthenticationError as error:
            raise CarrierDown(f"The relay refused our sign-in ({error.smtp_code}).") from None
        except smtplib.SMTPNotSupportedError:
            # Somebody between us may have stripped the offer: never send in the clear instead.
            words = "The relay offers no encryption (STARTTLS), so nothing was sent."
            raise CarrierDown(words) from None
        except ssl.SSLCertVerificationError as error:
            words = f"The relay's certificate was not accepted: {error.verify_message}."
            raise CarrierDown(words) from None
        except ssl.SSLError as error:
            raise CarrierDown(f"No encryption with the relay: {error.reason}.") from None
        except (smtplib.SMTPException, OSError) as error:
            raise CarrierDown(f"The relay did not answer: {type(error).__name__}.") from None

    @staticmethod
    def _greet(address: RelayAddress) -> smtplib.SMTP:
        context = ssl.create_default_context()
        session: smtplib.SMTP
        if address.tls:
            session = smtplib.SMTP_SSL(
                address.host, address.port, _our_name(), timeout=TIMEOUT_SECONDS, context=context
            )
        else:
            session = smtplib.SMTP(address.host, address.port, _our_name(), timeout=TIMEOUT_SECONDS)
        try:
            if address.starttls:
                session.starttls(context=context)
            if address.user:
                session.login(address.user, address.password)
        except (smtplib.SMTPException, OSError):
            session.close()
            raise
        return session

    def hand_over(self, message: Message, *, now: datetime) -> Verdict:
        """Give one message to the relay; after the final dot only its answer counts.

        Raises CarrierDown when the session broke before the relay took any of it.
        """
        self.connect()
        session = self._session
        if session is None:
            raise CarrierDown("There is no session with the relay.")
        try:
            wire = on_the_wire(message, now=now)
        except Exception:
            # One letter that cannot be made into a mail must not hold up all the others.
            log.exception("letter_not_composed", extra={"message_id": message.pk})
            return Verdict(Outcome.REFUSED, "This letter could not be made into a mail.")
        try:
            return self._talk(session, message, wire)
        except (smtplib.SMTPServerDisconnected, OSError) as error:
            self._session = None
            session.close()
            raise CarrierDown(f"The relay hung up: {type(error).__name__}.") from None

    def _talk(self, session: smtplib.SMTP, message: Message, wire: bytes) -> Verdict:
        session.ehlo_or_helo_if_needed()
        options = ["SMTPUTF8"] if _needs_utf8(message) else []
        if options and not session.has_extn("smtputf8"):
            return Verdict(Outcome.REFUSED, "The mail server takes no address with such letters.")
        for code, words in (
            session.mail(_wire_address(message.reply_to), options),
            session.rcpt(_wire_address(message.to_address)),
        ):
            if code not in {_ACCEPTED, _FORWARDED}:
                self._begin_anew(session)
                return _refusal(code, words)
        try:
            code, words = session.data(wire)
        except smtplib.SMTPDataError as error:
            self._begin_anew(session)
            return _refusal(error.smtp_code, error.smtp_error)
        except (smtplib.SMTPServerDisconnected, OSError) as error:
            self._session = None
            session.close()
            return Verdict(Outcome.UNKNOWN, f"The relay fell silent: {type(error).__name__}.")
        return Verdict(Outcome.ACCEPTED) if code == _ACCEPTED else _refusal(code, words)

    def _begin_anew(self, session: smtplib.SMTP) -> None:
        """Be ready for the next letter; a relay that hangs up now has refused this one anyway."""
        try:
            session.rset()
        except (smtplib.SMTPException, OSError):
            self._session = None
            session.close()


def _refusal(code: int, words: bytes | str) -> Verdict:
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    if code == _CLOSING:
        raise CarrierDown(f"The relay asked us to come back later ({code}).")
    if code in _SIGN_IN:
        raise CarrierDown(f"The relay refused our sign-in ({code}).")
    outcome = Outcome.REFUSED if code >= _PERMANENT else Outcome.LATER
    return Verdict(outcome, f"{code} {text}"[:280])
