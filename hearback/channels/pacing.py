"""When a way out may be used: its pace, its rest, and what is wrong with it."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Q

from hearback.channels.models import Message, MessageState, Outbox

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from hearback.channels.carriers import CarrierDown, Way

log = logging.getLogger(__name__)

# Picked up but not begun: short, so that a receipt still leaves within its minute when the worker
# that held it, or the database, died. Taking one up twice does no harm: one start gets through.
PICKED_UP = timedelta(seconds=30)
PAUSE = timedelta(seconds=30)


def may_begin(way: Way, now: datetime) -> bool:
    """Whether this process has the turn: by a way with a pace, only one has it at a time."""
    if not way.pace:
        return True
    due = Message.objects.filter(
        state=MessageState.QUEUED, channel=way.channel, send_after__lte=now
    )
    if not due.exists():
        return False
    Outbox.objects.get_or_create(id=way.box)
    free = Q(try_after=None) | Q(try_after__lte=now)
    return bool(Outbox.objects.filter(free, id=way.box).update(try_after=now + PICKED_UP))


def rest(way: Way, sent: Sequence[Message], *, now: datetime) -> None:
    """Let the carrier digest what it took, at the pace it can send."""
    parts = sum(way.parts(message) for message in sent)
    Outbox.objects.filter(id=way.box).update(try_after=now + timedelta(seconds=parts / way.pace))


def note_trouble(way: Way, down: CarrierDown, *, now: datetime) -> None:
    """The carrier is down: write down why, and try again after the pause it asked for."""
    box, _ = Outbox.objects.get_or_create(id=way.box)
    box.relay_down_since = box.relay_down_since or now
    box.relay_trouble = str(down)
    box.try_after = now + max(PAUSE, timedelta(seconds=down.pause))
    box.save(update_fields=["relay_down_since", "relay_trouble", "try_after"])
    log.warning("carrier_down", extra={"channel": way.channel.value, "trouble": str(down)})


def note_well(way: Way) -> None:
    """It takes messages: whatever was wrong is over."""
    Outbox.objects.filter(id=way.box, relay_down_since__isnull=False).update(
        relay_down_since=None, relay_trouble=""
    )
