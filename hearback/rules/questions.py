"""Which questions are alike, by the words they share; a plain look, not a judgement."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hearback.rules.lines import unaccented

SHORTEST_WORD, FEWEST_SHARED = 3, 2
ALIKE = 0.5
LONGEST, MOST = 2000, 300
ENDING = re.compile(r"(?:ing|s|en|es|e|n|r|t)$")
LONG_ENOUGH_TO_CUT = 5
ASKED = re.compile(r"[^.!?\n]{5,200}\?")
WORD = re.compile(r"[^\W\d_]+")
# Words that say nothing of what is asked, in the languages people write to us.
_IDLE = """
the and for are you your our can could would will with what when where which who how does did have
has had there this that any get got about from please just know tell also possible may une des les
est vous votre nous que qui quoi comment avec pour dans sur pouvez avez plait der die das ist sind
sie ihr ihre wir ich mit und oder wie was wann wer gibt kann haben eine los las una que como cuando
donde hay con para por puede tiene usted ustedes
"""
SAYS_NOTHING = frozenset(_IDLE.split())


@dataclass(frozen=True)
class Asked:
    """A question somebody asked; `by` tells people apart."""

    by: int
    words: str


@dataclass(frozen=True)
class Repeated:
    """A question that came more than once, in the words of the latest, and how many asked it."""

    words: str
    people: int


def key_words(text: str) -> frozenset[str]:
    """The words of a text that say what it is about, in one spelling, without their endings."""
    words = (
        word for word in WORD.findall(unaccented(text[:LONGEST])) if len(word) >= SHORTEST_WORD
    )
    return frozenset(_stem(word) for word in words if word not in SAYS_NOTHING)


def questions_in(text: str) -> list[str]:
    """The sentences of a text that end in a question mark and ask for something."""
    found = (one.strip() for one in ASKED.findall(text[:LONGEST]))
    return [one for one in found if len(key_words(one)) >= FEWEST_SHARED]


def asked_again(asked: Sequence[Asked], answered: Iterable[str]) -> list[Repeated]:
    """Questions (newest first) that two or more people asked and none of `answered` is about."""
    known = [key_words(title) for title in answered]
    words = [(one, key_words(one.words)) for one in asked[:MOST]]
    left = [(one, keys) for one, keys in words if not any(alike(keys, page) for page in known)]
    found: list[Repeated] = []
    while left:
        first, keys = left[0]
        same = [one for one, others in left if alike(keys, others) or one is first]
        people = len({one.by for one in same})
        if people > 1:
            found.append(Repeated(first.words, people))
        taken = {id(one) for one in same}
        left = [(one, others) for one, others in left if id(one) not in taken]
    return found


def alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two sets of words share enough: half of the smaller, and two words at least."""
    shared = len(one & other)
    return shared >= FEWEST_SHARED and shared >= ALIKE * min(len(one), len(other))


def _stem(word: str) -> str:
    return ENDING.sub("", word) if len(word) >= LONG_ENOUGH_TO_CUT else word
