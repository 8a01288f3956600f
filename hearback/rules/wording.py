"""A last read of a letter before it leaves: a plain no, a thanks, nothing that must not be."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from hearback.rules.phrases import PLACEHOLDERS, Patterns, Phrases, phrases_of, stands_in
from hearback.rules.words import Words

SHORTEST_NO = 40  # words: less than this cannot hold a no, a thanks, a reason and a help
FIRST_SENTENCES = 2
LONGEST = 20_000

_GREETING = re.compile(
    r"(?:dear|hello|hi|good (?:morning|afternoon|evening)|bonjour|bonsoir|hallo|hola"
    r"|guten (?:tag|morgen|abend)|buen(?:os|as) (?:días|tardes|noches))\b[^.!?\n]{0,80}"
    r"|[^.!?\n]{1,80}[,:]"
)
_TITLE = re.compile(r"\b(dr|mrs?|ms|prof)\.")
# "24. November" is one date in German, not two sentences.
_SENTENCE_END = re.compile(r"(?<!\b\d\.)(?<!\b\d\d\.)(?<=[.!?])\s+|\n\s*\n")


class Kind(StrEnum):
    """What a letter is for; a no is read more strictly."""

    DECLINE = "decline"
    OTHER = "other"


_SENTENCES = {
    "no_plain_no": "The first two sentences do not say no. Say it plainly, for example: "
    "we will not be taking your application further.",
    "no_thanks": "Nobody is thanked. Thank the person for something they really did.",
    "exclamation": "There is an exclamation mark. A no has none.",
    "too_short": "This is shorter than 40 words. A no needs a reason and something that helps.",
    "too_long": "This is longer than 20,000 characters. Nobody will read it to the end.",
    "placeholder": "“%(phrase)s” looks like a field that was not filled in.",
    "stock_phrase": "“%(phrase)s” is a stock phrase. Say it in your own words, or leave it out.",
    "kept_on_file": "“%(phrase)s” promises to keep papers. "
    "That needs the person's consent and somebody who acts on it.",
    "not_job_related": "“%(phrase)s” is not a reason tied to the job. "
    "Name a criterion of the opening instead.",
}


@dataclass(frozen=True)
class Problem:
    """Something to mend.

    code: stable name. phrase: the words found, empty when something is absent.
    """

    code: str
    phrase: str = ""

    @property
    def sentence(self) -> Words:
        """What is wrong and what to do, as a phrase to translate; `str()` gives the English."""
        return Words(self.code, _SENTENCES[self.code], values={"phrase": self.phrase})


def problems(
    text: str, kind: Kind, *, language: str = "en", opening: str = "", consented: bool = False
) -> list[Problem]:
    """What must be mended before this letter may go; an empty list lets it go.

    text: the body as plain text. language: the code of the language it is in. opening: the
    opening's own title and criteria; a topic word standing there is job-related and allowed
    ("children" for a nursery). consented: the person agreed to stay in touch, so keeping papers may
    be mentioned.
    """
    if len(text) > LONGEST:
        return [Problem("too_long")]
    plain, allowed, known = _plain(text), _plain(opening), phrases_of(language)
    found = [
        *_found("placeholder", PLACEHOLDERS, text),
        *_found("stock_phrase", known.stock, plain),
    ]
    if not consented:
        found += _found("kept_on_file", known.kept_on_file, plain)
    if kind is Kind.DECLINE:
        found += [
            p
            for p in _found("not_job_related", known.topics, plain)
            if not stands_in(p.phrase, allowed)
        ]
        found += _absent_from_a_no(text, plain, known)
    return found


def _absent_from_a_no(text: str, plain: str, known: Phrases) -> Iterator[Problem]:
    if not any(_found("no_plain_no", known.plain_no, _opening_sentences(text))):
        yield Problem("no_plain_no")
    if not any(_found("no_thanks", known.thanks, plain)):
        yield Problem("no_thanks")
    if "!" in text or "！" in text:
        yield Problem("exclamation", "!")
    if len(text.split()) < SHORTEST_NO:
        yield Problem("too_short")


def _found(code: str, patterns: Patterns, text: str) -> Iterator[Problem]:
    """Each phrase that occurs, once, as it stands in `text`."""
    for pattern in patterns:
        for phrase in dict.fromkeys(hit.group() for hit in pattern.finditer(text)):
            yield Problem(code, phrase)


def _opening_sentences(text: str) -> str:
    """The first two sentences after the greeting, in plain form."""
    undotted = _TITLE.sub(r"\1", text.strip().lower())
    head, _, body = undotted.partition("\n")
    rest = body if _GREETING.fullmatch(head.strip()) else undotted
    return _plain(" ".join(_SENTENCE_END.split(rest.strip())[:FIRST_SENTENCES]))


def _plain(text: str) -> str:
    """Lower case, straight apostrophes, single spaces: what the phrases are written for."""
    return " ".join(text.replace("’", "'").lower().split())
