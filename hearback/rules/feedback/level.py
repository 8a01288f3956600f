"""How much feedback says at most: nothing, what the reason was about, or points with evidence."""

from collections.abc import Mapping
from enum import StrEnum


class Level(StrEnum):
    """What an employer lets feedback hold."""

    NONE = "none"
    REASON = "reason"
    POINTS = "points"


class Side(StrEnum):
    """Which way a point speaks."""

    STRENGTH = "strength"
    GAP = "gap"


# At `REASON` the one gap is named and nothing is said about it.
MOST: Mapping[Level, Mapping[Side, int]] = {
    Level.NONE: {Side.STRENGTH: 0, Side.GAP: 0},
    Level.REASON: {Side.STRENGTH: 0, Side.GAP: 1},
    Level.POINTS: {Side.STRENGTH: 2, Side.GAP: 1},
}
