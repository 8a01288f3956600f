"""Cleaning what people type, of all that hides, reorders or breaks what follows."""

import re
import unicodedata
from collections.abc import Iterator

# Bidi controls and invisible characters by code point: none has a place in a name, a subject or a
# file name.
_BIDI_STRONG = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_BIDI_MARKS = "\u061c\u200e\u200f"
_INVISIBLE = "\u00ad\u180e\u200b\u2060\ufeff\ufff9\ufffa\ufffb"
_ENDS_OF_PLANES = (plane + end for plane in range(0, 0x110000, 0x10000) for end in (0xFFFE, 0xFFFF))
_NO_CHARACTERS = "".join(
    map(chr, [*range(0xFDD0, 0xFDF0), *_ENDS_OF_PLANES])
)  # Unicode says: never exchanged
_LINE_DROPS = frozenset(_BIDI_STRONG + _BIDI_MARKS + _INVISIBLE + _NO_CHARACTERS)
_LINES_DROPS = frozenset(
    _BIDI_STRONG + _INVISIBLE + _NO_CHARACTERS
)  # marks stay: a letter in Hebrew or Arabic needs them

_MARKS_IN_A_ROW = 30  # as in Unicode's stream-safe text: more is decoration, and slow to normalise
_STEP_BACK = 16
_JOINERS = frozenset("\u200d\ufe0e\ufe0f")
_BLANK_LINES = re.compile(r"\n{3,}")


def one_line(text: str, limit: int) -> str:
    """`text` as one clean line of at most `limit` characters.

    Spaces and line breaks of any kind become single spaces; control characters, lone surrogates,
    bidi controls and invisible characters go; the rest is NFC. What is too long is cut, not inside
    a letter with its accents or a joined emoji. Cleaning twice changes nothing.
    """
    line = " ".join(_composed(_sample(text, limit), _LINE_DROPS).split())
    return up_to(line, limit).rstrip()


def many_lines(text: str, limit: int) -> str:
    """`text` as clean lines of at most `limit` characters in all.

    Line breaks become line feeds, at most one blank line in a row, no space at line ends;
    otherwise as `one_line`, except that spaces inside a line and direction marks stay.
    """
    kept = _composed(_sample(text, limit), _LINES_DROPS)
    lines = "\n".join(line.rstrip() for line in kept.splitlines())
    return up_to(_BLANK_LINES.sub("\n\n", lines).strip(), limit).rstrip()


def up_to(text: str, limit: int) -> str:
    """At most `limit` characters, stepping back out of a letter or emoji made of several."""
    if len(text) <= limit:
        return text
    for end in range(limit, max(limit - _STEP_BACK, 0), -1):
        if not _belongs_together(text[end - 1], text[end]):
            return text[:end]
    return text[:limit]


def unaccented(text: str) -> str:
    """Small letters without accents, for comparing words however people type them."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def _sample(text: str, limit: int) -> str:
    """As much of `text` as can matter, so that the cost does not grow with what somebody pastes."""
    if limit < 1:
        raise ValueError("A text needs room for at least one character.")
    return text.strip()[: 4 * limit + 1000]


def _composed(text: str, drops: frozenset[str]) -> str:
    """The characters worth keeping, in NFC; composing may split a mark, hence the second look."""
    kept = unicodedata.normalize("NFC", "".join(_characters(text, drops)))
    return "".join(_characters(kept, drops))


def _characters(text: str, drops: frozenset[str]) -> Iterator[str]:
    """The characters worth keeping; spaces of every kind but line breaks as plain spaces."""
    marks = 0
    for character in text:
        if character.isascii() and character.isprintable():
            marks = 0
            yield character
            continue
        category = unicodedata.category(character)
        marks = marks + 1 if category[0] == "M" else 0
        if character.isspace():
            yield character if character in "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029" else " "
        elif category not in ("Cc", "Cs") and character not in drops and marks <= _MARKS_IN_A_ROW:
            yield character


def _belongs_together(before: str, after: str) -> bool:
    return (
        after in _JOINERS
        or before == "\u200d"
        or unicodedata.category(after)[0] == "M"
        or "\U0001f3fb" <= after <= "\U0001f3ff"  # skin tones
    )
