"""A figure as it stands on a page: what it means, the picture, and the same numbers as a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from hearback.insights.charts.drawing import Drawing


@dataclass(frozen=True)
class Number:
    """A number: `words` on the page, `value` in a file; no value where it is kept back."""

    words: str
    value: float | None = None


Told: TypeAlias = str | Number


@dataclass(frozen=True)
class Table:
    """The numbers of a figure: what each column is, and the rows."""

    head: Sequence[str]
    rows: Sequence[Sequence[Told]]

    @property
    def columns(self) -> list[tuple[str, bool]]:
        """What each column is, and whether it holds numbers."""
        first = max(self.rows, key=len, default=())
        numbers = [isinstance(cell, Number) for cell in first]
        return [(name, n < len(numbers) and numbers[n]) for n, name in enumerate(self.head)]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show."""
        return not self.rows


@dataclass(frozen=True)
class Figure:
    """One figure of a page.

    key: its anchor and its name in a file. means: the definition that stands beside it. note: what
    else has to be said, such as that small groups are kept back.
    """

    key: str
    title: str
    means: str
    drawing: Drawing | None
    table: Table
    note: str = ""
