"""Header values of any quality as clean text, addresses and numbers of mails."""

from __future__ import annotations

import re
from email.errors import HeaderParseError, MessageError
from email.header import decode_header
from email.utils import getaddresses, parsedate_to_datetime
from typing import TYPE_CHECKING

from hearback.channels.parsing.charsets import as_text
from hearback.rules.addresses import LONGEST
from hearback.rules.text import one_line

if TYPE_CHECKING:
    from datetime import datetime
    from email.message import Message

LONGEST_HEADER = 8_000
MOST_ADDRESSES = 100
MOST_NUMBERS = 60
_NUMBER = re.compile(r"<[!-;=?-~]{3,250}>")


def value(mail: Message, name: str) -> str:
    """One header as one line of text, decoded; empty when it is not there."""
    found = mail.get(name)
    return "" if found is None else decoded(str(found))


def values(mail: Message) -> dict[str, list[str]]:
    """Every header by its name in small letters, not decoded, each cut to a sensible length."""
    found: dict[str, list[str]] = {}
    for name, said in mail.items():
        found.setdefault(name.lower(), []).append(str(said)[:LONGEST_HEADER])
    return found


def decoded(text: str) -> str:
    """A header's text with its encoded words read; cut first, so that a huge one costs little."""
    short = " ".join(text[:LONGEST_HEADER].split())
    try:
        pieces = decode_header(short)
    except (HeaderParseError, MessageError, ValueError):
        pieces = [(short, None)]
    words = "".join(
        as_text(piece, charset or "") if isinstance(piece, bytes) else _raw(piece)
        for piece, charset in pieces
    )
    return one_line(words, LONGEST_HEADER) if words.strip() else ""


def _raw(text: str) -> str:
    """Text of a header that came as plain bytes, eight bits and all."""
    return as_text(text.encode("utf-8", "surrogateescape"), "")


def addresses(mail: Message, *names: str) -> list[tuple[str, str]]:
    """Names and addresses in these headers, in order; what is no address is left out."""
    said = [str(one)[:LONGEST_HEADER] for name in names for one in mail.get_all(name, [])]
    try:
        pairs = getaddresses([_raw(one.replace("\r", " ").replace("\n", " ")) for one in said])
    except (ValueError, IndexError):
        return []
    return [
        (decoded(name), address.strip())
        for name, address in pairs[:MOST_ADDRESSES]
        if "@" in address and len(address) <= LONGEST
    ]


def numbers(mail: Message, *names: str) -> list[str]:
    """Message-IDs in these headers, in order, each once."""
    said = " ".join(str(one)[:LONGEST_HEADER] for name in names for one in mail.get_all(name, []))
    return list(dict.fromkeys(_NUMBER.findall(said)))[:MOST_NUMBERS]


def date(mail: Message) -> datetime | None:
    """When it says it was written (aware); None when it does not say so plainly."""
    try:
        moment = parsedate_to_datetime(str(mail.get("Date", "")))
    except (TypeError, ValueError, IndexError, OverflowError):
        return None
    return moment if moment.tzinfo else None
