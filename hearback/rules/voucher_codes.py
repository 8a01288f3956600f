"""Codes of offers: nobody guesses one, and nobody mistypes one into another.

The 23 signs leave out what looks alike (0 and O, 1 and I and L, 2 and Z, 5 and S, 6 and G, 8 and B)
and the vowels, so that no code spells a word. A code is three groups of five: fourteen signs of
chance and one that checks them. 23^14 is about 2^63: with a million codes given out, one guess in
10^13 hits one.

23 is prime. So with each sign worth its place in the alphabet, and the places weighing 1 to 15, the
code is sound when the weighted sum is 0 modulo 23: changing one sign changes it by weight x
difference, swapping two by difference of weights x difference of signs, and neither product is 0.
Every single mistyped sign and every swap of two is caught (the same reasoning as ISBN-10, ISO 2108,
which is modulo 11).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Collection
from secrets import randbelow

SIGNS = "23456789CDFHJKMNPQRTVWX"
LENGTH, GROUP = 15, 5
_CHANCE = len(SIGNS) ** (LENGTH - 1)
# Read as what they were taken for; the other look-alikes have no twin among the signs.
_TWINS = str.maketrans("ZSGB", "2568")
_BETWEEN = str.maketrans("", "", " \t\r\n-‐‑–—_.")
_LONGEST_TYPED = 60


def new_code(below: Callable[[int], int] = randbelow) -> str:
    """A fresh code such as ``7KQ2M-X9TDH-4CVWT``.

    `below` draws a whole number from 0 to one less than it is given; outside tests always the
    system's source of secrets.
    """
    number, signs = below(_CHANCE), []
    for _ in range(LENGTH - 1):
        number, sign = divmod(number, len(SIGNS))
        signs.append(SIGNS[sign])
    # The last place weighs LENGTH, and what it is worth has to bring the sum to 0.
    last = -_weighed(signs) * pow(LENGTH, -1, len(SIGNS)) % len(SIGNS)
    return _grouped("".join(signs) + SIGNS[last])


def new_codes(
    count: int, taken: Collection[str] = (), below: Callable[[int], int] = randbelow
) -> list[str]:
    """So many codes, each another and none of those `taken`. Raises ValueError for less than none.

    Handing over a set for `taken` keeps it quick.
    """
    if count < 0:
        raise ValueError("Nobody makes fewer codes than none.")
    fresh: dict[str, None] = {}
    while len(fresh) < count:
        code = new_code(below)
        if code not in taken:
            fresh[code] = None
    return list(fresh)


def read_code(typed: str) -> str:
    """The code somebody typed, spelt as `new_code` spells it; empty when there is a slip in it.

    Small letters, full-width ones, spaces and dashes are no slips, nor are Z, S, G and B for 2, 5,
    6 and 8. Whether such a code was ever given out is another question.
    """
    if len(typed) > _LONGEST_TYPED:
        return ""
    plain = unicodedata.normalize("NFKC", typed).translate(_BETWEEN).upper().translate(_TWINS)
    if len(plain) != LENGTH or not set(plain) <= set(SIGNS):
        return ""
    return "" if _weighed(plain) % len(SIGNS) else _grouped(plain)


def _weighed(signs: Collection[str]) -> int:
    return sum(place * SIGNS.index(sign) for place, sign in enumerate(signs, 1))


def _grouped(code: str) -> str:
    return "-".join(code[start : start + GROUP] for start in range(0, LENGTH, GROUP))
