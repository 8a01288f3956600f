"""What can become of something that came in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from uuid import UUID

    from hearback.accounts.models import Member
    from hearback.channels.models import ArrivalState
    from hearback.pipeline.models import Conversation


@dataclass(frozen=True)
class Sorted:
    """What became of an arrival: its state, the conversation it joined, and why, in few words."""

    state: ArrivalState
    thread: UUID | None = None
    why: str = ""


@dataclass(frozen=True, kw_only=True)
class Heeded:
    """What was made of a calendar's answer that came by mail, and why, in few words.

    `words` are what is left for a person to read, none when the answer was all there was. They
    belong to `conversation`, as its candidate's or as a note of the colleague `by`; without one
    they are sorted like those of any mail. `awaits` says that somebody waits for our answer.
    """

    why: str
    words: str = ""
    conversation: Conversation | None = None
    by: Member | None = None
    awaits: bool = False
