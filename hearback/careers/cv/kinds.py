"""Recognises a CV by what is inside the file, never by what the file claims to be."""

import re
from pathlib import PurePosixPath
from typing import Final

import puremagic

from hearback.careers.cv.accepted import (
    ACCEPT,
    EMPTY,
    MOST_BYTES,
    OLDER,
    OTHER,
    PICTURE,
    RICH_TEXT,
    TOO_LARGE,
    Kind,
    NotACv,
)
from hearback.careers.cv.packages import kind_of_package
from hearback.careers.cv.plain import decode

__all__ = ["ACCEPT", "MOST_BYTES", "Kind", "NotACv", "check_size", "recognise"]

HEAD_BYTES: Final = 4_096
MARKUP: Final = re.compile(
    r"[\s\0]*(?:\{\\rtf|#!|%!PS|<(?:[!?%]|html|head|body|script|svg|iframe|job))", re.IGNORECASE
)
TEXT_NAMES: Final = frozenset(
    {"", ".txt", ".text", ".md", ".asc", ".pdf", ".docx", ".doc", ".odt", ".rtf"}
)


def check_size(size: int) -> None:
    """Raise NotACv for a file of `size` bytes that is empty or over 10 MB, before any is read."""
    if size <= 0:
        raise NotACv(EMPTY)
    if size > MOST_BYTES:
        raise NotACv(TOO_LARGE)


def recognise(name: str, content: bytes) -> Kind:
    """Say which kind of CV `content` (the whole file) is.

    `name` is the sender's file name. It never makes a file acceptable: it only matters for plain
    text, which has no signature of its own, so that a script or a settings file does not pass for
    one. The media type a browser declares is not asked for at all. Nothing is unpacked to disk.

    Returns the kind. Raises NotACv with a sentence for the reader.
    """
    check_size(len(content))
    head = content[:HEAD_BYTES]
    if head.lstrip(b"\xef\xbb\xbf\0\t\n\f\r ").startswith(b"%PDF-"):
        return Kind.PDF
    if head.startswith(b"PK\x03\x04"):
        return kind_of_package(content)
    if _named_like_text(name):
        text = decode(head)
        if text is not None and not MARKUP.match(text):
            return Kind.TXT
    raise NotACv(_why_not(head))


def _named_like_text(name: str) -> bool:
    last = PurePosixPath(name.replace("\\", "/")).name.strip().lower()
    return (last if last.startswith(".") else PurePosixPath(last).suffix) in TEXT_NAMES


def _why_not(head: bytes) -> str:
    if not head.strip(b"\xef\xbb\xbf\0\t\n\f\r "):
        return EMPTY
    if head.lstrip().startswith(b"{\\rtf"):
        return RICH_TEXT
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return OLDER
    try:
        found = puremagic.from_string(head, mime=True)
    except (puremagic.PureError, ValueError):
        return OTHER
    return PICTURE if found.startswith("image/") and "svg" not in found else OTHER
