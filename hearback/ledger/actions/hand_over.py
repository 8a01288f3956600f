"""Handing promises over: another member owes them, the dates people were told stay."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection, transaction

from hearback.accounts.calendars import calendar_of
from hearback.ledger import kinds
from hearback.ledger.actions.record import Line, record_many
from hearback.ledger.models import Promise
from hearback.rules import promises as rules

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from hearback.accounts.models import Member
    from hearback.ledger.models import Promises

# The ladder begins anew: whoever takes over has not been reminded yet. One statement, because
# somebody who leaves may owe thousands. A promise whose letter is on its way needs no reminder.
_GIVE = """
UPDATE ledger_promise p
   SET owner_id = %s, ladder_step = 0,
       remind_at = ladder.remind_at, escalate_at = ladder.escalate_at,
       next_at = CASE WHEN p.kept_by_id IS NULL AND p.promiser_id IS NULL
                      THEN ladder.remind_at ELSE p.next_at END
  FROM unnest(%s::bigint[], %s::timestamptz[], %s::timestamptz[])
       AS ladder (id, remind_at, escalate_at)
 WHERE p.id = ladder.id
"""


def hand_over(*, promise: Promise, to: Member, by: Member | None, now: datetime) -> None:
    """Let another member own an open promise; its moment stays, its reminders are planned anew."""
    hand_over_many(promises=Promise.objects.filter(pk=promise.pk), to=to, by=by, now=now)


@transaction.atomic
def hand_over_many(*, promises: Promises, to: Member, by: Member | None, now: datetime) -> int:
    """Let another member own all of these that are open; returns how many changed hands.

    Their due moments stay, their reminders are planned anew in the working hours of `to`.
    """
    taken = list(
        promises.open()
        .exclude(owner=to)
        .select_for_update(of=["self"])
        .select_related("owner")
        .order_by("pk")
    )
    if taken:
        _give(taken, to, now=now)
        record_many([_line(promise, to) for promise in taken], by=by, now=now)
    return len(taken)


def _give(taken: Sequence[Promise], to: Member, *, now: datetime) -> None:
    calendar = calendar_of(to, now=now)
    ladders = [
        rules.ladder(min(now, promise.due_at), promise.due_at, calendar) for promise in taken
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            _GIVE,
            [
                to.pk,
                [promise.pk for promise in taken],
                [ladder.remind_at for ladder in ladders],
                [ladder.escalate_at for ladder in ladders],
            ],
        )


def _line(promise: Promise, to: Member) -> Line:
    return Line(
        kind=kinds.PROMISE_HANDED_OVER,
        application_id=promise.application_id,
        opening_id=promise.opening_id,
        payload={
            "promise": promise.pk,
            "words": promise.words,
            "giver": promise.owner.name,
            "taker": to.name,
        },
    )
