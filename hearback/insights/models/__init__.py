"""What the insights keep: counts of what must never happen, facts and the cells they add up to."""

from hearback.insights.models.calculation import Calculation
from hearback.insights.models.proof import Proof

__all__ = ["Calculation", "Proof"]
