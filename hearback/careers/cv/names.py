"""Guesses whose CV it is from its first lines: a right name or none."""

import re
from collections.abc import Iterable, Iterator
from itertools import accumulate, pairwise
from typing import Final

from hearback.careers.cv import words
from hearback.careers.cv.shapes import folded, ordinary, shaped

MOST_LINES, LONGEST_LINE, LABELLED_CELLS, SHORTEST_SIGN = 150, 200, 40, 3
CELL_ENDS: Final = re.compile(r"\t+| {3,}| ?[|•·●▪■◆✉☎📞📧📱🏠📍] ?")
SPACED: Final = re.compile(r"(?:\S {1,4}){3,40}\S")
AFTER_TITLE: Final = re.compile(
    r"[\s:：–—\-|,]*(?:(?:of|de|von|für|for|di|του|της)\s+)?", re.IGNORECASE
)
LABEL: Final = re.compile(r"([^:：]{1,30}?)\s*[:：]\s*(.*)")
UMLAUTS: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})


TITLES_APART: Final = frozenset(title.replace(" ", "") for title in words.TITLES)


def name_in(text: str, handles: Iterable[str], *, reachable: bool) -> str:
    """Return the name of the person whose CV says `text`, or "" when in doubt.

    `handles` are other words that carry the name: the local part of the mail address, the tail of a
    profile link. A line that agrees with one of them is believed wherever it stands near the top;
    any other only behind a label, or as the very first line, without a word that means a post, a
    heading, a place or a firm, and above some way to reach the person: a handle that at least
    resembles it where both are in Latin letters, or else a telephone number (`reachable`).
    """
    cells = list(_cells(text))
    known = [folded(handle) for handle in handles if handle]
    return (
        _labelled(cells[:LABELLED_CELLS])
        or _confirmed(cells, known)
        or _set_apart(cells, known)
        or _first(cells, known, reachable=reachable)
    )


def _cells(text: str) -> Iterator[str]:
    """The first lines, cut at tabs, bars and bullets, without the document's title."""
    lines = (line.strip()[:LONGEST_LINE] for line in text[: MOST_LINES * LONGEST_LINE].split("\n"))
    for line in [line for line in lines if line][:MOST_LINES]:
        whole = _closed_up(re.sub(r"姓\s+名", "姓名", line))
        for cell in CELL_ENDS.split(whole):
            if rest := _without_title(cell.strip(" ,;-–—*#_")):
                yield rest


def _closed_up(line: str) -> str:
    """Close up letters set apart for show ("A N A   S I L V A") if words are set further apart."""
    if not SPACED.fullmatch(line):
        return line
    if (whole := line.replace(" ", "").casefold()) in TITLES_APART:
        return whole
    parts = re.split(r" {2,}", line)
    return " ".join(part.replace(" ", "") for part in parts) if len(parts) > 1 else line


def _without_title(cell: str) -> str:
    small = cell.casefold()
    if small in TITLES_APART:
        return ""
    for title in words.TITLES:
        if small.startswith(title) and not small[len(title) : len(title) + 1].isalnum():
            return AFTER_TITLE.sub("", cell[len(title) :], count=1).strip()
    return cell


def _with_next(cells: list[str]) -> Iterable[tuple[str, str]]:
    return pairwise([*cells, ""])


def _labelled(cells: list[str]) -> str:
    found: dict[str, str] = {}
    for cell, below in _with_next(cells):
        split = LABEL.fullmatch(cell)
        label, value = (split[1], split[2]) if split else (cell, "")
        found.setdefault(label.strip().casefold(), value or below)
    given = next((found[label] for label in found if label in words.GIVEN_NAME), "")
    family = next((found[label] for label in found if label in words.FAMILY_NAME), "")
    split_in_two = [f"{given} {family}"] if given and family and given != family else []
    for value in split_in_two + [found[label] for label in found if label in words.FULL_NAME]:
        name = shaped(value, trusted=True) or shaped(_turned(value), trusted=True)
        if name and not ordinary(name):
            return name
    return ""


def _confirmed(cells: list[str], known: list[str]) -> str:
    for cell, below in _with_next(cells):
        for text in (cell, _turned(cell)):
            name = shaped(text)
            # People are called Baker and Lane: two signs outweigh one word that is also a trade.
            if name and agreement(name, known) > ordinary(name):
                return name
        pair = shaped(f"{cell} {below}") if " " not in cell else ""
        if pair and agreement(pair, known) == len(_words(pair)):
            return pair
    return ""


def _turned(cell: str) -> str:
    """The comma form "Silva, Ana" the other way round."""
    family, comma, given = cell.partition(",")
    return f"{given.strip()} {family.strip()}" if comma else ""


def agreement(name: str, handles: Iterable[str]) -> int:
    """Return how many words of `name` the best of `handles` (folded) carries, 0 for none."""
    return max((_agreement(name, handle) for handle in handles), default=0) if name else 0


def _words(name: str) -> list[str]:
    return [w for w in re.split(r"[\s.'’-]+", name.casefold()) if w not in words.PARTICLES]


def _agreement(name: str, handle: str) -> int:
    """Count the words of `name` in `handle`; one alone needs an initial beside it, or nothing."""
    rest, strong, others = handle, 0, list[str]()
    for word in _words(name):
        spellings = (folded(word.translate(UMLAUTS)), folded(word))
        sign = next((s for s in spellings if len(s) >= SHORTEST_SIGN and s in rest), "")
        if sign:
            strong, rest = strong + 1, rest.replace(sign, " ", 1)
        else:
            others.append(folded(word))
    left = re.sub(r"[\W\d_]+", "", rest)
    if strong != 1 or not left:
        return strong
    initials = [other for other in others if other.startswith(left[0])]
    return strong + (len(left) == 1) if initials else 0


def _set_apart(cells: list[str], known: list[str]) -> str:
    """Letters set apart evenly ("A N A S I L V A") are cut where a handle is ("ana.silva")."""
    for letters in (cell.replace(" ", "") for cell in cells if SPACED.fullmatch(cell)):
        for parts in (re.split(r"[._-]+", handle) for handle in known):
            if len(parts) > 1 and "".join(parts) == letters.lower() == folded(letters):
                ends = pairwise([0, *accumulate(map(len, parts))])
                return shaped(" ".join(letters[start:end] for start, end in ends))
    return ""


def _first(cells: list[str], known: list[str], *, reachable: bool) -> str:
    """The first line, if the mail address at least resembles it or there is none but a number."""
    name = shaped(cells[0]) if cells else ""
    if not name or ordinary(name):
        return ""
    if known and folded(name).replace(" ", "").isascii():
        return name if any(_resembles(name, handle) for handle in known) else ""
    return name if known or reachable else ""


def _resembles(name: str, handle: str) -> bool:
    letters = re.sub(r"[\W\d_]+", "", handle)
    if letters in (_initials(_words(name)), _initials(name.split())):
        return True
    return any(len(word) >= SHORTEST_SIGN and folded(word) in handle for word in _words(name))


def _initials(parts: list[str]) -> str:
    return folded("".join(part[:1] for part in parts))
