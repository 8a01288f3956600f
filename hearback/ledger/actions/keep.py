"""Keeping promises: only something that reached the promisee counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection, transaction

from hearback.kit.errors import Refused
from hearback.ledger import kinds
from hearback.ledger.actions.lock import lock_application, lock_conversation
from hearback.ledger.actions.record import Line, record, record_many
from hearback.ledger.models import Promise, PromiseState
from hearback.rules import promises as rules

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from hearback.accounts.models import Member
    from hearback.channels.models import Message

_KIND_OF_STATE = {
    PromiseState.KEPT: kinds.PROMISE_KEPT,
    PromiseState.KEPT_LATE: kinds.PROMISE_KEPT_LATE,
    PromiseState.RENEGOTIATED: kinds.PROMISE_MOVED,
    PromiseState.BROKEN: kinds.PROMISE_BROKEN,
}

# One statement for any number of letters, because a batch settles hundreds at a time. The verdicts
# are those of rules.promises.verdict and rules.promises.may_renegotiate.
_KEEP = """
UPDATE ledger_promise p
   SET state = CASE WHEN m.accepted_at <= p.due_at THEN 'kept' ELSE 'kept_late' END,
       closed_at = m.accepted_at,
       evidence = 'message ' || m.public_id
  FROM channels_message m
 WHERE m.id = p.kept_by_id AND m.id = ANY(%s) AND p.state = 'open'
RETURNING p.id, p.state, p.application_id, p.opening_id, p.words
"""
_MOVE = """
UPDATE ledger_promise p
   SET state = CASE WHEN m.accepted_at <= p.due_at THEN 'renegotiated' ELSE 'broken' END,
       closed_at = m.accepted_at
  FROM ledger_promise n JOIN channels_message m ON m.id = n.told_by_id
 WHERE n.follows_id = p.id AND m.id = ANY(%s) AND p.state = 'open'
RETURNING p.id, p.state, p.application_id, p.opening_id, p.words
"""


@transaction.atomic
def keep(
    *, promise: Promise, evidence: str, at: datetime, by: Member | None, now: datetime
) -> Promise:
    """Close a promise as kept by what reached the promisee at `at`, on time or late.

    Raises Refused when it is not open any more or no evidence is given.
    """
    if not evidence.strip():
        raise Refused("Say what reached the person and when: a promise is kept by evidence only.")
    lock_application(promise.application_id)
    lock_conversation(promise.conversation_id)
    promise = Promise.objects.select_for_update(of=["self"]).get(pk=promise.pk)
    if promise.state != PromiseState.OPEN:
        raise Refused("This promise is closed already.")
    promise.state = PromiseState(rules.verdict(promise.due_at, at).value)
    promise.closed_at = at
    promise.evidence = evidence
    promise.save(update_fields=["state", "closed_at", "evidence"])
    record(
        _KIND_OF_STATE[promise.state],
        by=by,
        now=now,
        application=promise.application,
        opening=promise.opening,
        payload={"promise": promise.pk, "words": promise.words},
    )
    return promise


@transaction.atomic
def settle_accepted(messages: Sequence[Message], *, now: datetime) -> None:
    """Keep or move every promise whose letter the relay has accepted.

    A letter that keeps a promise closes it as kept or kept late. A letter that told of a new date
    closes the old promise as moved, or as broken when it was told after the old moment.
    """
    ids = [message.pk for message in messages]
    lines: list[Line] = []
    with connection.cursor() as cursor:
        for statement in (_KEEP, _MOVE):
            cursor.execute(statement, [ids])
            lines += [
                Line(
                    kind=_KIND_OF_STATE[PromiseState(state)],
                    application_id=application,
                    opening_id=opening,
                    payload={"promise": pk, "words": words},
                )
                for pk, state, application, opening, words in cursor.fetchall()
            ]
    record_many(lines, by=None, now=now)
