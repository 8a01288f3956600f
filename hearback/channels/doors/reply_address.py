"""Reply addresses that say which letter is answered, sealed so that nobody can make one up."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings

from hearback.kit.links import SEAL, seal
from hearback.rules.addresses import LONGEST_LOCAL

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hearback.channels.models import Message

_PURPOSE = "mail:reply"
_MARK = "r"
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_LONGEST_NUMBER = 13


@dataclass(frozen=True)
class Tag:
    """What stands after the + of an address of ours.

    `message` is the number of the letter answered; `forged` that it looks like one and is not;
    `word` anything else, such as the address of an opening.
    """

    message: int | None = None
    forged: bool = False
    word: str = ""


def mail_comes_in() -> bool:
    """Whether any door for mail is open: only then may an address be sealed."""
    return bool(settings.HEARBACK_INBOUND)


def reply_to(message: Message) -> str:
    """Where an answer to this letter goes: sealed if we read our mail, else the plain address."""
    if not mail_comes_in():
        return message.reply_to
    number = _short(message.pk)
    return tagged(message.reply_to, f"{_MARK}{number}.{seal(_PURPOSE, number)}") or message.reply_to


def tagged(address: str, word: str) -> str:
    """An address of ours with a word after the +; empty when that would be too long to be one."""
    local, _, domain = address.rpartition("@")
    whole = f"{local}+{word}"
    return f"{whole}@{domain}" if len(whole.encode()) <= LONGEST_LOCAL else ""


def tag_of(address: str, ours: str) -> Tag | None:
    """What an address says after its +; None when it is no address of ours.

    `ours` is the organisation's reply address. A seal counts whatever stands before the +, so
    that letters written before the address was changed can still be answered.
    """
    local, _, domain = address.strip().casefold().rpartition("@")
    before, _, word = local.rpartition("+") if "+" in local else (local, "", "")
    our_local, _, our_domain = ours.casefold().rpartition("@")
    sealed = _sealed(word)
    if sealed is not None and sealed.message is not None:
        return sealed
    if domain != our_domain:
        return None
    if local == our_local:
        return Tag()
    if not local.startswith(f"{our_local}+"):
        return None
    return sealed or Tag(word=local.removeprefix(f"{our_local}+") if before else "")


def tags_among(addresses: Iterable[str], ours: str) -> list[Tag]:
    """What those addresses say that are ours, in order."""
    return [tag for tag in (tag_of(address, ours) for address in addresses) if tag is not None]


def _sealed(word: str) -> Tag | None:
    """The letter a sealed word names; None when it is not made like one."""
    number, dot, given = word.removeprefix(_MARK).partition(".")
    alike = word.startswith(_MARK) and dot and number and len(given) == SEAL
    if not alike or len(number) > _LONGEST_NUMBER or set(number) - set(_DIGITS):
        return None
    if not hmac.compare_digest(given.encode(), seal(_PURPOSE, number).encode()):
        return Tag(forged=True)
    return Tag(message=int(number, 36))


def _short(number: int) -> str:
    digits = ""
    while number:
        number, digit = divmod(number, len(_DIGITS))
        digits = _DIGITS[digit] + digits
    return digits or "0"
