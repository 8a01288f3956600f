"""Promises that a letter on its way will keep: decided, so nobody is reminded, but not kept yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection, transaction
from django.db.models import Q

from hearback.channels.models import Message, MessageState
from hearback.ledger import kinds
from hearback.ledger.actions.record import Line, record_many

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from hearback.accounts.models import Member
    from hearback.ledger.models import Promise

# The sweep looks again only when the promise breaks: reminding of what is decided is noise.
_AWAIT = """
UPDATE ledger_promise p SET kept_by_id = l.message, next_at = p.due_at
  FROM unnest(%s::bigint[], %s::bigint[]) AS l(promise, message)
 WHERE p.id = l.promise AND p.state = 'open'
"""
_FORGET = """
UPDATE ledger_promise
   SET kept_by_id = NULL,
       next_at = CASE ladder_step WHEN 0 THEN remind_at WHEN 1 THEN escalate_at ELSE due_at END
 WHERE kept_by_id = ANY(%s) AND state = 'open'
"""
_RELEASE = """
UPDATE ledger_promise p SET state = 'released', closed_at = %s, reason = %s
 WHERE p.told_by_id = ANY(%s) AND p.state = 'open'
   AND EXISTS (SELECT 1 FROM ledger_promise o
                WHERE o.application_id = p.application_id AND o.state = 'open'
                  AND o.promisee = 'candidate' AND o.conversation_id IS NULL
                  AND o.told_by_id IS DISTINCT FROM p.told_by_id)
RETURNING id, application_id, opening_id, words
"""


def await_letters(kept_by: Mapping[int, int]) -> None:
    """Note for each open promise (id) the letter (message id) that keeps it once it is accepted.

    Until then the promise stays open; if the letter comes too late it breaks like any other.
    """
    with connection.cursor() as cursor:
        cursor.execute(_AWAIT, [list(kept_by), list(kept_by.values())])


def is_in_hands(promise: Promise) -> bool:
    """Whether a letter that keeps or moves it is with the relay, or was taken and is not settled.

    Then it is not broken yet: when it left, once that is written down, says what became of it.
    """
    its = Message.objects.filter(Q(promises_kept=promise) | Q(promises_told__follows=promise))
    leaving = Q(state=MessageState.AT_RELAY) | Q(state=MessageState.ACCEPTED, settled_at=None)
    return its.filter(leaving).exists()


def forget_letters(message_ids: Sequence[int]) -> None:
    """These letters will not come: their promises are open, and reminded of, as before."""
    with connection.cursor() as cursor:
        cursor.execute(_FORGET, [list(message_ids)])


@transaction.atomic
def release_untold(
    message_ids: Sequence[int], *, reason: str, by: Member | None, now: datetime
) -> None:
    """Release the open promises that only these letters, taken back by now, would have told of.

    The last open promise to somebody is left alone, told or not: nobody falls into a black hole.
    """
    with connection.cursor() as cursor:
        cursor.execute(_RELEASE, [now, reason, list(message_ids)])
        lines = [
            Line(
                kind=kinds.PROMISE_RELEASED,
                application_id=application,
                opening_id=opening,
                payload={"promise": pk, "words": words, "reason": reason},
            )
            for pk, application, opening, words in cursor.fetchall()
        ]
    record_many(lines, by=by, now=now)
