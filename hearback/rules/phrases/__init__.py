"""The phrases a letter is checked against, a module for each language letters are written in.

No pattern repeats without a bound inside a repeat, so a check is one pass over the letter. Sources:
sections 4 and 5 of the domain facts, and the house voice; each list says the same of its language.
"""

import re

from hearback.rules.phrases import de, en, es, fr
from hearback.rules.phrases.shape import Patterns, Phrases, stands_in

__all__ = ["LANGUAGES", "PLACEHOLDERS", "Patterns", "Phrases", "phrases_of", "stands_in"]

_KNOWN = {"en": en.PHRASES, "fr": fr.PHRASES, "de": de.PHRASES, "es": es.PHRASES}
LANGUAGES = tuple(_KNOWN)

# On the text as written, in any language.
PLACEHOLDERS: Patterns = (
    re.compile(r"\{\{[^{}\n]{0,80}\}\}|\{%[^%\n]{0,80}%\}|\{[A-Za-z_][\w. ]{0,40}\}"),
    re.compile(r"%\(\w{1,40}\)s|<<[^<>\n]{1,40}>>|\[[A-Za-z][A-Za-z_' ]{1,40}\]"),
    re.compile(r"\bX{3,}\b|_{3,}|\bTBD\b|(?i:\blorem ipsum\b)"),
)


def phrases_of(language: str) -> Phrases:
    """The phrases of a language code such as "fr" or "fr-CA"; English where there is no list."""
    return _KNOWN.get(language.partition("-")[0].lower(), en.PHRASES)
