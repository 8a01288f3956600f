"""Sending what is due: lease, check, hand over one at a time, write down the outcome, settle."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

from django.conf import settings
from django.db import connection, transaction

from hearback.channels import hooks
from hearback.channels.actions import ring
from hearback.channels.models import Channel, Message, MessageState, Outbox, WhenInDoubt
from hearback.channels.relay import Outcome, Relay, RelayDown, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime
    from uuid import UUID

log = logging.getLogger(__name__)

LEASE = timedelta(seconds=90)
# Picked up but not begun: short, so that a receipt still leaves within its minute when the worker
# that held it, or the database, died. Taking one up twice does no harm: `_start` lets one through.
PICKED_UP = timedelta(seconds=30)
CHUNK = 100
TURN = timedelta(seconds=20)
# Tries after 1, 5 and 15 minutes, then every 30: together the five days of RFC 5321 4.5.4.1.
WAITS = (1, 5, 15)
LAST_WAIT = 30
MOST_TRIES = 243
RELAY_PAUSE = timedelta(seconds=30)
DEATHS = 3

_CLAIM = """
UPDATE channels_message SET lease_token = %(token)s, lease_until = %(until)s
 WHERE id IN (
    SELECT id FROM channels_message
     WHERE state = 'queued' AND channel = 'email' AND send_after <= %(now)s
       AND (lease_until IS NULL OR lease_until < %(now)s)
     ORDER BY urgency, send_after
     LIMIT %(limit)s
       FOR UPDATE SKIP LOCKED)
RETURNING id
"""
# Writing down one outcome and starting the next is one statement and so one flush to disk. With no
# message to finish, `finish` is NULL and matches nothing.
_FINISH_AND_START = """
WITH finished AS (
    UPDATE channels_message
       SET state = 'accepted', accepted_at = %(at)s, trouble = '', lease_token = NULL,
           lease_until = NULL
     WHERE id = %(finish)s AND lease_token = %(token)s AND state = 'at_relay')
UPDATE channels_message
   SET state = 'at_relay', attempts = attempts + 1, lease_until = %(until)s
 WHERE id = %(start)s AND lease_token = %(token)s AND state = 'queued'
