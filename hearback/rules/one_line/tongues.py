"""The four languages side by side: whoever writes may use any of them, and mix them."""

import re
from collections.abc import Iterable

from hearback.rules.one_line.de import GERMAN
from hearback.rules.one_line.en import ENGLISH
from hearback.rules.one_line.es import SPANISH
from hearback.rules.one_line.fr import FRENCH

TONGUES = (ENGLISH, GERMAN, FRENCH, SPANISH)
# Edges of a word: "non-technical" holds no "non", "-not him" does hold a "not".
BEGINS, ENDS = r"(?<!\w)(?<!\w['-])", r"(?!\w)(?!['-]\w)"


def gathered(field: str) -> tuple[str, ...]:
    """What every language has in one list of `Tongue`."""
    return tuple(phrase for tongue in TONGUES for phrase in getattr(tongue, field))


def whole(*phrases: str) -> re.Pattern[str]:
    """Any of these phrases as whole words, the longest first; a comma may stand between words."""
    ordered = sorted(set(phrases), key=len, reverse=True)
    parts = (r"[ ,]+".join(re.escape(word) for word in phrase.split()) for phrase in ordered)
    return re.compile(f"{BEGINS}(?:{'|'.join(parts)}){ENDS}")


def words_of(phrases: Iterable[str]) -> frozenset[str]:
    """Every single word of these phrases."""
    return frozenset(word for phrase in phrases for word in phrase.split())
