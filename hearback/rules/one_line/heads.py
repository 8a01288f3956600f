"""The first words of a line: greetings and thanks passed over, then what it begins with."""

import re
from dataclasses import dataclass

from hearback.rules.lines import unaccented
from hearback.rules.one_line.days import MARK
from hearback.rules.one_line.tongues import TONGUES, gathered, whole, words_of

YES, MAYBE, NO, LATER = "yes", "maybe", "no", "later"
MOST_LEADS = 8
_EDGE = r"[^\S\n]*(?:$|\n|[^\w\s])"


@dataclass(frozen=True)
class Head:
    """What a line begins with, in its own words, and what follows.

    is_sure: only a yes when next to nothing follows. is_day: it begins with a day, not with words
    that say when they answer.
    """

    says: str
    words: str
    rest: str
    is_sure: bool = False
    is_day: bool = False


_PHRASES = {
    **dict.fromkeys(gathered("maybe"), MAYBE),
    **dict.fromkeys(gathered("later"), LATER),
    **dict.fromkeys(gathered("sure"), "sure"),
    **dict.fromkeys(gathered("yes"), YES),
    **dict.fromkeys(gathered("no"), NO),
}
_FIRST = whole(*_PHRASES)
# What may follow without a comma: "yes she is", but not "no idea".
_WITH = words_of(gathered("beside")) | frozenset(
    {"with", "her", "him", "them", "to", "for", "mit", "avec", "con"}
)
_AFTER_NAMES = {YES: "after_yes", NO: "after_no", "sure": "after_yes"}
_BARE = whole(
    "yes", "no", "nope", "yep", "maybe", "ja", "nein", "vielleicht", "oui", "non", "si", "quizas"
)
_GREETING = re.compile(
    rf"(?:{'|'.join(gathered('greetings'))})\b(?P<who>[^,.!:;\n\u2013-]{{0,60}})[,.!:;\n\u2013-]+\s*"
)
_GREETING_LINE = re.compile(
    rf"(?:{'|'.join(gathered('greetings'))})\b(?P<who>[^.!?;\n]{{0,60}})\n+\s*"
)
_SHORT_GREETING = re.compile(
    rf"(?:{'|'.join(gathered('greetings'))})\b(?: [\w.'-]+){{0,2}}? (?={_BARE.pattern})"
)
_THANKS = re.compile(rf"(?:{'|'.join(gathered('thanks'))})\b(?P<who>[^,.!?\n]{{0,120}})[,.!\n]+\s*")
_OPENER = re.compile(
    rf"(?:{'|'.join(sorted(gathered('openers'), key=len, reverse=True))})"
    rf"(?:\s*[,:.!\n\u2013-]+\s*| (?={_FIRST.pattern}))"
)
_DAY = re.compile(
    rf"(?:(?:{'|'.join(re.escape(w) for w in sorted(gathered('beside'), key=len, reverse=True))})"
    rf"[ ,]+){{0,6}}{MARK}"
)
_NUMBERED = re.compile(r"\s?[.°º]?\s?\d")


def first_words(text: str, *, about: str = "") -> Head | None:
    """What `text` (plain, days marked) begins with; None when that says nothing we know.

    `about` is the name of whom they were asked about: "Ana: yes" begins with yes.
    """
    left = _trimmed(text)
    for _ in range(MOST_LEADS):
        head = _head(left)
        if head is not None:
            return head
        after = _without_lead(left, about)
        if after is None:
            return None
        left = _trimmed(after)
    return None


def _trimmed(text: str) -> str:
    """Without signs before the first word."""
    return re.sub(rf"^[^\w{MARK}]+", "", text)


def _head(text: str) -> Head | None:
    found = _FIRST.match(text)
    day = _DAY.match(text)
    if found is None:
        return Head(LATER, "", text[day.end() :], is_day=True) if day else None
    words, rest = found.group(), text[found.end() :]
    says = _PHRASES[" ".join(words.replace(",", " ").split())]
    if not _may_follow(says, words, rest):
        return None
    if says == NO and _NUMBERED.match(rest):
        return None
    if says == "sure":
        return Head(YES, words, rest, is_sure=True)
    return Head(says, words, rest)


def _may_follow(says: str, words: str, rest: str) -> bool:
    """Whether the words end there, or the next one belongs to what they say."""
    if re.match(_EDGE, rest):
        return True
    following = re.match(r"\s*([\w'-]+)", rest)
    after = following.group(1) if following else ""
    is_long = " " in words
    if says == LATER and is_long:
        return True
    if is_long and says == NO:
        return False
    if after in _WITH and (is_long or says == LATER) and says != MAYBE:
        return True
    return after in _after(says, " ".join(words.replace(",", " ").split()))


def _after(says: str, phrase: str) -> frozenset[str]:
    """The words that may follow a phrase in its own language: "oui elle", but not "si elle"."""
    if says not in _AFTER_NAMES:
        return frozenset()
    theirs = (one for one in TONGUES if phrase in getattr(one, "sure" if says == "sure" else says))
    return frozenset(word for one in theirs for word in getattr(one, _AFTER_NAMES[says]))


def _without_lead(text: str, about: str) -> str | None:
    """What is left behind one greeting, thanks or opening; None when there is none."""
    for pattern in (_GREETING_LINE, _GREETING, _THANKS):
        found = pattern.match(text)
        if found and not _BARE.search(found["who"]) and MARK not in found["who"]:
            return text[found.end() :]
    for pattern in (_SHORT_GREETING, _OPENER):
        found = pattern.match(text)
        if found:
            return text[found.end() :]
    return _without_name(text, about)


def _without_name(text: str, about: str) -> str | None:
    names = [re.escape(part) for part in {unaccented(about), *unaccented(about).split()} if part]
    if not names:
        return None
    named = "|".join(sorted(names, key=len, reverse=True))
    found = re.match(
        rf"(?:(?:zu|fur|for|pour|para|on|re) )?(?:{named})\s*(?:[:,\n\u2013-]+\s*| (?=\w))", text
    )
    return text[found.end() :] if found else None
