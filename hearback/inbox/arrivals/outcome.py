"""What can become of something that came in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from uuid import UUID

    from hearback.channels.models import ArrivalState


@dataclass(frozen=True)
class Sorted:
    """What became of an arrival: its state, the conversation it joined, and why, in few words."""

    state: ArrivalState
    thread: UUID | None = None
    why: str = ""
