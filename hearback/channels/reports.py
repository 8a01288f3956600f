"""What is reported about a message after it left: it arrived, or it came back.

Reports come late, twice and in any order, from a provider's webhook or from a mail server's notice.
A message only moves forward: arrived, then perhaps came back, never the other way.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q

from hearback.channels import hooks
from hearback.channels.models import Channel, Message, MessageState
from hearback.rules.text import one_line

if TYPE_CHECKING:
    from datetime import datetime

REASON_LIMIT = 280
# Clocks differ. A message sent a second time is sent by a person, who takes longer than this.
SKEW = timedelta(minutes=5)
# Twilio's numbers of errors: no such number, a landline, no mobile network.
GONE_NUMBERS = frozenset({"30005", "30006", "21211", "21614"})

# Handed over as far as we know or fear: a report about it shows that it was.
_HANDED_OVER = Q(state__in=[MessageState.AT_RELAY, MessageState.IN_DOUBT]) | Q(
    state=MessageState.QUEUED, deaths__gt=0
)
_LEFT = Q(state=MessageState.ACCEPTED) | _HANDED_OVER


@transaction.atomic
def delivered(message: Message, *, at: datetime, now: datetime) -> bool:
    """The provider says that a message arrived at `at` (aware); True when that was news.

    It ends any doubt about whether it left. What came back stays that: a person looks at it.
    """
    held = Message.objects.select_for_update().filter(_LEFT, pk=message.pk).first()
    if held is None or held.delivered_at is not None or _is_stale(held, at):
        return False
    _count_as_accepted(held, now=now)
    Message.objects.filter(pk=held.pk).update(delivered_at=at)
    return True


@transaction.atomic
def returned(
    message: Message,
    *,
    reason: str,
    permanent: bool,
    now: datetime,
    at: datetime | None = None,
) -> bool:
    """A message came back for good; True when that was news, and its consequences were drawn.

    `permanent` says that nothing will ever arrive at its address; otherwise it was only this
    message, at this time (a full letter box, a phone switched off for days). What is merely
    delayed has not come back: do not call this. `at` (aware) is when it is said to have happened;
    a report older than the latest sending of the message is about an earlier one and ignored.
    """
    held = Message.objects.select_for_update().filter(_LEFT, pk=message.pk).first()
    if held is None or _is_stale(held, at or now):
        return False
    _count_as_accepted(held, now=now)
    held.state = MessageState.RETURNED
    held.returned_at, held.address_is_bad = now, permanent
    held.trouble = one_line(reason, REASON_LIMIT)
    held.save(update_fields=["state", "returned_at", "address_is_bad", "trouble"])
    hooks.settle_returned([held], now=now)
    return True


def _is_stale(message: Message, at: datetime) -> bool:
    return message.accepted_at is not None and at < message.accepted_at - SKEW


def _count_as_accepted(message: Message, *, now: datetime) -> None:
    """Whoever carried it took it, whether or not our own worker lived to write that down."""
    if message.settled_at is not None:
        return
    message.state, message.accepted_at = MessageState.ACCEPTED, message.accepted_at or now
    message.settled_at, message.trouble = now, ""
    message.lease_token = message.lease_until = None
    message.save()
    hooks.settle_accepted([message], now=now)


def report_of_text(message: Message, *, key: str, status: str, error: str, now: datetime) -> bool:
    """What a gateway says became of a text; True when that was news.

    `key` is the gateway's name for the sending it speaks of: one sent again has a new one, and news
    of the old one is ignored. A text that arrived cannot come back later.
    """
    message.refresh_from_db()
    if message.channel != Channel.SMS or (message.provider_key and message.provider_key != key):
        return False
    if status == "delivered":
        return delivered(message, at=now, now=now)
    if status in {"undelivered", "failed"} and message.delivered_at is None:
        reason = f"The network did not deliver it (error {error or 'unknown'})."
        return returned(message, reason=reason, permanent=error in GONE_NUMBERS, now=now)
    return False
