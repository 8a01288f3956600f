"""The demo's relay of the past: writes down what a mail server would have made of each letter.

Nothing leaves the machine here. Moments of the past cannot be sent through a real relay, so this is
the one place of the demo that sets the state of a message itself, exactly as `channels.outbox` does
after the relay's answer, and then lets the house draw its consequences.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F

from hearback.channels import hooks, settling
from hearback.channels.models import Message, MessageState
from hearback.channels.relay import on_the_wire
from hearback.demo.letters import folder
from hearback.demo.mailbox import put

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from django.db.models import QuerySet

HANDING_OVER = timedelta(seconds=2)
UNKNOWN_MAILBOX = "550 5.1.1 No mailbox of this name here"


def _all_well(_message: Message) -> str:
    """No mishap."""
    return ""


class Post:
    """Delivers letters at moments of the past and keeps a copy of each for the mailbox.

    `mishap` tells of a letter whether it was "refused" for good or "lost" between handing over and
    answer; anything else arrives.
    """

    def __init__(self) -> None:
        self.mishap: Callable[[Message], str] = _all_well
        self._copies: list[tuple[datetime, bytes]] = []

    def deliver_due(self, now: datetime) -> int:
        """Deliver every letter that is due; returns how many changed their state."""
        due = list(
            Message.objects.filter(state=MessageState.QUEUED, send_after__lte=now).order_by(
                "urgency", "send_after", "pk"
            )
        )
        if due:
            self._deliver(due, now)
        return len(due)

    def _deliver(self, due: Sequence[Message], now: datetime) -> None:
        stops = hooks.reasons_to_stop(due, now=now)
        going: dict[str, list[Message]] = {"": [], "refused": [], "lost": []}
        for message in due:
            if message.pk in stops:
                stop(message, stops[message.pk], at=now)
            else:
                going[self.mishap(message)].append(message)
        for message in going["refused"]:
            refuse(message, at=now)
        for message in going["lost"]:
            lose(message, at=now)
        at = now + HANDING_OVER
        self._copies += [(at, on_the_wire(one, now=at)) for one in deliver(going[""], at=at)]

    def put_away(self) -> None:
        """Put the copies into the demo's mailbox, where its catcher keeps what comes later."""
        copies, self._copies = self._copies, []
        for at, content in copies:
            put(folder(), content, at=at)


@transaction.atomic
def deliver(messages: Sequence[Message], *, at: datetime) -> list[Message]:
    """The relay accepted these at `at` (aware): promises are kept and answers given.

    Returns those that were still waiting to leave; one that a worker has taken is left to it.
    """
    pks = list(_waiting(messages).select_for_update().order_by("pk").values_list("pk", flat=True))
    Message.objects.filter(pk__in=pks).update(
        state=MessageState.ACCEPTED, accepted_at=at, settled_at=at, attempts=F("attempts") + 1
    )
    mine = [message for message in messages if message.pk in pks]
    for message in mine:
        message.state, message.accepted_at, message.settled_at = MessageState.ACCEPTED, at, at
    if mine:
        hooks.settle_accepted(mine, now=at)
    return mine


@transaction.atomic
def refuse(message: Message, *, at: datetime) -> None:
    """The relay refused this for good: nobody has this address."""
    message.state, message.trouble = MessageState.FAILED, UNKNOWN_MAILBOX
    if _waiting([message]).update(state=message.state, trouble=message.trouble, attempts=1):
        hooks.settle_undelivered([message], now=at)


def lose(message: Message, *, at: datetime) -> None:
    """The worker died between handing over and the relay's answer; the outbox finds that out."""
    _waiting([message]).update(state=MessageState.AT_RELAY, attempts=1, lease_until=at)
    settling.rescue(now=at)


@transaction.atomic
def stop(message: Message, reason: str, *, at: datetime) -> None:
    """The world changed before this letter left."""
    if _waiting([message]).update(state=MessageState.STOPPED, trouble=reason):
        hooks.settle_stopped([message], now=at)


def _waiting(messages: Sequence[Message]) -> QuerySet[Message]:
    pks = [message.pk for message in messages]
    return Message.objects.filter(pk__in=pks, state=MessageState.QUEUED)
