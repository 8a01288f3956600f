"""The calendar part of a letter about an interview, as fields of its envelope."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.interviews.models import Interview, Panelist


def request(interview: Interview, *, to: Panelist | None, now: datetime) -> dict[str, Any]:
    """Asks the reader's calendar to hold it; `to` is None for the candidate."""
    del interview, to, now
    return {}


def cancel(interview: Interview, *, to: Panelist | None, now: datetime) -> dict[str, Any]:
    """Asks the reader's calendar to let it go."""
    del interview, to, now
    return {}
