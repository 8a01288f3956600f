"""Reads the letters in the demo's mailbox, newest first."""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default
from email.utils import getaddresses, parsedate_to_datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext as _

from hearback.kit.errors import NotYours

if TYPE_CHECKING:
    from email.message import EmailMessage

NAME = re.compile(r"[0-9]{8}T[0-9]{6}\.[0-9]{6}-[0-9a-f]{8}")
HEAD_BYTES = 8192


@dataclass(frozen=True)
class Head:
    """What the list says of one letter; `at` is when it was written, by the demo's clock."""

    name: str
    subject: str
    from_name: str
    to_name: str
    to_address: str
    at: datetime


@dataclass(frozen=True)
class Letter:
    """One letter in both its forms; `html` is empty when it has none."""

    head: Head
    text: str
    html: str


def folder() -> Path:
    """Where the demo's letters lie."""
    return Path(settings.HEARBACK_DATA) / "mailbox"


def heads(*, to: str = "") -> list[Head]:
    """All letters, newest first; only those to the address `to` when it is given."""
    names = sorted((path.stem for path in folder().glob("*.eml")), reverse=True)
    found = [_head(str(folder()), name) for name in names if NAME.fullmatch(name)]
    return [head for head in found if not to or head.to_address == to]


def recipients() -> list[tuple[str, str]]:
    """Address and name of everybody a letter went to, by name."""
    known = {head.to_address: head.to_name or head.to_address for head in heads()}
    return sorted(known.items(), key=lambda pair: pair[1].casefold())


def letter(name: str) -> Letter:
    """One letter by its name. Raises NotYours when there is none."""
    path = folder() / f"{name}.eml"
    if not NAME.fullmatch(name) or not path.is_file():
        raise NotYours(_("There is no such letter in the mailbox."))
    mail = message_from_bytes(path.read_bytes(), policy=default)
    head = _head(str(folder()), name)
    html = _with_pictures(mail, _body(mail, "html"))
    return Letter(head, text=_body(mail, "plain"), html=html)


def _body(mail: EmailMessage, kind: str) -> str:
    part = mail.get_body(preferencelist=(kind,))
    return str(part.get_content()) if part else ""


def _with_pictures(mail: EmailMessage, html: str) -> str:
    """The HTML with the pictures the letter brought along in their places, as mail programs do."""
    for part in mail.walk():
        name = str(part["Content-ID"] or "").strip("<> ")
        if name and part.get_content_type() == "image/png":
            png = b64encode(part.get_content()).decode("ascii")
            html = html.replace(f'src="cid:{name}"', f'src="data:image/png;base64,{png}"')
    return html


@lru_cache(maxsize=5000)
def _head(where: str, name: str) -> Head:
    """Letters never change, so each is looked into once by every process."""
    with (Path(where) / f"{name}.eml").open("rb") as file:
        mail = message_from_bytes(file.read(HEAD_BYTES).partition(b"\r\n\r\n")[0], policy=default)
    [(to_name, to_address)] = getaddresses([str(mail["To"] or "")])[:1] or [("", "")]
    [(from_name, from_address)] = getaddresses([str(mail["From"] or "")])[:1] or [("", "")]
    return Head(
        name=name,
        subject=str(mail["Subject"] or ""),
        from_name=from_name or from_address,
        to_name=to_name,
        to_address=to_address,
        at=_written_at(str(mail["Date"] or ""), name),
    )


def _written_at(date: str, name: str) -> datetime:
    try:
        return parsedate_to_datetime(date).astimezone(UTC)
    except ValueError:
        return datetime.strptime(name.partition("-")[0], "%Y%m%dT%H%M%S.%f").replace(tzinfo=UTC)
