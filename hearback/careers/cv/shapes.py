"""Tells whether a few words have the shape of a person's name, in whatever script."""

import re
from typing import Final

from hearback.careers.cv import words
from hearback.rules.lines import unaccented

FEWEST_WORDS, MOST_WORDS, LONGEST_NAME = 2, 6, 60
LONGEST_GIVEN = 2
SPELT: Final = str.maketrans({"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "ı": "i", "đ": "d"})
EAST: Final = "\u3400-\u9fff\u3040-\u30ff\uac00-\ud7a3"
EASTERN: Final = re.compile(f"[{EAST}][{EAST}·]{{1,5}}(?: [{EAST}]{{1,5}})?(?=[ (（/]|$)")
ARABIC: Final = re.compile(r"[\u0620-\u064a\u066e-\u06d3]+")


def folded(text: str) -> str:
    """Return `text` in small letters without accents, as people spell themselves in addresses."""
    return unaccented(text.casefold().translate(SPELT))


NOT_NAMES: Final = frozenset(folded(word) for word in words.NOT_NAMES)


def ordinary(name: str) -> int:
    """Return how many words of `name` mean posts, headings, places or firms."""
    return sum(word in NOT_NAMES for word in re.split(r"[\s-]+", folded(name).replace(".", "")))


def shaped(text: str, *, trusted: bool = False) -> str:
    """Return `text` as a name, without titles and degrees, if it has the shape of one, else "".

    `trusted` text stood behind a label, so that scripts without capitals need no other sign.
    """
    if eastern := EASTERN.match(text):
        alone = eastern[0] == text and _eastern_name(text)
        return eastern[0] if trusted or alone else ""
    head, _, tail = re.sub(r"\s*[(（].*", "", text).partition(",")
    parts = _without_honours(head.split())
    if not FEWEST_WORDS <= len(parts) <= MOST_WORDS or len(head) > LONGEST_NAME:
        return ""
    if not all(_plain(word) in words.DEGREES for word in re.split(r"[\s,]+", tail) if word):
        return ""
    fits = _capitalised(parts) or _arabic_name(parts, trusted=trusted)
    return _cased(" ".join(parts)) if fits or (trusted and all(map(_letters, parts))) else ""


def _plain(word: str) -> str:
    return folded(word).replace(".", "")


def _without_honours(parts: list[str]) -> list[str]:
    while parts and _plain(parts[0]) in words.HONOURS:
        parts = parts[1:]
    while parts and _plain(parts[-1]) in words.HONOURS:
        parts = parts[:-1]
    return parts


def _letters(word: str) -> bool:
    pieces = [piece for piece in re.split(r"['’.\-]", word) if piece]
    return bool(pieces) and word[0].isalpha() and all(piece.isalpha() for piece in pieces)


def _capitalised(parts: list[str]) -> bool:
    """Two words or more with a capital, one of them more than an initial."""
    full = [part for part in parts if part.casefold() not in words.PARTICLES]
    return (
        len(full) >= FEWEST_WORDS
        and all(map(_letters, parts))
        and all(any(piece[:1].isupper() for piece in re.split(r"['’\-]", part)) for part in full)
        and any(len(part.rstrip(".")) > FEWEST_WORDS for part in full)
    )


def _arabic_name(parts: list[str], *, trusted: bool) -> bool:
    """Headings and posts tend to carry the article, given names do not."""
    arabic = all(ARABIC.fullmatch(part) for part in parts)
    return arabic and (trusted or not parts[0].startswith("ال"))


def _eastern_name(name: str) -> bool:
    """A family name people know and a given name of one or two signs; two in Korean."""
    if name[0] in words.HANGUL_FAMILIES:
        return len(name[1:]) == LONGEST_GIVEN
    if name[:2] in words.HAN_DOUBLE_FAMILIES:
        return 1 <= len(name[2:]) <= LONGEST_GIVEN
    known = name[0] in words.HAN_FAMILIES and name[-1] not in words.HAN_ENDINGS
    return known and 1 <= len(name[1:]) <= LONGEST_GIVEN


def _cased(name: str) -> str:
    """Set capitals in the usual letters: "ANNA-LENA O'NEIL DE WIT" as "Anna-Lena O'Neil de Wit"."""
    if not name.isupper():
        return name
    return " ".join(
        part.lower() if part.casefold() in words.PARTICLES else _capital(part)
        for part in name.split()
    )


def _capital(part: str) -> str:
    return "".join(piece.capitalize() for piece in re.split(r"(['’\-])", part))
