"""One term of an amount: its value, where it comes from, and how sure it is."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from math import isfinite

from hearback.rules.measures.floor import Unsaid, unsaid
from hearback.rules.measures.shares import share

ONE = Decimal(1)


class Source(StrEnum):
    """Where the value of a term comes from."""

    MEASURED = "measured here"
    PUBLISHED = "published"
    TYPED = "typed"


@dataclass(frozen=True)
class Counted:
    """A share measured here: `count` of `of` people."""

    count: int
    of: int


@dataclass(frozen=True)
class Averaged:
    """A mean measured here, of so many with this standard deviation between them."""

    deviation: float
    of: int


@dataclass(frozen=True)
class Between:
    """The least and the most somebody holds possible."""

    low: Decimal
    high: Decimal


@dataclass(frozen=True)
class Term:
    """A value, where it comes from, and how sure it is.

    words: what was measured and when, the publication with its year, or who typed it. doubt: what
    its range is drawn from; None for what is known exactly or came without a range.
    """

    value: Decimal
    source: Source
    words: str
    doubt: Counted | Averaged | Between | None = None

    @property
    def is_exact(self) -> bool:
        """Whether nobody doubts it: a head count of ours."""
        return self.source is Source.MEASURED and self.doubt is None


def known(number: int, words: str) -> Term:
    """A head count of ours, which is exact."""
    return Term(Decimal(number), Source.MEASURED, words)


def typed(value: Decimal, words: str, between: Between | None = None) -> Term:
    """What somebody typed, with the least and the most they hold possible where they said so.

    Raises ValueError when the value is not between these.
    """
    if between is not None and not between.low <= value <= between.high:
        raise ValueError("The value lies outside its own range.")
    return Term(value, Source.TYPED, words, between)


def measured_share(count: int, of: int, words: str) -> Term | Unsaid:
    """A share of ours; none from fewer than five."""
    found = share(count, of)
    if isinstance(found, Unsaid):
        return found
    return Term(Decimal(count) / of, Source.MEASURED, words, Counted(count, of))


def measured_mean(mean: Decimal, deviation: float, of: int, words: str) -> Term | Unsaid:
    """A mean of ours with the standard deviation between the customers; none from fewer than five.

    Raises ValueError for a deviation below 0 or without end.
    """
    if not (isfinite(deviation) and deviation >= 0):
        raise ValueError("A deviation is 0 or more.")
    return unsaid(of) or Term(mean, Source.MEASURED, words, Averaged(deviation, of))
