"""Tells plain text from other bytes and decodes it, whatever encoding it was saved in."""

import re
from typing import Final

CONTROL: Final = re.compile(r"[\x01-\x08\x0e-\x1f\x7f]")


def decode(content: bytes) -> str | None:
    """Return `content` as text (UTF-8, UTF-16 or else Windows-1252), or None if it is not text.

    A few NULs and odd control codes are forgiven, since old exports carry them; more than that is a
    binary file. A character cut in half at the end (a file's head) is dropped.
    """
    encoding = _encoding(content)
    if encoding is None:
        return None
    text = content.decode(encoding, "ignore").removeprefix("\ufeff")
    odd = len(CONTROL.findall(text)) * 200 + text.count("\0") * 10
    return text if odd <= len(text) and text.strip("\0 \t\r\n\f\v") else None


def _encoding(content: bytes) -> str | None:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    even, odd = content[0::2].count(0), content[1::2].count(0)
    # Latin letters in UTF-16 leave a NUL in nearly every second byte, and always on the same side.
    if max(even, odd) * 5 > len(content) * 2 and min(even, odd) * 20 < max(even, odd):
        return "utf-16-be" if even > odd else "utf-16-le"
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as wrong:
        return "utf-8" if wrong.reason == "unexpected end of data" else "cp1252"
    return "utf-8"
