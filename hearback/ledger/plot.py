"""Holds what `story.py` hands over at start-up: which acts follow which kind of entry."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from hearback.ledger.kinds import Kind
    from hearback.ledger.models import Entry


class Follow(Protocol):
    """An act that follows an entry, in the same transaction; it may refuse and undo the act."""

    def __call__(self, entry: Entry, *, now: datetime) -> object:
        """Do what follows."""
        ...


_follows: dict[str, tuple[Follow, ...]] = {}


def learn(when: Mapping[Kind, Sequence[Follow]]) -> None:
    """Take over the table of `story.py`; called once, when Django is ready."""
    _follows.clear()
    _follows.update({kind.name: tuple(acts) for kind, acts in when.items()})


def follow(entry: Entry, *, now: datetime) -> None:
    """Do what the plot says follows this entry."""
    for act in _follows.get(entry.kind, ()):
        act(entry, now=now)
