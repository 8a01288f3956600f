"""Two sides of a meeting: who is there, who is late, who has waited alone for too long."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

# Whoever comes within these is on time.
ON_TIME = timedelta(minutes=2)
ALONE = timedelta(minutes=5)
# From when somebody can say that they are here, and until when a meeting is looked after.
OPENS = timedelta(hours=3)
GOES_ON = timedelta(minutes=30)
MINUTE = timedelta(minutes=1)


class Standing(StrEnum):
    """How one side stands."""

    AWAITED = "awaited"
    LATE_SOON = "late_soon"
    HERE = "here"
    LATE = "late"
    MISSING = "missing"


@dataclass(frozen=True)
class Side:
    """What one side said: when they came, until when they are late, when they said to be alone.

    None for what they did not say.
    """

    here_at: datetime | None = None
    late_until: datetime | None = None
    alone_at: datetime | None = None


def opens_at(begins_at: datetime) -> datetime:
    """From when somebody can say that they are here."""
    return begins_at - OPENS


def minutes_late(begins_at: datetime, here_at: datetime) -> int:
    """How late somebody came, in whole minutes begun; 0 for on time."""
    late = here_at - begins_at
    return 0 if late <= ON_TIME else -(-late // MINUTE)


def standing(side: Side, begins_at: datetime, now: datetime) -> Standing:
    """How one side stands by now."""
    if side.here_at is not None:
        return Standing.LATE if minutes_late(begins_at, side.here_at) else Standing.HERE
    if side.late_until is not None and now < side.late_until:
        return Standing.LATE_SOON
    return Standing.AWAITED if now <= begins_at + ON_TIME else Standing.MISSING


def alarm_at(waits: Side, missing: Side, begins_at: datetime) -> datetime | None:
    """When it is told that `waits` is alone; None while nobody waits, or nobody is missing.

    Five minutes after the beginning, or after whoever waits came, or after the other side said it
    would be there; at once when they say after the beginning that nobody is there.
    """
    if waits.here_at is None or missing.here_at is not None:
        return None
    if waits.alone_at is not None and waits.alone_at >= begins_at:
        return waits.alone_at
    since = [begins_at, waits.here_at, *([missing.late_until] if missing.late_until else [])]
    return max(since) + ALONE
