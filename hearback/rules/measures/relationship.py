"""What became of the tie between a candidate and the house: better, worse, or buying still."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from hearback.rules.measures.floor import Unsaid
from hearback.rules.measures.shares import Share, shares


class Tie(IntEnum):
    """The four answers to the relationship question, worst first (domain facts 2.3)."""

    LOST = 1  # will take it elsewhere
    UNMOVED = 2  # neutral
    KEPT = 3  # pretty good
    WON = 4  # great, will increase


class Buying(StrEnum):
    """The answers to "Would you still buy from us?"."""

    YES = "yes"
    UNSURE = "unsure"
    NO = "no"
    NEVER_DID = "never_did"


@dataclass(frozen=True)
class Relationship:
    """The share of each of the four answers among all who answered."""

    of: int
    by_tie: Mapping[Tie, Share]

    @property
    def resentment(self) -> Share:
        """The share who will take it elsewhere: those who answered 1, of everybody asked."""
        return self.by_tie[Tie.LOST]


@dataclass(frozen=True)
class StillBuying:
    """Among those who ever bought: the shares of yes, unsure and no.

    never_did: how many said they never bought; they are in no share.
    """

    of: int
    by_answer: Mapping[Buying, Share]
    never_did: int


def relationship(answers: Mapping[int, int]) -> Relationship | Unsaid:
    """The relationship question from how many gave each answer, 1 to 4; none from fewer than five.

    Resentment = answers of 1 / all answers (Survale and ERE, domain facts 2.3). Raises ValueError
    for any other answer.
    """
    if not set(answers) <= set(Tie):
        raise ValueError("The relationship question is answered from 1 to 4.")
    found = shares({tie: answers.get(tie, 0) for tie in Tie})
    return found if isinstance(found, Unsaid) else Relationship(sum(answers.values()), found)


def still_buying(answers: Mapping[Buying, int]) -> StillBuying | Unsaid:
    """Who would still buy, from how many gave each answer; none from fewer than five who ever did.

    Each share is answers / (yes + unsure + no). Whoever never bought cannot stop, and counting them
    would make every loss look small.
    """
    asked = [Buying.YES, Buying.UNSURE, Buying.NO]
    counts = {one: answers.get(one, 0) for one in asked}
    found = shares(counts)
    never_did = answers.get(Buying.NEVER_DID, 0)
    if isinstance(found, Unsaid):
        return found
    return StillBuying(sum(counts.values()), found, never_did)