RETURNING id
"""


def send_due(*, clock: Callable[[], datetime]) -> int:
    """Send everything that is due now; returns how many messages the relay accepted.

    `clock` tells the moment (aware UTC) of each hand-over. Any number of processes may do this at
    once: a message is leased to one of them, and a fencing token keeps a frozen one from writing
    down an outcome after its lease was given to another. After a turn it rings the bell for what
    is left and returns: thousands of letters must not keep a worker from reminding of promises.
    """
    settle_what_is_left(now=clock())
    address = settings.HEARBACK_RELAY
    box = Outbox.objects.filter(id=1).first() or Outbox()
    if address is None or box.held_since is not None:
        _hold_what_is_due(now=clock())
        return 0
    if box.try_after is not None and box.try_after > clock():
        return 0
    accepted, until = 0, clock() + TURN
    with Relay(address) as relay:
        while leased := _claim(uuid4(), now=clock()):
            going = _without_stopped(leased, now=clock())
            sent, relay_up = _send_chunk(relay, going, clock=clock)
            accepted += sent
            if not relay_up:
                break
            if clock() > until:
                ring()
                break
    return accepted


def _hold_what_is_due(*, now: datetime) -> None:
    """Lay due messages aside, readable in the desk, until a person releases them."""
    due = Message.objects.filter(
        state=MessageState.QUEUED, channel=Channel.EMAIL, send_after__lte=now
    )
    due.update(state=MessageState.HELD, lease_token=None, lease_until=None)


def _claim(token: UUID, *, now: datetime) -> list[Message]:
    """Lease the next due messages, in order of urgency."""
    with connection.cursor() as cursor:
        cursor.execute(
            _CLAIM, {"token": token, "until": now + PICKED_UP, "now": now, "limit": CHUNK}
        )
        ids = [row[0] for row in cursor.fetchall()]
    return list(Message.objects.filter(pk__in=ids).order_by("urgency", "send_after"))


def _without_stopped(messages: Sequence[Message], *, now: datetime) -> list[Message]:
    """Stop those that must not leave any more, because the world changed; return the others."""
    stops = hooks.reasons_to_stop(messages, now=now)
    for message in messages:
        if message.pk in stops:
            _stop(message, stops[message.pk], now=now)
    return [message for message in messages if message.pk not in stops]


@transaction.atomic
def _stop(message: Message, reason: str, *, now: datetime) -> None:
    mine = Message.objects.filter(
        pk=message.pk, lease_token=message.lease_token, state=MessageState.QUEUED
    )
    fields = {"trouble": reason, "lease_token": None, "lease_until": None}
    if mine.update(state=MessageState.STOPPED, **fields):
        hooks.settle_stopped([message], now=now)


def _send_chunk(
    relay: Relay, messages: Sequence[Message], *, clock: Callable[[], datetime]
) -> tuple[int, bool]:
    """Send leased messages in turn; returns how many were accepted and whether the relay is up."""
    sent: list[Message] = []
    last: Message | None = None
    try:
        for message in messages:
            relay.connect()
            if not _start(message, after=last, now=clock()):
                last = None
                continue
            last = None
            verdict = relay.hand_over(message, now=clock())
            if verdict.outcome is Outcome.ACCEPTED:
                message.accepted_at = clock()
                sent.append(message)
                last = message
            else:
                _write_down(message, verdict, now=clock())
    except RelayDown as down:
        _finish(last)
        _give_back(messages, down, now=clock())
        _settle(sent, now=clock())
        return len(sent), False
    _finish(last)
    _settle(sent, now=clock())
    return len(sent), True


def _start(message: Message, *, after: Message | None, now: datetime) -> bool:
    """Mark a message as at the relay, and the one before as accepted, before a byte of it leaves.

    False when it was recalled meanwhile or our lease was given away: then it must not leave.
    """
    values = {
        "start": message.pk,
        "token": message.lease_token,
        "until": now + LEASE,
        "finish": after.pk if after else None,
        "at": after.accepted_at if after else None,
    }
    with connection.cursor() as cursor:
        cursor.execute(_FINISH_AND_START, values)
        return cursor.fetchone() is not None


def _finish(message: Message | None) -> None:
    if message is None:
        return
    Message.objects.filter(
        pk=message.pk, lease_token=message.lease_token, state=MessageState.AT_RELAY
    ).update(
        state=MessageState.ACCEPTED,
        accepted_at=message.accepted_at,
        trouble="",
        lease_token=None,
        lease_until=None,
    )


@transaction.atomic
def _write_down(message: Message, verdict: Verdict, *, now: datetime) -> None:
    """Write down an outcome other than accepted."""
    fields: dict[str, object] = {"trouble": verdict.words, "lease_token": None, "lease_until": None}
    if verdict.outcome is Outcome.LATER and message.attempts + 1 < MOST_TRIES:
        fields |= {"state": MessageState.QUEUED, "send_after": now + wait_after(message.attempts)}
    elif verdict.outcome is Outcome.UNKNOWN:
        fields |= {"lease_token": message.lease_token, "lease_until": now}
    else:
        fields |= {"state": MessageState.FAILED}
    mine = Message.objects.filter(
        pk=message.pk, lease_token=message.lease_token, state=MessageState.AT_RELAY
    )
    if mine.update(**fields) and fields.get("state") == MessageState.FAILED:
        hooks.settle_undelivered([message], now=now)


def wait_after(attempts: int) -> timedelta:
    """How long to wait after having been told `attempts` times before to come later."""
    return timedelta(minutes=WAITS[attempts] if attempts < len(WAITS) else LAST_WAIT)


def _give_back(messages: Sequence[Message], down: RelayDown, *, now: datetime) -> None:
    """The relay is down: none of these left, so they wait, and everything else waits a while."""
    tokens = {message.lease_token for message in messages}
    Message.objects.filter(
        pk__in=[message.pk for message in messages],
        lease_token__in=tokens,
        state__in=[MessageState.QUEUED, MessageState.AT_RELAY],
    ).update(state=MessageState.QUEUED, lease_token=None, lease_until=None)
    outbox, _ = Outbox.objects.get_or_create(id=1)
    outbox.relay_down_since = outbox.relay_down_since or now
    outbox.relay_trouble = str(down)
    outbox.try_after = now + RELAY_PAUSE
    outbox.save()
    log.warning("relay_down", extra={"trouble": str(down)})


def _settle(messages: Sequence[Message], *, now: datetime) -> None:
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
        accepted = list(mine.order_by("pk").defer("text", "html"))
        hooks.settle_accepted(accepted, now=now)
        Message.objects.filter(pk__in=[message.pk for message in accepted]).update(settled_at=now)
    Outbox.objects.filter(id=1, relay_down_since__isnull=False).update(
        relay_down_since=None, relay_trouble="", try_after=None
    )


def settle_what_is_left(*, now: datetime) -> None:
    """Settle messages whose worker died after the relay had accepted them."""
    left = Message.objects.filter(
        state=MessageState.ACCEPTED, settled_at=None, accepted_at__lte=now - timedelta(seconds=30)
    )
    while chunk := list(left.order_by("accepted_at")[:CHUNK]):
        _settle(chunk, now=now)


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
