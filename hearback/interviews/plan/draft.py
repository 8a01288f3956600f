"""What a round of interviews says, as plain values between the form and the act that stores it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from hearback.accounts.models import Member
from hearback.interviews.models import Room, Round, RoundKind
from hearback.pipeline.models import Criterion

# Columns of a round anybody may write, whatever its kind.
ALWAYS = ("name", "kind", "same_day", "notice_hours", "days_ahead", "buffer_minutes", "moves")
IN_PERSON_ONLY = ("place", "travel_minutes", "how_to_get_in", "bring", "dress", "expenses")
VIDEO_ONLY = ("link",)
COLUMNS = (*ALWAYS, *IN_PERSON_ONLY, *VIDEO_ONLY)


@dataclass(frozen=True, kw_only=True)
class PartDraft:
    """One part as typed; `pk` is that of the part it replaces, None for a new one.

    `needed` is how many of `people` take part, 0 for all of them.
    """

    topic: str
    minutes: int
    break_after: int = 0
    needed: int = 0
    people: tuple[Member, ...] = ()
    covers: tuple[Criterion, ...] = ()
    pk: int | None = None


@dataclass(frozen=True, kw_only=True)
class RoundDraft:
    """A whole round. `fields` are columns of the round by name; what is left out stays."""

    fields: Mapping[str, Any]
    rooms: tuple[Room, ...] = ()
    parts: tuple[PartDraft, ...] = field(default=())


def columns_of(kind: str) -> tuple[str, ...]:
    """Which columns say anything about a round of this kind: nobody drives to a call."""
    if Round(kind=kind).is_in_person:
        return (*ALWAYS, *IN_PERSON_ONLY)
    return (*ALWAYS, *VIDEO_ONLY) if kind == RoundKind.VIDEO else ALWAYS
