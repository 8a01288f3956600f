"""Whether a place is one somebody wants to avoid, or so near it that a person should look."""

import re
from collections.abc import Iterable

from hearback.rules.orders import Likeness, holds, words_of

# Words of a place that say nothing of where it is.
_KINDS = frozenset(
    words_of(
        "street strasse str straat road rd avenue av ave boulevard blvd lane ln drive dr way "
        "place platz plaza square allee weg rue chemin calle paseo quai the a am an der die das "
        "de du des la le les el los north south east west nord sud ost est oeste norte sur cafe "
        "coffee restaurant hotel bar office store shop head building tower centre center house "
        "floor suite unit room city town mall near at by and und et y"
    )
)
# One way of writing each, so that "88 King St W" is "King Street West 88".
_SAME = {
    "st": "street",
    "str": "strasse",
    "av": "avenue",
    "ave": "avenue",
    "rd": "road",
    "blvd": "boulevard",
    "bd": "boulevard",
    "ln": "lane",
    "dr": "drive",
    "w": "west",
    "e": "east",
    "n": "north",
    "s": "south",
}
_WAYS = frozenset(
    words_of(
        "street strasse straat road avenue boulevard lane drive way place platz square allee weg "
        "rue chemin calle paseo quai"
    )
)
_WAY_ENDING = re.compile(r"(strasse|str|gasse|platz|weg|allee|straat)$")
_LINES = re.compile(r"[,;\n]+")
_CODE = re.compile(r"\b([a-z]\d[a-z])\s?(\d[a-z]\d)\b|\b([a-z]{1,2}\d[a-z\d]?)\s(\d[a-z]{2})\b")
_LONG_NUMBER = re.compile(r"\b\d{4,}\b")
SHORTEST_NAME, LONGEST_DOOR = 3, 3
_NO: frozenset[str] = frozenset()


def place_likeness(names: Iterable[str], address: str, place: str) -> Likeness:
    """Whether the place written as `place` is the one an order gives these names and this address.

    The whole name of it, or its street with its number, is SAME; its street, its postal code or a
    telling word of its name is NEAR. To be in the same town is nothing.
    """
    lines = [_words(line) for line in _LINES.split(place)]
    there = [_words(line) for line in _LINES.split(address)]
    called = [_words(name) for name in names]
    if any(_is_called(name, lines) for name in called) or _same_door(there, lines):
        return Likeness.SAME
    name_words = {word for name in called for word in _telling(name)}
    near = bool(name_words & {word for line in lines for word in _telling(line)})
    near = near or bool(
        {_street(line) for line in there} & {_street(line) for line in lines} - {_NO}
    )
    return Likeness.NEAR if near or _codes(address) & _codes(place) else Likeness.NONE


def _is_called(name: tuple[str, ...], lines: list[tuple[str, ...]]) -> bool:
    """A line that is the very name, or holds a name of several words."""
    if not _telling(name):
        return False
    return any(line == name or (len(name) > 1 and holds(line, name)) for line in lines)


def _same_door(there: list[tuple[str, ...]], lines: list[tuple[str, ...]]) -> bool:
    """Whether both name one street and one number in it."""
    return any(
        _street(one) == _street(other) != _NO and bool(_numbers(one) & _numbers(other))
        for one in there
        for other in lines
    )


def _words(line: str) -> tuple[str, ...]:
    """The words of a line, streets written out and apart: "Hauptstr." is "haupt strasse"."""
    words: list[str] = []
    for word in words_of(line):
        ending = _WAY_ENDING.search(word)
        if ending and ending.start():
            words += [word[: ending.start()], _SAME.get(ending[0], ending[0])]
        else:
            words.append(_SAME.get(word, word))
    return tuple(words)


def _numbers(words: tuple[str, ...]) -> set[str]:
    return {word for word in words if word[0].isdigit()}


def _street(words: tuple[str, ...]) -> frozenset[str]:
    """The words of a street without its number; empty when no street is named.

    With a number it may be one that is not called a street, such as "Broadway 12".
    """
    numbers = _numbers(words)
    named = frozenset(words) - numbers
    is_one = _WAYS & named or any(len(one) <= LONGEST_DOOR for one in numbers)
    return named if is_one and _telling(words) else _NO


def _telling(words: tuple[str, ...]) -> set[str]:
    return {
        word
        for word in words
        if word not in _KINDS and not word[0].isdigit() and len(word) >= SHORTEST_NAME
    }


def _codes(text: str) -> set[str]:
    """Postal codes, and other long numbers, as far as they can be told."""
    plain = " ".join(words_of(text))
    codes = {"".join(part for part in found.groups() if part) for found in _CODE.finditer(plain)}
    return codes | set(_LONG_NUMBER.findall(plain))
