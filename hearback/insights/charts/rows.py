"""What is drawn: labelled values with their ranges, or with what keeps them back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One value. `words` is written beside it, or in its place when there is none.

    low, high: its range. is_bad: drawn in the colour of a warning.
    """

    label: str
    value: float | None
    words: str
    low: float | None = None
    high: float | None = None
    is_bad: bool = False


@dataclass(frozen=True)
class Parts:
    """One whole in parts, each a share from 0 to 1; none when it is kept back, as `words` says."""

    label: str
    shares: Sequence[float]
    words: str


@dataclass(frozen=True)
class Square:
    """One square of a map: how dark it is, from 0 to 1, and what is written in it."""

    column: str
    line: str
    shade: float
    words: str


@dataclass(frozen=True)
class Pair:
    """Two values of one group, each with its range (least, value, most)."""

    label: str
    across: tuple[float, float, float]
    up: tuple[float, float, float]


@dataclass(frozen=True)
class Step:
    """One month of two lines: a share from 0 to 1, and points with their range; None: a gap."""

    label: str
    share: float | None
    points: float | None = None
    low: float | None = None
    high: float | None = None
