"""How courteously a client treats us and candidates, from what happened; each part with its count.

A part is how many of its cases went well. While a client has few, its share leans on that of all
clients together: it counts as if so many cases more (WEIGHT) had gone as they go everywhere. That
is the mean of a Beta posterior whose prior is everybody's share. The figure is the plain mean of
the parts with enough cases to say anything (FLOOR), and none when there are none.
"""

from collections.abc import Mapping
from dataclasses import dataclass

FLOOR = 5
WEIGHT = 5.0
# A word that came late came: half as good as one in time.
LATE = 0.5


@dataclass(frozen=True)
class Part:
    """Of so many cases so many went well; `good` may hold halves. Raises ValueError otherwise."""

    good: float
    cases: int

    def __post_init__(self) -> None:
        if not 0 <= self.good <= self.cases:
            raise ValueError(f"Of {self.cases} cases {self.good} cannot have gone well.")

    def __add__(self, other: "Part") -> "Part":
        return Part(self.good + other.good, self.cases + other.cases)

    @property
    def is_few(self) -> bool:
        """Whether it says more about chance than about people."""
        return self.cases < FLOOR


@dataclass(frozen=True)
class Courtesy:
    """The figure from 0 to 1, None when too little happened; of how many parts it is the mean."""

    share: float | None
    counted: int


def shrunk(part: Part, everybody: Part) -> float:
    """The share of a part that went well, from 0 to 1, leaning on everybody's while few."""
    usual = everybody.good / everybody.cases if everybody.cases else 1.0
    return (part.good + WEIGHT * usual) / (part.cases + WEIGHT)


def courtesy(theirs: Mapping[str, Part], everybody: Mapping[str, Part]) -> Courtesy:
    """One client's figure from its parts and those of all clients together, by the same names."""
    shares = [
        shrunk(part, everybody.get(name, part)) for name, part in theirs.items() if not part.is_few
    ]
    return Courtesy(sum(shares) / len(shares) if shares else None, len(shares))
