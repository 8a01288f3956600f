"""Sending what is due: lease, check, hand over one at a time, write down the outcome."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

from django.db import connection, transaction

from hearback.channels import hooks
from hearback.channels.actions import ring
from hearback.channels.carriers import (
    MAIL_BOX,
    CarrierDown,
    Outcome,
    Verdict,
    Way,
    ways_out,
)
from hearback.channels.models import Channel, Message, MessageState, Outbox
from hearback.channels.numbers import GOODBYE, stop, stopped
from hearback.channels.pacing import PICKED_UP, may_begin, note_trouble, note_well, rest
from hearback.channels.settling import settle, settle_what_is_left
from hearback.channels.waiting import without_waiting

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
    from datetime import datetime
    from uuid import UUID

    from hearback.channels.carriers import Carrier

LEASE = timedelta(seconds=90)
TURN = timedelta(seconds=20)
# Minutes to wait after the first, second and third try, and after any other.
WAITS = (1, 5, 15)
LAST_WAIT = 30
LONGEST_ASIDE = timedelta(minutes=5)

# Materialized: a subquery PostgreSQL chose to ask again would skip what it had just locked, and
# lease more than its limit.
_CLAIM = """
WITH due AS MATERIALIZED (
    SELECT id FROM channels_message
     WHERE state = 'queued' AND channel = %(channel)s AND send_after <= %(now)s
       AND (lease_until IS NULL OR lease_until < %(now)s)
     ORDER BY urgency, send_after
     LIMIT %(limit)s
       FOR UPDATE SKIP LOCKED)
UPDATE channels_message m SET lease_token = %(token)s, lease_until = %(until)s
  FROM due
 WHERE m.id = due.id
RETURNING m.id
"""
# Writing down one outcome and starting the next is one statement and so one flush to disk. With no
# message to finish, `finish` is NULL and matches nothing. Whoever recalls or stops a message takes
# its lease, so the lease says that it is still ours; asked for one state, PostgreSQL would look
# through all that are in it, or were a moment ago, by the index of that state.
_FINISH_AND_START = """
WITH finished AS (
    UPDATE channels_message
       SET state = 'accepted', accepted_at = %(at)s, provider_key = %(key)s, trouble = '',
           lease_token = NULL, lease_until = NULL
     WHERE id = %(finish)s AND lease_token = %(token)s AND state <> 'queued')
UPDATE channels_message
   SET state = 'at_relay', attempts = attempts + 1, lease_until = %(until)s
 WHERE id = %(start)s AND lease_token = %(token)s AND state <> 'at_relay'
