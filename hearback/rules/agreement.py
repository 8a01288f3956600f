"""How far people who met the same person agree: from alike to apart, on a scale of four levels."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

LEVELS = (1, 2, 3, 4)
# The lower two levels speak against, the upper two for; one step across is more than one beside it.
MIDDLE = 2.5
FAR = 2


class Verdict(StrEnum):
    """How some scores lie to each other."""

    ALONE = "alone"
    ALIKE = "alike"
    CLOSE = "close"
    APART = "apart"


@dataclass(frozen=True)
class Spread:
    """From the lowest to the highest level given, by how many people.

    divided: some lie in the lower half of the scale and some in the upper.
    """

    lowest: int
    highest: int
    number: int

    @property
    def width(self) -> int:
        """How many levels lie between the lowest and the highest."""
        return self.highest - self.lowest

    @property
    def divided(self) -> bool:
        """Whether some speak for and some against."""
        return self.lowest < MIDDLE < self.highest

    @property
    def verdict(self) -> Verdict:
        """Two levels or more are apart; one person alone agrees with nobody."""
        if self.number == 1:
            return Verdict.ALONE
        if not self.width:
            return Verdict.ALIKE
        return Verdict.CLOSE if self.width < FAR else Verdict.APART


def spread(levels: Iterable[int]) -> Spread | None:
    """The spread of levels 1 to 4, None when there are none. Raises ValueError for any other."""
    given = list(levels)
    if not given:
        return None
    if not set(given) <= set(LEVELS):
        raise ValueError("Levels go from 1 to 4.")
    return Spread(min(given), max(given), len(given))
