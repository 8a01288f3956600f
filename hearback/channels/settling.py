"""What follows on the sending of messages: consequences drawn once, the lost ones found."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from hearback.channels import hooks
from hearback.channels.models import Message, MessageState, WhenInDoubt

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

CHUNK = 100
DEATHS = 3


def settle(messages: Sequence[Message], *, now: datetime) -> None:
    """Draw the consequences of accepted messages, once: promises kept, answers given.

    Reads the rows again, because a worker that was frozen may hold messages that are no longer its.
    """
    if not messages:
        return
    with transaction.atomic():
        mine = Message.objects.select_for_update().filter(
            pk__in=[message.pk for message in messages],
            state=MessageState.ACCEPTED,
            settled_at=None,
        )
        accepted = list(mine.order_by("pk").defer("text", "html", "calendar"))
        hooks.settle_accepted(accepted, now=now)
        Message.objects.filter(pk__in=[message.pk for message in accepted]).update(settled_at=now)


def settle_what_is_left(*, now: datetime) -> None:
    """Settle messages whose worker died after the relay had accepted them."""
    left = Message.objects.filter(
        state=MessageState.ACCEPTED, settled_at=None, accepted_at__lte=now - timedelta(seconds=30)
    )
    while chunk := list(left.order_by("accepted_at")[:CHUNK]):
        settle(chunk, now=now)


def rescue(*, now: datetime) -> None:
    """Decide about messages whose worker died, or lost the relay, between handing over and outcome.

    Nobody knows whether they arrived. A receipt goes again with the same Message-ID; an answer
    waits for a person; three deaths park a message whatever it is.
    """
    lost = Message.objects.filter(state=MessageState.AT_RELAY, lease_until__lte=now)
    for message in lost.order_by("pk"):
        _rescue_one(message, now=now)


@transaction.atomic
def _rescue_one(message: Message, *, now: datetime) -> None:
    again = message.when_in_doubt == WhenInDoubt.SEND_AGAIN and message.deaths + 1 < DEATHS
    state = MessageState.QUEUED if again else MessageState.IN_DOUBT
    changed = Message.objects.filter(
        pk=message.pk, state=MessageState.AT_RELAY, lease_token=message.lease_token
    ).update(state=state, deaths=message.deaths + 1, lease_token=None, lease_until=None)
    if changed and not again:
        hooks.settle_undelivered([message], now=now)