RETURNING id
"""


def send_due(*, clock: Callable[[], datetime], ways: Collection[str] = Channel.values) -> int:
    """Send everything that is due now, each by its way; returns how many messages were accepted.

    `clock` tells the moment (aware UTC) of each hand-over, `ways` by which channels to send. Any
    number of processes may do this at once: a message is leased to one of them, and a fencing token
    keeps a frozen one from writing down an outcome after its lease was given to another. After a
    turn it rings the bell for what is left and returns: thousands of letters must not keep a worker
    from reminding of promises.
    """
    settle_what_is_left(now=clock())
    boxes = {box.pk: box for box in Outbox.objects.all()}
    switch = boxes.get(MAIL_BOX, Outbox())
    accepted = 0
    for way in (one for one in ways_out() if one.channel in ways):
        box = boxes.get(way.box, Outbox())
        if way.carrier is None or switch.held_since is not None:
            _hold_what_is_due(way, now=clock())
        elif (box.try_after is None or box.try_after <= clock()) and may_begin(way, clock()):
            accepted += _turn(way, way.carrier, clock=clock)
    return accepted


def _turn(way: Way, open_carrier: Callable[[], Carrier], *, clock: Callable[[], datetime]) -> int:
    """Send what is due by one way until nothing is left or the turn is over."""
    accepted, until = 0, clock() + TURN
    with open_carrier() as carrier:
        while leased := _claim(way, uuid4(), now=clock()):
            going = _without_stopped(leased, now=clock())
            sent, is_up = _send_chunk(way, carrier, going, clock=clock)
            accepted += len(sent)
            if not is_up:
                return accepted
            if way.pace:
                rest(way, sent, now=clock())
                return accepted
            if clock() > until:
                ring(way.channel)
                break
    return accepted


def _hold_what_is_due(way: Way, *, now: datetime) -> None:
    """Lay due messages aside, readable in the desk, until a person releases them."""
    due = Message.objects.filter(
        state=MessageState.QUEUED, channel=way.channel, send_after__lte=now
    )
    due.update(state=MessageState.HELD, lease_token=None, lease_until=None)


def _claim(way: Way, token: UUID, *, now: datetime) -> list[Message]:
    """Lease the next messages due by this way, in order of urgency."""
    asked: dict[str, UUID | datetime] = {"token": token, "until": now + PICKED_UP, "now": now}
    with connection.cursor() as cursor:
        cursor.execute(_CLAIM, {**asked, "limit": way.chunk, "channel": way.channel.value})
        ids = [row[0] for row in cursor.fetchall()]
    return list(Message.objects.filter(pk__in=ids).order_by("urgency", "send_after", "pk"))


def _without_stopped(messages: Sequence[Message], *, now: datetime) -> list[Message]:
    """Stop those that must not leave any more, because the world changed; return the others."""
    stops = hooks.reasons_to_stop(messages, now=now) | _unwanted(messages)
    for message in messages:
        if message.pk in stops:
            _stop(message, stops[message.pk], now=now)
    return without_waiting([one for one in messages if one.pk not in stops], now=now)


@transaction.atomic
def _stop(message: Message, reason: str, *, now: datetime) -> None:
    mine = Message.objects.filter(
        pk=message.pk, lease_token=message.lease_token, state=MessageState.QUEUED
    )
    fields = {"trouble": reason, "lease_token": None, "lease_until": None}
    if mine.update(state=MessageState.STOPPED, **fields):
        hooks.settle_stopped([message], now=now)


def _unwanted(messages: Sequence[Message]) -> dict[int, str]:
    """Texts to numbers that said stop, with why they do not leave; all but the answer to STOP."""
    texts = {message for message in messages if message.channel == Channel.SMS}
    halted = stopped({message.to_address for message in texts}) if texts else set()
    return {
        message.pk: "They told us to stop text messages."
        for message in texts
        if message.to_address in halted and message.purpose != GOODBYE
    }


def _send_chunk(
    way: Way, carrier: Carrier, messages: Sequence[Message], *, clock: Callable[[], datetime]
) -> tuple[list[Message], bool]:
    """Send leased messages in turn; returns those accepted and whether the carrier is up."""
    sent: list[Message] = []
    last: Message | None = None
    trouble: CarrierDown | None = None
    try:
        for message in messages:
            carrier.connect()
            started = _start(message, after=last, now=clock())
            last = None
            if not started:
                continue
            verdict = carrier.hand_over(message, now=clock())
            if verdict.outcome is Outcome.ACCEPTED:
                message.accepted_at, message.provider_key = clock(), verdict.key
                sent.append(message)
                last = message
            else:
                _write_down(way, message, verdict, now=clock())
    except CarrierDown as down:
        trouble = down
    _finish(last)
    if sent:
        note_well(way)
    if trouble:
        _give_back(way, messages, trouble, now=clock())
    settle(sent, now=clock())
    return sent, trouble is None


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
        "key": after.provider_key if after else "",
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
        provider_key=message.provider_key,
        trouble="",
        lease_token=None,
        lease_until=None,
    )


@transaction.atomic
def _write_down(way: Way, message: Message, verdict: Verdict, *, now: datetime) -> None:
    """Write down an outcome other than accepted."""
    if verdict.outcome is Outcome.UNWANTED:
        stop(message.to_address, words=verdict.words, now=now)
    fields = _becomes(way, message, verdict, now=now)
    mine = Message.objects.filter(
        pk=message.pk, lease_token=message.lease_token, state=MessageState.AT_RELAY
    )
    if not mine.update(**fields):
        return
    if verdict.outcome is Outcome.BY_MAIL:
        ring()
    if fields.get("state") == MessageState.FAILED:
        hooks.settle_undelivered([message], now=now)
    elif fields.get("state") == MessageState.STOPPED:
        hooks.settle_stopped([message], now=now)


def _becomes(way: Way, message: Message, verdict: Verdict, *, now: datetime) -> dict[str, object]:
    """What an outcome other than accepted makes of a message."""
    fields: dict[str, object] = {"trouble": verdict.words, "lease_token": None, "lease_until": None}
    if verdict.outcome is Outcome.LATER and message.attempts + 1 < way.most_tries:
        later = now + wait_after(message.attempts)
        return {**fields, "state": MessageState.QUEUED, "send_after": later}
    if verdict.outcome is Outcome.UNKNOWN:
        return {**fields, "lease_token": message.lease_token, "lease_until": now}
    if verdict.outcome is Outcome.BY_MAIL:
        return {**fields, "state": MessageState.QUEUED, "channel": Channel.EMAIL, "attempts": 0}
    halted = verdict.outcome in {Outcome.UNWANTED, Outcome.NEEDLESS}
    return {**fields, "state": MessageState.STOPPED if halted else MessageState.FAILED}


def wait_after(attempts: int) -> timedelta:
    """How long to wait after having been told `attempts` times before to come later."""
    return timedelta(minutes=WAITS[attempts] if attempts < len(WAITS) else LAST_WAIT)


def _give_back(way: Way, messages: Sequence[Message], down: CarrierDown, *, now: datetime) -> None:
    """The carrier is down: none of these left, so they wait, and everything else waits a while.

    The one it broke down at lets the others go first: it may be what the carrier stumbles over.
    """
    mine = Message.objects.filter(
        pk__in=[message.pk for message in messages],
        lease_token__in={message.lease_token for message in messages},
        # One that is at the relay with an outcome nobody knows is not given back.
        lease_until__gt=now,
    )
    free = {"state": MessageState.QUEUED, "lease_token": None, "lease_until": None}
    for message in mine.filter(state=MessageState.AT_RELAY):
        aside = min(wait_after(message.attempts - 1), LONGEST_ASIDE)
        mine.filter(pk=message.pk).update(**free, send_after=now + aside)
    mine.filter(state=MessageState.QUEUED).update(**free)
    note_trouble(way, down, now=now)
