"""Looking for an opening: what was asked for, what fits, and how many fit each choice."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from hearback.careers.queries import public_openings, still_open
from hearback.kit.language import PARAMETER
from hearback.pipeline.models import Opening, WayOfWorking
from hearback.rules.text import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

PAGE = 50
WORDS_LIMIT = 100
MOST_DIGITS = 5
MOST_WORDS = 8
_SEARCHED = ("title", "summary", "duties", "team__name", "place__name", "place__city")


@dataclass(frozen=True)
class Choice:
    """One line of a filter: what the address says, what people read, how many openings it has."""

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True)
class Filter:
    """One filter of the list: its name in the address, and its choices."""

    name: str
    choices: tuple[Choice, ...]
    chosen: str


@dataclass(frozen=True)
class Found:
    """One page of openings that fit, and everything the list says around them."""

    openings: list[Opening]
    total: int
    filters: tuple[Filter, ...]
    words: str
    page: int
    pages: int
    was_odd: bool
    in_all: int

    @property
    def is_narrowed(self) -> bool:
        """Whether anything was searched for or filtered by."""
        return bool(self.words) or any(one.chosen for one in self.filters)

    @property
    def page_before(self) -> int:
        """The number of the page before this one."""
        return self.page - 1

    @property
    def page_after(self) -> int:
        """The number of the page after this one."""
        return self.page + 1


_FILTERS: Mapping[str, Callable[[Opening], tuple[str, str]]] = {
    "place": lambda opening: (str(opening.place_id), opening.place.name),
    "team": lambda opening: (str(opening.team_id), opening.team.name),
    "way": lambda opening: (
        opening.way_of_working,
        str(WayOfWorking(opening.way_of_working).label),
    ),
}
_KNOWN = frozenset({*_FILTERS, "q", "page", PARAMETER})


def find(asked: Mapping[str, str], *, now: datetime) -> Found:
    """The openings that fit `asked` (the parameters of the address), newest first.

    Only known filters with known values count; anything else is left out, and `was_odd` says so.
    """
    everything = still_open(public_openings(), now=now)
    words = one_line(asked.get("q", ""), WORDS_LIMIT)
    there = _with_words(everything, words)
    wanted = {name: value for name in _FILTERS if (value := asked.get(name, "").strip())}
    chosen = {name: value for name, value in wanted.items() if _exists(name, value, everything)}
    fitting = [opening for opening in there if _fits(opening, chosen)]
    pages = max(1, -(-len(fitting) // PAGE))
    page = _page(asked.get("page", "1"), pages)
    return Found(
        openings=fitting[((page or 1) - 1) * PAGE : (page or 1) * PAGE],
        total=len(fitting),
        filters=tuple(_filter(name, everything, there, chosen) for name in _FILTERS),
        words=words,
        page=page or 1,
        pages=pages,
        was_odd=len(chosen) < len(wanted) or not page or bool(asked.keys() - _KNOWN),
        in_all=len(everything),
    )


def _with_words(openings: list[Opening], words: str) -> list[Opening]:
    """Those in which every word occurs somewhere in what is searched."""
    if not words:
        return openings
    wanted = Q()
    for word in words.split()[:MOST_WORDS]:
        found = Q()
        for field in _SEARCHED:
            found |= Q(**{f"{field}__icontains": word})
        wanted &= found
    ids = set(public_openings().filter(wanted).values_list("pk", flat=True))
    return [opening for opening in openings if opening.pk in ids]


def _exists(name: str, value: str, openings: list[Opening]) -> bool:
    return any(_FILTERS[name](opening)[0] == value for opening in openings)


def _fits(opening: Opening, chosen: Mapping[str, str], but: str = "") -> bool:
    return all(name == but or _FILTERS[name](opening)[0] == value for name, value in chosen.items())


def _filter(
    name: str, everything: list[Opening], there: list[Opening], chosen: Mapping[str, str]
) -> Filter:
    """A filter's choices, each counted with the words and the other filters as they are."""
    value_of, mine = _FILTERS[name], chosen.get(name, "")
    counts = Counter(value_of(opening)[0] for opening in there if _fits(opening, chosen, but=name))
    labels = sorted({value_of(opening) for opening in everything}, key=lambda pair: pair[1])
    choices = [Choice(value, label, counts[value], value == mine) for value, label in labels]
    return Filter(name, tuple(choices), mine)


def _page(asked: str, pages: int) -> int | None:
    """The page asked for, or None when there is no such page."""
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) <= MOST_DIGITS else 0
    return number if 1 <= number <= pages else None
