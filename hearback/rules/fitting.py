"""Which words of an opening a text speaks of: plain word search, said in words and never scored."""

import re
from collections.abc import Collection, Iterable, Sequence

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
SHORTEST = 4
MOST_WORDS = 12
LONGEST_PHRASE = 3


def words_to_look_for(lines: Iterable[str]) -> list[str]:
    """The distinct words of four letters and more, folded, in the order they come."""
    found = (word for line in lines for word in _words(line) if len(word) >= SHORTEST)
    return list(dict.fromkeys(word for word in found if not word.isdigit()))


def phrases_of(lines: Iterable[str], words: Collection[str]) -> list[str]:
    """Runs of two or three of these words that stand side by side in a line, longest first."""
    found: dict[str, None] = {}
    for line in lines:
        said = _words(line)
        for length in range(LONGEST_PHRASE, 1, -1):
            for start in range(len(said) - length + 1):
                run = said[start : start + length]
                if all(word in words for word in run):
                    found[" ".join(run)] = None
    return sorted(found, key=lambda phrase: -phrase.count(" "))


def spoken_of(text: str, *, phrases: Sequence[str], words: Sequence[str], most: int) -> list[str]:
    """What of these a text says, phrases first, no word twice, at most `most` of them."""
    said = f" {' '.join(_words(text))} "
    told: list[str] = []
    for one in (*phrases, *words):
        new = not any(f" {one} " in f" {other} " for other in told)
        if new and f" {one} " in said:
            told.append(one)
        if len(told) == most:
            break
    return told


def says_enough(said: Sequence[str]) -> bool:
    """Whether this is more than one word by chance: a phrase, or two words."""
    return len(said) > 1 or any(" " in one for one in said)


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]
