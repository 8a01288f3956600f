"""Capability links: whoever holds one may see what it names; only fingerprints are stored."""

from __future__ import annotations

import re
from base64 import b32encode, urlsafe_b64encode
from functools import lru_cache
from hashlib import sha256
from hmac import new as hmac
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse

if TYPE_CHECKING:
    from uuid import UUID

CODE = "code:"
DIGITS = 6
SEAL = 20
_MARKER = re.compile(r"⟦([a-z_]+:[a-z_]+)\|([0-9a-f-]{1,36})\|(\d{1,6})⟧")
_BELOW = re.compile(r"(?:[a-z0-9-]+/)+")
_PLACE = "-place-of-the-token-"
TYPED = "\ue002"  # stands before each line somebody typed while a letter is laid out
_LINE_BREAK = re.compile(r"\r\n?|\n")
_SIGNS = str.maketrans("", "", f"⟦⟧{TYPED}")


def token(purpose: str, reference: UUID | str, generation: int) -> str:
    """The secret part of a link: 256 bits that only this installation's key can make.

    `purpose` is the URL name it opens, `reference` what it names; raising `generation` revokes it.
    """
    code = hmac(
        _key(settings.SECRET_KEY), f"{purpose}|{reference}|{generation}".encode(), sha256
    ).digest()
    return urlsafe_b64encode(code).decode().rstrip("=")


@lru_cache(maxsize=2)
def _key(secret: str) -> bytes:
    return sha256(b"hearback.links|" + secret.encode()).digest()


def seal(purpose: str, reference: UUID | str) -> str:
    """Twenty letters and digits (100 bits) that only this installation's key can make.

    Small letters only, for where case gets lost on the way, such as a mail address.
    """
    digest = sha256(token(purpose, reference, 1).encode()).digest()
    return b32encode(digest).decode().lower()[:SEAL]


def fingerprint(token: str) -> str:
    """What the database stores of a token: enough to recognise it, not to open anything."""
    return sha256(token.encode()).hexdigest()


def url(purpose: str, reference: UUID | str, generation: int) -> str:
    """The whole address, for a page or a mail that goes out this moment."""
    path = _path(purpose).replace(_PLACE, token(purpose, reference, generation))
    return f"{settings.HEARBACK_URL}{path}"


@lru_cache(maxsize=32)
def _path(purpose: str) -> str:
    # Asked once: finding an address by name takes longer than everything else a link needs.
    return reverse(purpose, args=[_PLACE])


class Marker(str):
    """Text that stands for a link; what people typed is plain `str` and never one of these."""

    __slots__ = ()


def marker(purpose: str, reference: UUID | str, generation: int) -> Marker:
    """Stands for a link in stored letters, so that a stolen database opens no page."""
    return Marker(f"⟦{purpose}|{reference}|{generation}⟧")


def within(link: Marker, path: str) -> Marker:
    """A page below the one a marker stands for; `path` is of ours, such as ``interviews/3f0a/``.

    Raises ValueError for a path that could be anything but that.
    """
    if not _BELOW.fullmatch(path):
        raise ValueError(f"{path!r} is not the path of a page below another.")
    return Marker(f"{link}{path}")


def code(purpose: str, reference: UUID | str, generation: int) -> str:
    """Six digits that only this installation's key can make; short, so its tries are counted."""
    number = int.from_bytes(sha256(token(purpose, reference, generation).encode()).digest())
    return f"{number % 10**DIGITS:0{DIGITS}d}"


def fill(text: str, *, codes: bool = False) -> str:
    """The text with every marker replaced by its link; done at the moment of sending or showing.

    Codes are for the mail alone: only sending asks for `codes`, who shows a letter gets dots.
    """

    def filled(found: re.Match[str]) -> str:
        purpose, reference, generation = found[1], found[2], int(found[3])
        if not purpose.startswith(CODE):
            return url(purpose, reference, generation)
        return code(purpose, reference, generation) if codes else "•" * DIGITS

    return _MARKER.sub(filled, text)


def first_code(text: str) -> str:
    """The first marker of a code in a text, empty when it holds none."""
    codes = (found[0] for found in _MARKER.finditer(text) if found[1].startswith(CODE))
    return next(codes, "")


def veil(text: str, words: str) -> str:
    """The text with `words` in place of every link, for readers to whom the links do not belong."""
    return _MARKER.sub(words, text)


def disarm(text: str) -> str:
    """What somebody typed, without the signs that would make it a marker or words of ours."""
    return text.translate(_SIGNS)


def as_typed(text: str) -> str:
    """What somebody typed, disarmed, each line marked so that no layout takes it for a link."""
    lines = _LINE_BREAK.split(disarm(text))
    return "\n".join(f"{TYPED}{line}" if line.strip() else line for line in lines)


def settled(text: str) -> str:
    """The text without the marks of `as_typed`, once it is laid out."""
    return text.replace(TYPED, "")
