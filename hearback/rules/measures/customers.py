"""Customers kept and lost, stage by stage: of those we know are customers, what became of the tie.

Only candidates who agreed to be matched and were found are counted as customers here; whoever did
not agree is in no figure. What the others would have said nobody knows, so beside the estimate
stands what is certain: at least those who said they leave, at most those and everybody silent
(Manski's bounds, American Economic Review 80 (1990) 319-323).
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from hearback.rules.measures.floor import Unsaid, withheld
from hearback.rules.measures.relationship import Relationship, Tie, relationship

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True)
class Asked:
    """The customers who ended at one stage, and how many of them gave each answer, 1 to 4."""

    customers: int
    answers: Mapping[int, int]

    def __post_init__(self) -> None:
        if not 0 <= self.answered <= self.customers or min(self.answers.values(), default=0) < 0:
            raise ValueError("No more can answer than there are, nor fewer than none.")

    @property
    def answered(self) -> int:
        """How many of them answered."""
        return sum(self.answers.values())


@dataclass(frozen=True)
class AtStage:
    """What became of a stage's customers.

    customers, answered: how many there are and how many of them answered. said: the shares of the
    four answers. lost, won: how many customers that makes of them all, seldom whole. least, most:
    how many are lost for certain, and how many if everybody silent is.
    """

    customers: int
    answered: int
    said: Relationship
    lost: float
    won: float
    least: int
    most: int


def kept_and_lost(stages: Mapping[Key, Asked]) -> dict[Key, AtStage | Unsaid]:
    """Each stage's customers; none from fewer than five answers, nor where that could be undone."""
    hidden = withheld({key: one.answered for key, one in stages.items()})
    return {key: hidden.get(key) or _at_stage(one) for key, one in stages.items()}


def _at_stage(asked: Asked) -> AtStage | Unsaid:
    said = relationship(asked.answers)
    if isinstance(said, Unsaid):
        return said
    least = asked.answers.get(Tie.LOST, 0)
    return AtStage(
        asked.customers,
        asked.answered,
        said,
        lost=asked.customers * said.resentment.value,
        won=asked.customers * said.by_tie[Tie.WON].value,
        least=least,
        most=least + asked.customers - asked.answered,
    )
