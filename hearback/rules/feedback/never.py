"""What feedback never says, in whatever words: found with its topic, so that it can be mended."""

from collections.abc import Iterable
from dataclasses import dataclass

from hearback.rules.phrases import phrases_of, stands_in
from hearback.rules.phrases.listed import LISTED, pattern_of
from hearback.rules.words import Words

LONGEST = 4_000
UNTIED = "untied"

_WHY = {
    "fit": "“%(phrase)s” says whether somebody was liked. Say what they did or said.",
    "energy": "“%(phrase)s” is an impression. Say what they did or said.",
    "style": "“%(phrase)s” is about the person. Say what they did or said.",
    "accent": "“%(phrase)s” is about where somebody is from. Name the language task and what was "
    "missing, or leave it out.",
    "age": "“%(phrase)s” can be read as age. Say what they have done and what the job needs.",
    "overqualified": "“%(phrase)s” often stands for age or pay. Say what the job needs instead.",
    "health": "“%(phrase)s” is about health, which is nobody's reason. Leave it out.",
    "family": "“%(phrase)s” is about family, which is nobody's reason. Leave it out.",
    "origin": "“%(phrase)s” is about origin, which is nobody's reason. Leave it out.",
    "belief": "“%(phrase)s” is about belief or private life, which is nobody's reason. Leave it "
    "out.",
    "leave": "“%(phrase)s” is about leave, which is nobody's reason. Leave it out.",
    "pay": "“%(phrase)s” is about pay, which says nothing of how they work. Leave it out.",
    "others": "“%(phrase)s” compares with other people. Compare with what the job needs.",
    UNTIED: "“%(phrase)s” is not tied to the job. Say what they did or said.",
}


@dataclass(frozen=True)
class Never:
    """Words that must go: what they are about, and as they were found."""

    topic: str
    phrase: str

    @property
    def sentence(self) -> Words:
        """Why, and what to do, as a phrase to translate."""
        return Words(self.topic, _WHY[self.topic], values={"phrase": self.phrase})


def never_said(text: str, *, languages: Iterable[str], opening: str = "") -> list[Never]:
    """What must not be said, each phrase once; an empty list lets the words stand.

    text: read as far as 4,000 signs. languages: codes such as "fr" or "fr-CA"; unknown ones are
    read as English. opening: the opening's own title and criteria, whose words are allowed.
    """
    plain, allowed = _plain(text[:LONGEST]), _plain(opening)
    found: dict[str, Never] = {}
    for language in dict.fromkeys(_known(one) for one in languages):
        for never in _in_one(plain, language):
            if not stands_in(never.phrase, allowed):
                found.setdefault(never.phrase, never)
    return list(found.values())


def _in_one(plain: str, language: str) -> Iterable[Never]:
    for topic in LISTED[language]:
        for hit in pattern_of(language, topic).finditer(plain):
            yield Never(topic, hit.group())
    for pattern in phrases_of(language).topics:
        for hit in pattern.finditer(plain):
            yield Never(UNTIED, hit.group())


def _known(language: str) -> str:
    short = language.partition("-")[0].lower()
    return short if short in LISTED else "en"


def _plain(text: str) -> str:
    """Lower case, straight apostrophes, plain hyphens, single spaces: what is listed is so."""
    for fancy, plain in (("’", "'"), ("‐", "-"), ("‑", "-"), ("\u00ad", ""), ("\u200b", "")):
        text = text.replace(fancy, plain)
    return " ".join(text.lower().split())
