"""A time to meet, as it is booked: from when to when, who sits in which part, in which room."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True)
class Part:
    """One part of it; `session`, `members` and `room` are keys of rows."""

    session: int
    begins_at: datetime
    ends_at: datetime
    members: tuple[int, ...]
    room: int | None = None


@dataclass(frozen=True)
class Slot:
    """A whole visit; its moments are aware."""

    begins_at: datetime
    ends_at: datetime
    parts: tuple[Part, ...]
