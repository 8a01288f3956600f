"""Whether feedback may be given in these words: every claim tied to the job and to evidence."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from hearback.rules.feedback.level import MOST, Level, Side
from hearback.rules.feedback.never import never_said
from hearback.rules.words import Words

LONGEST = 400
MOST_SENTENCES = 2
SHORTEST_WORD = 5
_END = re.compile(r"(?<=[.!?…])\s+(?=\S)")
_WORD = re.compile(r"\w+")

_SENTENCES = {
    "nothing": "There is nothing to give yet. Choose a point and say it in your words.",
    "not_given": "This employer gives no feedback here. The setting says so.",
    "too_many": "Two strengths and one gap at most: more is not heard.",
    "only_the_reason": "Only what the reason was about may be named here. Leave the words empty.",
    "twice": "“%(criterion)s” stands there twice.",
    "unlinked": "Point %(number)s rests on nothing: choose the evidence it comes from.",
    "turned": "Point %(number)s says the opposite of its evidence.",
    "empty": "Point %(number)s has no words.",
    "too_long": "Point %(number)s is longer than two sentences or 400 signs. Keep to what was "
    "seen.",
    "drifted": "Point %(number)s shares no word with its evidence. Say what was seen, or confirm "
    "that it says the same.",
    "exclamation": "Point %(number)s has an exclamation mark. Feedback beside a no has none.",
}


@dataclass(frozen=True)
class Claim:
    """One thing that is to be said.

    key: of the point of evidence it rests on, empty when that link was lost. vouched: a person says
    that words which share nothing with the evidence (another language) say the same.
    """

    key: str
    side: Side
    words: str
    vouched: bool = False


@dataclass(frozen=True)
class Wrong:
    """Something to mend, at which claim (counted from 1; 0 is the whole)."""

    code: str
    at: int
    sentence: Words


@dataclass(frozen=True)
class Ground:
    """What a claim may rest on: which way it speaks, the criterion's and the evidence's words."""

    side: Side
    criterion: str
    evidence: str


def problems(
    claims: Sequence[Claim],
    grounds: Mapping[str, Ground],
    *,
    level: Level,
    languages: Iterable[str],
    opening: str = "",
) -> list[Wrong]:
    """What must be mended before these claims may be given; an empty list lets them go.

    grounds: every point there is, by key. languages: those the words may be in. opening: its title
    and criteria as text, whose own words are allowed.
    """
    found = list(_of_the_whole(claims, grounds, level))
    languages = list(languages)
    for at, claim in enumerate(claims, start=1):
        found += _of_one(at, claim, grounds.get(claim.key), level)
        for never in never_said(claim.words, languages=languages, opening=opening):
            found.append(Wrong(never.topic, at, never.sentence))
    return found


def _of_the_whole(
    claims: Sequence[Claim], grounds: Mapping[str, Ground], level: Level
) -> Iterator[Wrong]:
    if not claims:
        yield _wrong("nothing")
    if level is Level.NONE:
        yield _wrong("not_given")
        return
    said = Counter(claim.side for claim in claims)
    if any(said[side] > most for side, most in MOST[level].items()):
        yield _wrong("too_many" if level is Level.POINTS else "only_the_reason")
    named = Counter(grounds[claim.key].criterion for claim in claims if claim.key in grounds)
    for criterion, times in named.items():
        if times > 1:
            yield _wrong("twice", criterion=criterion)


def _of_one(at: int, claim: Claim, ground: Ground | None, level: Level) -> Iterator[Wrong]:
    if ground is None:
        yield _wrong("unlinked", at)
        return
    if ground.side is not claim.side:
        yield _wrong("turned", at)
    words = claim.words.strip()
    if level is not Level.POINTS:
        if words:
            yield _wrong("only_the_reason", at)
        return
    if not words:
        yield _wrong("empty", at)
        return
    if len(words) > LONGEST or len(sentences(words)) > MOST_SENTENCES:
        yield _wrong("too_long", at)
    if "!" in words or "！" in words:
        yield _wrong("exclamation", at)
    if not claim.vouched and not shares_a_word(words, f"{ground.criterion} {ground.evidence}"):
        yield _wrong("drifted", at)


def sentences(text: str) -> list[str]:
    """The sentences of a text, as far as full stops tell."""
    return _END.split(text)


def shares_a_word(words: str, evidence: str) -> bool:
    """Whether any word of five letters or more begins like one of the evidence."""
    return bool(_stems(words) & _stems(evidence))


def _stems(text: str) -> set[str]:
    found = _WORD.findall(text.lower())
    return {word[:SHORTEST_WORD] for word in found if len(word) >= SHORTEST_WORD}


def _wrong(code: str, at: int = 0, **values: object) -> Wrong:
    return Wrong(code, at, Words(code, _SENTENCES[code], values={"number": at, **values}))
