"""The bytes of a mail, made quickly: thousands of letters differ in little but their bodies.

`relay.compose` says what a mail is; this makes the same mail without building it as objects. What
is the same in many letters (sender, subject) is worked out once, and what is out of the ordinary
(names that need quoting or encoding) is left to `email`. A test holds the two side by side.
"""

from __future__ import annotations

import re
from base64 import encodebytes
from binascii import b2a_qp
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from functools import lru_cache
from typing import TYPE_CHECKING
from uuid import uuid4

from hearback.channels.calendar_part import as_sent, method_of
from hearback.kit.links import fill

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.channels.models import Message

_POLICY = SMTP.clone(cte_type="7bit")
_PLAIN_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9 .'-]{0,50}")
_PLAIN_MAILBOX = re.compile(
    r"[A-Za-z0-9_+-]+(?:\.[A-Za-z0-9_+-]+)*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
)
_PLAIN_NUMBER = re.compile(r"<[A-Za-z0-9._-]+@[A-Za-z0-9.-]+>")
_LONGEST_LINE = 76


def as_bytes(
    message: Message, *, to: Address, sender: Address, reply: Address, subject: str, now: datetime
) -> bytes:
    """The mail of a message in the form SMTP wants: ASCII, CRLF, links filled in.

    `to`, `sender`, `reply` and `subject` are clean of encoded words; none of them has letters
    beyond ASCII in front of an @.
    """
    lines = [
        _mailbox_line("From", sender.display_name, sender.username, sender.domain),
        _to_line(to),
        _reply_line(reply),
        _text_line("Subject", subject),
        f"Date: {format_datetime(now)}\r\n".encode("ascii"),
        _number_line(message.message_id),
        b"MIME-Version: 1.0\r\n",
    ]
    # Numbers of mails stay whole, each on a line of its own: folding would encode long ones.
    lines += [
        b"%s: %s\r\n" % (name.encode(), b"\r\n ".join(value.encode("ascii", "replace").split()))
        for name, value in thread_headers(message)
    ]
    return b"".join(lines) + _content(message)


def thread_headers(message: Message) -> list[tuple[str, str]]:
    """What the letter answers, and for a machine's letter that no machine should answer it."""
    headers = []
    answers = message.in_reply_to.split()
    if answers:
        headers = [("In-Reply-To", answers[-1]), ("References", " ".join(answers))]
    if message.automatic:
        # RFC 3834: set off by somebody's mail, or by a form or the clock.
        headers.append(("Auto-Submitted", "auto-replied" if answers else "auto-generated"))
        headers.append(("X-Auto-Response-Suppress", "All"))
    return headers + _leaving(message)


def _leaving(message: Message) -> list[tuple[str, str]]:
    """By which address a mail program leaves for its reader, at one press (RFC 2369 and 8058).

    A press without a page is for https alone; elsewhere the address opens the page.
    """
    if not message.leave_link:
        return []
    address = fill(message.leave_link)
    headers = [("List-Unsubscribe", f"<{address}>")]
    if address.startswith("https://"):
        headers.append(("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"))
    return headers


def _content(message: Message) -> bytes:
    parts = [_part("plain", fill(message.text, codes=True))]
    if message.html:
        parts.append(_with_pictures(message, _part("html", fill(message.html, codes=True))))
    if message.calendar:
        asks = f"calendar; method={method_of(message.calendar)}"
        parts.append(_part(asks, as_sent(message.calendar)))
    return parts[0] if len(parts) == 1 else _bound("alternative", parts)


def pictures_of(message: Message) -> list[tuple[str, bytes]]:
    """The pictures its HTML shows, by name; only letters that show one are asked for any."""
    if 'src="cid:' not in message.html:
        return []
    return [(one.name, bytes(one.png)) for one in message.pictures.order_by("pk")]


def _with_pictures(message: Message, html: bytes) -> bytes:
    """The HTML together with the pictures it shows (RFC 2387); by itself when it shows none."""
    pictures = [_picture(name, png) for name, png in pictures_of(message)]
    return _bound("related", [html, *pictures]) if pictures else html


def _picture(name: str, png: bytes) -> bytes:
    head = (
        "Content-Type: image/png\r\n"
        "Content-Transfer-Encoding: base64\r\n"
        f'Content-Disposition: inline; filename="{name}.png"\r\n'
        f"Content-ID: <{name}>\r\n\r\n"
    )
    return head.encode("ascii") + encodebytes(png).replace(b"\n", b"\r\n")


def _bound(how: str, parts: list[bytes]) -> bytes:
    """Several parts as one."""
    edge = f"=_{uuid4().hex}".encode("ascii")
    return b"".join(
        (
            f'Content-Type: multipart/{how}; boundary="'.encode("ascii"),
            edge,
            b'"\r\n',
            *[b"\r\n--" + edge + b"\r\n" + part for part in parts],
            b"\r\n--",
            edge,
            b"--\r\n",
        )
    )


def _part(kind: str, text: str) -> bytes:
    """One body, quoted-printable: readable on the wire, safe on any.

    `kind` is what of text it is, with whatever else its line of the header says.
    """
    body = b"\r\n".join([*text.encode("utf-8").splitlines(), b""])
    head = (
        f'Content-Type: text/{kind}; charset="utf-8"\r\n'
        "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
    )
    return head.encode("ascii") + b2a_qp(body, istext=True)


def _to_line(to: Address) -> bytes:
    """The recipient's line; an ordinary name and address need no help."""
    name, mailbox = to.display_name, to.addr_spec
    line = f'To: "{name}" <{mailbox}>'
    ordinary = _PLAIN_NAME.fullmatch(name) and _PLAIN_MAILBOX.fullmatch(mailbox)
    if ordinary and len(line) <= _LONGEST_LINE:
        return f"{line}\r\n".encode("ascii")
    return _fold("To", to)


def _reply_line(reply: Address) -> bytes:
    """Where answers go; sealed for each letter by itself, so nothing is kept of it."""
    line = f"Reply-To: {reply.addr_spec}"
    if _PLAIN_MAILBOX.fullmatch(reply.addr_spec) and len(line) <= _LONGEST_LINE:
        return f"{line}\r\n".encode("ascii")
    return _fold("Reply-To", reply)


def _number_line(number: str) -> bytes:
    line = f"Message-ID: {number}"
    if _PLAIN_NUMBER.fullmatch(number) and len(line) <= _LONGEST_LINE:
        return f"{line}\r\n".encode("ascii")
    return _fold("Message-ID", number)


@lru_cache(maxsize=256)
def _mailbox_line(header: str, name: str, username: str, domain: str) -> bytes:
    return _fold(header, Address(display_name=name, username=username, domain=domain))


@lru_cache(maxsize=256)
def _text_line(header: str, text: str) -> bytes:
    return _fold(header, text)


def _fold(header: str, value: Address | str) -> bytes:
    mail = EmailMessage(policy=_POLICY)
    mail[header] = value
    folded: str = _POLICY.fold(header, mail[header])
    return folded.encode("ascii")
