"""Turns at one kind of work: few threads of a process at a time, and no bell goes unheard."""

from __future__ import annotations

from threading import Event, Semaphore
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class Turns:
    """At most `at_once` threads of this process do this work at a time.

    More of them would wait for each other between any two questions to the database, and all would
    be slower. Whoever comes while every turn is taken leaves at once, and is heard by one of those
    at work before they leave.
    """

    def __init__(self, at_once: int) -> None:
        self._free = Semaphore(at_once)
        self._rung = Event()

    def take(self, work: Callable[[], object]) -> None:
        """Do the work, or leave it to those at it; what it raises is raised."""
        self._rung.set()
        while self._rung.is_set() and self._free.acquire(blocking=False):
            try:
                self._rung.clear()
                work()
            finally:
                self._free.release()
