"""What each language says of letters: a plain no, a thanks, and what a letter never says."""

import re
from typing import NamedTuple

Patterns = tuple[re.Pattern[str], ...]


class Phrases(NamedTuple):
    """The patterns of one language, for lower-case text with single spaces and straight quotes."""

    plain_no: Patterns
    thanks: Patterns
    stock: Patterns
    kept_on_file: Patterns
    topics: Patterns


def stands_in(phrase: str, text: str) -> bool:
    """Whether a phrase stands in a text as whole words: "age" does not stand in "manager"."""
    return re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", text) is not None


def whole(*patterns: str) -> Patterns:
    """Patterns that begin and end at a word's edge."""
    return tuple(re.compile(rf"\b(?:{pattern})(?!\w)") for pattern in patterns)
