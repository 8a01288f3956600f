"""Bytes as text, whatever their label says: labels lie, and readers should not suffer for it."""

from __future__ import annotations

import codecs

# Codecs that are no character sets of mails, or that can be made to cost a lot.
_NOT_FOR_MAIL = frozenset(
    {"idna", "punycode", "unicode-escape", "raw-unicode-escape", "utf-7", "undefined"}
)
_USUAL = ("utf-8", "cp1252")


def as_text(content: bytes, label: str) -> str:
    """The bytes as text: as labelled if that works, else as UTF-8, else as Windows wrote it.

    Latin labels fit any bytes, so what is plainly UTF-8 is read as that. No NUL is left.
    """
    name = _codec(label)
    if name in {"ascii", "iso8859-1", "cp1252", ""} and not content.isascii():
        name = "utf-8"
    for codec in (name, *_USUAL):
        try:
            return _clean(content.decode(codec))
        except (UnicodeError, LookupError, ValueError):
            continue
    return _clean(content.decode("cp1252", "replace"))


def _codec(label: str) -> str:
    """Python's name for a label; empty for what is no character set."""
    try:
        found = codecs.lookup(label.strip().strip("\"'")[:40] or "ascii")
    except (LookupError, ValueError, UnicodeError):
        return ""
    is_text = getattr(found, "_is_text_encoding", False)
    name = found.name.replace("_", "-")
    return found.name if is_text and name not in _NOT_FOR_MAIL else ""


def _clean(text: str) -> str:
    return text.replace("\0", "").encode("utf-8", "replace").decode("utf-8")
