"""Chance that falls the same way every time."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence

T = TypeVar("T")

SEED = "Harbour & Pine"


class Dice:
    """Throws for one purpose, such as one person; the same words throw the same."""

    def __init__(self, words: str) -> None:
        self._random = Random(f"{SEED}|{words}")  # noqa: S311  a demo's dice keep no secret

    def pick(self, choices: Sequence[T]) -> T:
        """One of these."""
        return self._random.choice(choices)

    def some(self, choices: Sequence[T], number: int) -> list[T]:
        """So many of these, no one twice; all of them when there are fewer."""
        return self._random.sample(list(choices), min(number, len(choices)))

    def between(self, least: float, most: float) -> float:
        """A number from `least` to `most`."""
        return self._random.uniform(least, most)

    def whole(self, least: int, most: int) -> int:
        """A whole number from `least` to `most`, both included."""
        return self._random.randint(least, most)

    def chance(self, share: float) -> bool:
        """True in this share of all throws."""
        return self._random.random() < share
