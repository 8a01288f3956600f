"""From what was seen to a first draft: the clearest points, and nothing that people differ on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hearback.rules.feedback.level import MOST, Level, Side
from hearback.rules.feedback.wording import (
    LONGEST,
    MOST_SENTENCES,
    Claim,
    Ground,
    problems,
    sentences,
)

STRONG, WEAK = 3, 2
_ENDS = (".", "?", "…")


@dataclass(frozen=True)
class Point:
    """What one person saw of one criterion.

    level: 1 to 4, of which 1 and 2 are not enough for this job. key: where it stands and in which
    version, so that a change of it is a new key.
    """

    key: str
    criterion: str
    level: int
    evidence: str
    is_must_have: bool = True

    @property
    def side(self) -> Side:
        """Which way it speaks."""
        return Side.STRENGTH if self.level >= STRONG else Side.GAP

    @property
    def ground(self) -> Ground:
        """What a claim on it rests on."""
        return Ground(self.side, self.criterion, self.evidence)


def drafted(
    points: Sequence[Point], *, level: Level, languages: Iterable[str], opening: str = ""
) -> list[Claim]:
    """A first draft within the level: strengths first, each criterion once.

    Only criteria on which nobody disagrees are used; words that feedback never says are not taken
    over (the point then stands without words only at `Level.REASON`, else it is left out). Whatever
    is drafted passes `problems`.
    """
    languages = list(languages)
    claims: list[Claim] = []
    for side in (Side.STRENGTH, Side.GAP):
        kept = [
            claim
            for one in _clearest(points, side)
            if (claim := _claim(one, level, languages, opening)) is not None
        ]
        claims += kept[: MOST[level][side]]
    return claims


def _clearest(points: Sequence[Point], side: Side) -> list[Point]:
    """One point for each criterion that speaks this way alone, the clearest first."""
    of: dict[str, list[Point]] = {}
    for one in points:
        of.setdefault(one.criterion, []).append(one)
    agreed = [many for many in of.values() if {one.side for one in many} == {side}]
    sign = -1 if side is Side.STRENGTH else 1
    best = [min(many, key=lambda one: (sign * one.level, one.key)) for many in agreed]
    return sorted(best, key=lambda one: (not one.is_must_have, sign * one.level, one.key))


def _claim(point: Point, level: Level, languages: list[str], opening: str) -> Claim | None:
    words = "" if level is Level.REASON else _said(point.evidence)
    claim = Claim(point.key, point.side, words, vouched=False)
    wrong = problems(
        [claim], {point.key: point.ground}, level=level, languages=languages, opening=opening
    )
    return None if wrong else claim


def _said(evidence: str) -> str:
    """The first sentences of the evidence, as a sentence."""
    words = " ".join(sentences(" ".join(evidence.split()))[:MOST_SENTENCES])[:LONGEST].strip()
    return words if not words or words.endswith(_ENDS) else f"{words[: LONGEST - 1].rstrip()}."
