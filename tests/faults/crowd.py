"""People who apply at the same time, each remembering what they were told."""

from __future__ import annotations

import random
import threading
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self

from tests.applying import SEE_OTHER, address_of, fill_in, kept

if TYPE_CHECKING:
    from tests.house import House

LETTERS = "abcdefghijklmnopqrstuvwxyz      \n"


@dataclass(frozen=True)
class Try:
    """One press of the button: who, with which file, what came back and when (monotonic)."""

    name: str
    cv: bytes
    status: int
    words: str
    at: float

    @property
    def thanked(self) -> bool:
        """Whether the page said thank you."""
        return self.status in SEE_OTHER


@dataclass
class Crowd:
    """Several people applying one after another until told to go home."""

    house: House
    at_once: int = 4
    tries: list[Try] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._over = threading.Event()
        self._lock = threading.Lock()
        self._number = 0
        self._people = [threading.Thread(target=self._apply) for _ in range(self.at_once)]

    def __enter__(self) -> Self:
        for person in self._people:
            person.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        for person in self._people:
            person.join()

    @property
    def thanked(self) -> list[Try]:
        """Those who were thanked so far."""
        return [one for one in list(self.tries) if one.thanked]

    @property
    def turned_away(self) -> list[Try]:
        """Those who were told that it did not work."""
        return [one for one in list(self.tries) if not one.thanked]

    def _next(self) -> int:
        with self._lock:
            self._number += 1
            return self._number

    def _apply(self) -> None:
        while not self._over.is_set():
            number = self._next()
            name = f"Person {number}"
            cv = _papers(number)
            visitor = self.house.visitor(f"198.51.{number // 250}.{number % 250}")
            try:
                page = fill_in(visitor, name, cv=("cv.txt", cv))
                told = (page.status, page.words)
            except (OSError, AssertionError) as trouble:
                # The page with the form did not come either: a browser says so in its own words.
                told = (0, f"{trouble}")
            self.tries.append(Try(name, cv, *told, time.monotonic()))


def _papers(number: int) -> bytes:
    chance = random.Random(number)  # noqa: S311  papers, not secrets
    return "".join(chance.choices(LETTERS, k=chance.randint(2_000, 90_000))).encode()


def lost(house: House, crowd: Crowd) -> list[str]:
    """Who was thanked and is not there exactly once, with their file byte for byte (INV-1)."""
    missing = []
    for one in crowd.thanked:
        found = kept(house, address_of(one.name))
        if [(each.name, each.file, each.promises) for each in found] != [(one.name, one.cv, 1)]:
            missing.append(one.name)
    return missing
