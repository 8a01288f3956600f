"""What the end of an application does to its interviews and to what was said of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hearback.interviews.asked.actions import release_opinions
from hearback.interviews.booking.actions import call_off_all

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.ledger.models import Entry


def end_interviews(entry: Entry, *, now: datetime) -> None:
    """Follows the entry that says how an application ended."""
    call_off_all(entry, now=now)
    release_opinions(entry, now=now)
