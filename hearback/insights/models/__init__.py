"""What the insights keep: counts of what must never happen, facts and the cells they add up to."""

from hearback.insights.models.calculation import Calculation
from hearback.insights.models.cells import Cell, Fact, Move, ScopeKind, Subject, Touched
from hearback.insights.models.digest import Digest
from hearback.insights.models.proof import Proof

__all__ = [
    "Calculation",
    "Cell",
    "Digest",
    "Fact",
    "Move",
    "Proof",
    "ScopeKind",
    "Subject",
    "Touched",
]
