"""Finds the message that a report from outside is about."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from hearback.channels.models import Channel, Message, MessageState

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime
    from uuid import UUID

# Mail servers try for five days before they give a letter back.
LATEST_NEWS = timedelta(days=6)


def message_of(public_id: UUID) -> Message | None:
    """The message with this public id, if there is one."""
    return Message.objects.filter(public_id=public_id).first()


def letter_reported(*, message_id: str, to_address: str, now: datetime) -> Message | None:
    """The letter a mail provider speaks of.

    By its Message-ID where the provider keeps that; else the one letter that went to this address
    in the last days. With several of them nobody can tell which, and it is none.
    """
    number = f"<{message_id.strip().strip('<>')}>"
    found = Message.objects.filter(message_id=number).first()
    if found is not None or not to_address:
        return found
    lately = Message.objects.filter(
        to_address__iexact=to_address,
        channel=Channel.EMAIL,
        state__in=[MessageState.ACCEPTED, MessageState.IN_DOUBT],
        created_at__gt=now - LATEST_NEWS,
    )
    few = list(lately[:2])
    return few[0] if len(few) == 1 else None


def coming_back(addresses: Collection[str]) -> set[str]:
    """Those of these mail addresses from which a letter came back for good, and still lies here."""
    gone = Message.objects.filter(
        state=MessageState.RETURNED, address_is_bad=True, channel=Channel.EMAIL
    )
    return set(gone.filter(to_address__in=addresses).values_list("to_address", flat=True))
