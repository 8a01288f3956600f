"""Would you recommend applying here: the candidates' net promoter score (cNPS)."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from math import sqrt
from typing import TypeVar

from hearback.rules.measures.floor import Unsaid, unsaid, withheld
from hearback.rules.measures.lean import Heard, weight_of_team
from hearback.rules.measures.shares import Z

# The scale starts at 0. Some sites ask from 1 to 10; those scores are not comparable.
LOWEST, HIGHEST = 0, 10
PROMOTERS_FROM, PASSIVES_FROM = 9, 7
# Answers added before the range is worked out, see `_range`.
_ADDED, _ADDED_TO_EACH = 3.0, 0.75

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True)
class Said:
    """How many answered 9 or 10 (promoters), 7 or 8 (passives), 0 to 6 (detractors)."""

    promoters: int
    passives: int
    detractors: int

    def __post_init__(self) -> None:
        if min(self.promoters, self.passives, self.detractors) < 0:
            raise ValueError("Nobody counts less than none.")

    @property
    def of(self) -> int:
        """How many answered."""
        return self.promoters + self.passives + self.detractors


@dataclass(frozen=True)
class Score:
    """The score in points from -100 to +100, with its 95 % range.

    said: what it is made from. borrowed: how much of the value, from 0 to 1, is the team's.
    """

    said: Said
    value: float
    low: float
    high: float
    borrowed: float = 0.0

    @property
    def is_shrunk(self) -> bool:
        """Whether the value leans on the team's, which has to be said beside it."""
        return self.borrowed > 0


def sorted_by_score(answers: Mapping[int, int]) -> Said:
    """How many answered each whole number from 0 to 10, sorted into the three.

    Raises ValueError for any other number.
    """
    if not all(LOWEST <= score <= HIGHEST for score in answers):
        raise ValueError("The question is answered from 0 to 10.")
    promoters = sum(n for score, n in answers.items() if score >= PROMOTERS_FROM)
    detractors = sum(n for score, n in answers.items() if score < PASSIVES_FROM)
    return Said(promoters, sum(answers.values()) - promoters - detractors, detractors)


def score(said: Said) -> Score | Unsaid:
    """The score, 100 x (promoters - detractors) / answers; passives count in the answers only.

    Source: the Intercom help page quoted in the domain facts 2.3; 40 / 10 / 50 gives -10. No figure
    from fewer than five.
    """
    return unsaid(said.of) or _score(said, said, 0.0)


def leaning_scores(
    groups: Mapping[Key, Said], hidden: Mapping[Key, Unsaid] | None = None
) -> dict[Key, Score | Unsaid]:
    """The score of every group, leaning on all together as `lean` explains; the range is its own.

    Promoters count +1, detractors -1 and passives 0, so that a group is its own answers and
    `weight` more, mixed as everybody's. Groups too small, those that would give them away, and
    those in `hidden`, have none.
    """
    team = Said(
        sum(one.promoters for one in groups.values()),
        sum(one.passives for one in groups.values()),
        sum(one.detractors for one in groups.values()),
    )
    weight = weight_of_team(
        Heard(one.of, one.promoters - one.detractors, one.promoters + one.detractors)
        for one in groups.values()
    )
    silent = {**(hidden or {}), **withheld({key: one.of for key, one in groups.items()})}
    return {
        key: silent[key] if key in silent else _score(one, team, weight)
        for key, one in groups.items()
    }


def _score(own: Said, team: Said, weight: float) -> Score:
    """`own` with `weight` answers more, mixed as the team's; the team has at least one."""
    of = own.of + weight
    promoters = own.promoters + weight * team.promoters / team.of
    detractors = own.detractors + weight * team.detractors / team.of
    value = 100 * (promoters - detractors) / of
    low, high = _range(own.promoters, own.detractors, own.of)
    return Score(own, value, min(low, value), max(high, value), borrowed=weight / of)


def _range(promoters: int, detractors: int, of: int) -> tuple[float, float]:
    """The adjusted Wald range: 100 x (p - d ± 1.96 √((p + d - (p - d)²) / n)), within ±100.

    p, d and n are taken after adding three answers, of which 3/4 promote and 3/4 detract. Of six
    ranges for this score it did best (Rocks, The American Statistician 70 (2016) 365-372).
    """
    n = of + _ADDED
    p, d = (promoters + _ADDED_TO_EACH) / n, (detractors + _ADDED_TO_EACH) / n
    reach = Z * sqrt((p + d - (p - d) ** 2) / n)
    return max(-100.0, 100 * (p - d - reach)), min(100.0, 100 * (p - d + reach))
