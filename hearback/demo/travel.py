"""Passing time: from one moment at which something is due to the next, and nothing skipped."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import connection

from hearback.ledger.actions import sweep
from hearback.ledger.actions.sweep import Swept
from hearback.relations.actions import tend_referrals
from hearback.surveys.actions import ask_what_is_due

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    # Sends what is due at a moment; returns how many letters left.
    Send = Callable[[datetime], int]

_NEXT = """
SELECT least(
    (SELECT min(send_after) FROM channels_message
      WHERE state = 'queued' AND send_after > %(since)s),
    (SELECT min(next_at) FROM ledger_promise WHERE state = 'open' AND next_at > %(since)s),
    (SELECT min(next_at) FROM relations_referral WHERE next_at > %(since)s))
"""
_DUE = """
SELECT EXISTS (SELECT 1 FROM channels_message WHERE state = 'queued' AND send_after <= %(now)s),
       EXISTS (SELECT 1 FROM ledger_promise WHERE state = 'open' AND next_at <= %(now)s),
       EXISTS (SELECT 1 FROM relations_referral WHERE next_at <= %(now)s),
       EXISTS (SELECT 1 FROM surveys_asking
                WHERE asked_at IS NULL AND dropped = '' AND due_at <= %(now)s)
"""
# A promise breaks after its moment, not at it: everything is looked at a second later.
BREATH = timedelta(seconds=1)
# Letters bring promises and promises letters; nothing real takes more rounds than this at once.
ROUNDS = 20


def next_moment(since: datetime) -> datetime | None:
    """The first moment after `since` at which a letter leaves, or a promise or referral is due."""
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, {"since": since})
        found: datetime | None = cursor.fetchone()[0]
    return found


def tend(now: datetime, *, send: Send) -> None:
    """Send what is due and take the steps of promises that are due, until nothing more moves."""
    for _round in range(ROUNDS):
        letters, promises, referrals, surveys = _due(now)
        asked = ask_what_is_due(clock=lambda: now) if surveys else 0
        told = tend_referrals(now=now) if referrals else 0
        sent = send(now) if letters else 0
        swept = sweep(now=now) if promises else Swept()
        if not (sent or told or asked or swept.moved):
            return


def _due(now: datetime) -> tuple[bool, bool, bool, bool]:
    """Whether letters, promises, referrals and people to be asked how it was are due."""
    with connection.cursor() as cursor:
        cursor.execute(_DUE, {"now": now})
        letters, promises, referrals, surveys = cursor.fetchone()
    return letters, promises, referrals, surveys


def pass_time(
    *,
    since: datetime,
    until: datetime,
    send: Send,
    arrive: Callable[[datetime], None] = lambda _moment: None,
) -> None:
    """Tend everything that falls due after `since` up to `until`, each at its own moment.

    `arrive` is told each moment before it is tended, so that a clock can be moved along.
    """
    reached = since
    while (moment := next_moment(reached)) is not None and moment + BREATH <= until:
        reached = moment + BREATH
        arrive(reached)
        tend(reached, send=send)
