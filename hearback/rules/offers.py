"""Who an offer is for, and how many may still go; it hears nothing of what was decided.

A rule is a set of rows such as "place: Toronto". Rows of one sort are choices of which one has to
fit; sorts are asked for together. Without rows an offer is for everybody.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum


class Sort(Enum):
    """What a row asks about: only what people chose to tell us, and where they applied."""

    INTEREST = "interest"
    PLACE = "place"
    TEAM = "team"
    OPENING = "opening"


@dataclass(frozen=True)
class Row:
    """One row of a rule; `value` is an interest's words, or the number of a place and so on."""

    sort: Sort
    value: str


@dataclass(frozen=True)
class Told:
    """All that a rule may know. There is no state, no answer and no score in it, for good."""

    place: int
    team: int
    opening: int
    interests: frozenset[str] = frozenset()

    def values(self, sort: Sort) -> frozenset[str]:
        """What is known of one sort, spelt as rows are compared."""
        if sort is Sort.INTEREST:
            return frozenset(folded(one) for one in self.interests)
        return frozenset(
            {str({"place": self.place, "team": self.team}.get(sort.value, self.opening))}
        )


def folded(words: str) -> str:
    """An interest as it is compared: no case, no double spaces, one spelling of each sign."""
    return " ".join(unicodedata.normalize("NFKC", words).casefold().split())


def fits(rows: Iterable[Row], told: Told) -> bool:
    """Whether somebody who told us this gets the offer."""
    asked: dict[Sort, set[str]] = defaultdict(set)
    for row in rows:
        asked[row.sort].add(folded(row.value))
    return all(wanted & told.values(sort) for sort, wanted in asked.items())


@dataclass(frozen=True)
class Budget:
    """How many offers may go, in all and in one month, or what they may cost; None is no limit."""

    in_all: int | None = None
    a_month: int | None = None
    sum_in_all: Decimal | None = None
    sum_a_month: Decimal | None = None
    each: Decimal | None = None

    @property
    def is_open(self) -> bool:
        """Whether there is nothing to count for."""
        return self.most_in_all is None and self.most_a_month is None

    @property
    def most_in_all(self) -> int | None:
        """The smaller of the number said and what the sum allows."""
        return _smaller(self.in_all, _times(self.sum_in_all, self.each))

    @property
    def most_a_month(self) -> int | None:
        """The same within one month."""
        return _smaller(self.a_month, _times(self.sum_a_month, self.each))

    def room(self, *, given: int, given_this_month: int) -> int | None:
        """How many may still go now; None when nothing limits it, never less than 0."""
        left = _smaller(_less(self.most_in_all, given), _less(self.most_a_month, given_this_month))
        return None if left is None else max(0, left)


def _times(total: Decimal | None, each: Decimal | None) -> int | None:
    """How often `each` goes into a sum; a sum without a price for one limits nothing."""
    return int(total // each) if total is not None and each else None


def _less(most: int | None, given: int) -> int | None:
    return None if most is None else most - given


def _smaller(one: int | None, other: int | None) -> int | None:
    known = [number for number in (one, other) if number is not None]
    return min(known) if known else None
