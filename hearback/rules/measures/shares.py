"""A share and how far it can be trusted."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist
from typing import TypeVar

from hearback.rules.measures.floor import Unsaid, unsaid

# Ranges are to hold what is true nineteen times in twenty.
SURE = 0.95
Z = NormalDist().inv_cdf((1 + SURE) / 2)

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True)
class Share:
    """How many of how many, as a share from 0 to 1 with its 95 % range.

    count, of: what was counted. value, low, high: the share and its range. borrowed: how much of
    the value, from 0 to 1, is the team's and not this group's own.
    """

    count: int
    of: int
    value: float
    low: float
    high: float
    borrowed: float = 0.0

    @property
    def is_shrunk(self) -> bool:
        """Whether the value leans on the team's, which has to be said beside it."""
        return self.borrowed > 0


def wilson(count: int, of: int) -> tuple[float, float]:
    """The 95 % range of the share `count` of `of`, from 0 to 1; `of` is above 0.

    With p = count / of, n = of and z = 1.96:

        (p + z²/2n ± z √(p (1 - p)/n + z²/4n²)) / (1 + z²/n)

    The score interval of Wilson (JASA 22 (1927) 209-212), one of the two that Brown, Cai and
    DasGupta (Statistical Science 16 (2001) 101-133) recommend for small n; of those it is the one
    that needs no tables. It stays within 0 and 1 and has a width even when all or nobody said yes.
    """
    value, square = count / of, Z * Z / of
    middle = value + square / 2
    reach = sqrt(max(0.0, value * (1 - value)) * square + square * square / 4)
    low, high = (middle - reach) / (1 + square), (middle + reach) / (1 + square)
    # At none and at all the formula ends there exactly; rounding would leave a crumb.
    return min(max(0.0, low), value), max(min(1.0, high), value)


def share(count: int, of: int) -> Share | Unsaid:
    """The share `count` is of `of`; no figure from fewer than five.

    Raises ValueError when there are more than all, or less than none.
    """
    if not 0 <= count <= of:
        raise ValueError(f"{count} of {of} is no share.")
    return unsaid(of) or Share(count, of, count / of, *wilson(count, of))


def shares(counts: Mapping[Key, int]) -> dict[Key, Share] | Unsaid:
    """What share each is of them all together, each with its own range; none from fewer than five.

    Raises ValueError for a count below none.
    """
    if any(count < 0 for count in counts.values()):
        raise ValueError("Nobody counts less than none.")
    of = sum(counts.values())
    kept_back = unsaid(of)
    if kept_back:
        return kept_back
    return {key: Share(n, of, n / of, *wilson(n, of)) for key, n in counts.items()}
