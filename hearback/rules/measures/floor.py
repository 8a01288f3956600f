"""What is not said: nothing to count, or so few that a figure would say who said what."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from hearback.rules.words import Words

# Rule 20 of the domain facts: results only from five answers up.
FLOOR = 5

Key = TypeVar("Key", bound=Hashable)


class Why(StrEnum):
    """Why there is no figure."""

    NOTHING = "nothing"
    TOO_FEW = "too_few"
    GIVES_AWAY = "gives_away"


_SENTENCES = {
    Why.NOTHING: ("Nothing to count yet.", ""),
    Why.TOO_FEW: (
        "Too few: %(count)d answer, and a figure only from %(needed)d up.",
        "Too few: %(count)d answers, and a figure only from %(needed)d up.",
    ),
    Why.GIVES_AWAY: (
        "Not shown: with the total beside it, it would give away a smaller group.",
        "",
    ),
}


@dataclass(frozen=True)
class Unsaid:
    """Stands in the place of a figure that is not given.

    counted: how many there are. why: what keeps the figure back.
    """

    counted: int
    why: Why

    @property
    def words(self) -> Words:
        """One sentence that says so."""
        one, many = _SENTENCES[self.why]
        return Words(self.why, one, many, {"count": self.counted, "needed": FLOOR})


def unsaid(counted: int) -> Unsaid | None:
    """What stands in place of a figure from so many; None when there are enough for one.

    Raises ValueError for less than none.
    """
    if counted < 0:
        raise ValueError("Nobody counts less than none.")
    if counted >= FLOOR:
        return None
    return Unsaid(counted, Why.TOO_FEW if counted else Why.NOTHING)


def below_floor(counts: Mapping[Key, int]) -> dict[Key, Unsaid]:
    """The groups too small for a figure, where nobody's answer can be worked out from the rest."""
    found = {key: unsaid(count) for key, count in counts.items()}
    return {key: value for key, value in found.items() if value is not None}


def withheld(counts: Mapping[Key, int]) -> dict[Key, Unsaid]:
    """The groups not to show beside their total: those too small, and what would give them away.

    Whoever reads a total and every group but one can subtract. So the smallest groups with a figure
    are kept back too until those kept back hold FLOOR answers together or none (complementary
    suppression: Hundepool et al., Statistical Disclosure Control, Wiley 2012, chapter 4). Of groups
    of one size the one named first is kept back.
    """
    kept_back = below_floor(counts)
    hidden = sum(one.counted for one in kept_back.values())
    shown = sorted((key for key in counts if key not in kept_back), key=lambda key: counts[key])
    for key in shown:
        if not 0 < hidden < FLOOR:
            break
        kept_back[key] = Unsaid(counts[key], Why.GIVES_AWAY)
        hidden += counts[key]
    return kept_back
