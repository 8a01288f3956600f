"""What puts first words in doubt: a but, a not, a joke, another person, another matter."""

import re
from collections.abc import Collection

from hearback.rules.lines import unaccented
from hearback.rules.one_line.days import MARK
from hearback.rules.one_line.heads import LATER, MAYBE, NO, YES, Head
from hearback.rules.one_line.tongues import gathered, whole, words_of

SHORTEST_NAME = 3
_MOCKING = re.compile("[🙄😂🤣😏🙃🤡😬😒🤷🤦😅😜😉🤔👎❌]")
_APPROVING = re.compile("[👍✅👌🎉❤💯]")
_FINE = whole(*gathered("fine"))
_NOTS = re.compile(rf"{whole(*gathered('nots')).pattern}|\b[a-z]+n't\b|\bn'\w+")
_BUTS = whole(*gathered("buts"))
_AGAINST = whole(*gathered("against"))
_PRAISE = whole(*gathered("praise"))
_WAIT = whole(*gathered("wait"), *gathered("later"))
_ASIDE = whole(*gathered("aside"))
# The words for a no in all their forms, as what a yes would be a yes to.
_TO_REFUSE = re.compile(
    r"\b(?:reject|declin|refus|ableh|abzuleh|absag|abzusag|rechaz|descart|rejet|ecart)\w*"
)
_LONG_YES = whole(*(phrase for phrase in gathered("yes") if " " in phrase))
_NEVER = whole("never", "nie", "niemals", "jamais", "nunca", "jamas")
_SEVERAL = whole(*gathered("several"))
_IRONY = whole(*gathered("irony"))
_ELSEWHERE = whole(*gathered("elsewhere"))
_YES_PHRASES = whole(*gathered("yes"), *gathered("sure"), *gathered("thanks"))
_POLITE = whole("please", "bitte", "svp", "s'il vous plait", "por favor")
_BARE = whole(
    *("yes", "yep", "yeah", "no", "nope", "maybe", "perhaps", "ja", "nein", "vielleicht"),
    *("oui", "non", "peut-etre", "quizas", "quiza", "tal vez"),
)
# A Spanish yes; elsewhere in a sentence it is somebody's "if".
_SI = re.compile(r"(?:^|[,.;:!\n])\s*si(?=\s*(?:[,.;:!\n]|$))")
_BESIDE = words_of(gathered("beside"))
_WORD = re.compile(r"[\w'-]+")
# "Yes, Friday" may be the answer, or the day of it.
_ONLY_A_DAY = re.compile(rf"\s*[,:\u2013-]*\s*(?:\w+ ){{0,2}}{MARK}\s*(?:$|[.,!\n])")


def about(head: Head, *, shown: str) -> str:
    """The first thing in what follows that puts these first words in doubt; empty when nothing.

    `shown` is the line as it came, for the faces in it.
    """
    rest = _FINE.sub(" ", head.rest)
    found = _first(rest, _SEVERAL, _IRONY)
    return found or _of_signs(head, shown) or _BY_READING[head.says](head, rest)


def names_another(head: Head, *, others: Collection[str], known: str) -> bool:
    """Whether what follows calls one of `others`, whom they may mean, by any part of a name.

    `known` is the name of whom they were asked about.
    """
    parts = {part for name in others for part in unaccented(name).split()}
    theirs = {part for part in parts if len(part) >= SHORTEST_NAME}
    theirs -= set(unaccented(known).split())
    return not theirs.isdisjoint(_WORD.findall(_FINE.sub(" ", head.rest)))


def in_question(text: str) -> bool:
    """Whether a question says, besides, what may be an answer or a joke."""
    return bool(_first(text, _BARE, _IRONY, _SI))


def elsewhere(rest: str) -> str:
    """What makes a day that is named another matter than that of the answer; empty when nothing."""
    first = re.split(r"[,.!?;:\n]", rest, maxsplit=1)[0]
    odd = [word for word in _WORD.findall(first) if word not in _BESIDE and not word.isdigit()]
    return odd[0] if odd else _first(rest, _ELSEWHERE, _AGAINST, _PRAISE)


def _of_yes(head: Head, rest: str) -> str:
    found = _first(rest, _NOTS, _BUTS, _AGAINST, _TO_REFUSE, _WAIT, _ASIDE) or _day_in(head)
    if found or not head.is_sure:
        return found
    left = _POLITE.sub(" ", _YES_PHRASES.sub(" ", rest))
    odd = _WORD.search(left)
    return odd.group() if odd else ""


def _of_no(head: Head, rest: str) -> str:
    turned = _BUTS.match(rest.lstrip(" ,.;:!\n-–"))
    if turned:
        return turned.group()
    for sentence in re.split(r"[.!?;\n]", rest):
        praised = _PRAISE.search(sentence) or _LONG_YES.search(sentence)
        if praised and not _NOTS.search(sentence[: praised.start()]):
            return praised.group()
    return _first(rest, _WAIT, _ASIDE, _SI) or _day_alone(head)


def _of_maybe(head: Head, rest: str) -> str:
    return _first(rest, _BARE, _SI, _ASIDE) or _day_alone(head)


def _of_later(_head: Head, rest: str) -> str:
    return _first(rest, _BARE, _SI, _NEVER, _TO_REFUSE)


_BY_READING = {YES: _of_yes, NO: _of_no, MAYBE: _of_maybe, LATER: _of_later}


def _day_in(head: Head) -> str:
    """Whether a yes names a day in the same breath: it may be the day of the answer."""
    return "…" if MARK in re.split(r"[.!?;\n]", head.rest, maxsplit=1)[0] else ""


def _day_alone(head: Head) -> str:
    return "…" if _ONLY_A_DAY.match(head.rest) else ""


def _of_signs(head: Head, shown: str) -> str:
    odd = _MOCKING.search(shown) or (_APPROVING.search(shown) if head.says == NO else None)
    return odd.group() if odd else ""


def _first(text: str, *patterns: re.Pattern[str]) -> str:
    for pattern in patterns:
        found = pattern.search(text)
        if found:
            return found.group().strip(" ,.;:!\n")
    return ""
