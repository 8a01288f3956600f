"""Tells plain text from other bytes and decodes it, whatever encoding it was saved in."""

import re
from typing import Final

CONTROL: Final = re.compile(r"[\x01-\x08\x0e-\x1f\x7f]")


def decode(content: bytes) -> str | None:
    """Return `content` as text (UTF-8, UTF-16 or else Windows-1252), or None if it is not text.

    A few NULs and odd control codes are forgiven, since old exports carry them; more than that is a
    binary file. A character cut in half at the end (a file's head) is dropped.
    """
    text = _decoded(content).removeprefix("\ufeff")
    odd = len(CONTROL.findall(text)) * 200 + text.count("\0") * 10
    return text if odd <= len(text) and text.strip("\0 \t\r\n\f\v") else None


def _decoded(content: bytes) -> str:
    if encoding := _wide(content):
        return _decoded_as(encoding, content) or ""
    return _decoded_as("utf-8", content) or content.decode("cp1252", "ignore")


def _wide(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    even, odd = content[0::2].count(0), content[1::2].count(0)
    # Latin letters in UTF-16 leave a NUL in nearly every second byte, and always on the same side.
    if max(even, odd) * 5 > len(content) * 2 and min(even, odd) * 20 < max(even, odd):
        return "utf-16-be" if even > odd else "utf-16-le"
    return ""


def _decoded_as(encoding: str, content: bytes) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as wrong:
        cut = wrong.reason in {"unexpected end of data", "truncated data"}
        return content[: wrong.start].decode(encoding) if cut else None
