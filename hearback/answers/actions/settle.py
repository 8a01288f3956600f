"""What follows once answers are in letter boxes: given, moved, ended, set by set for hundreds."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.db import connection, transaction

from hearback.answers import kinds
from hearback.answers.models import AnswerKind, Closing
from hearback.ledger.actions import forget_letters
from hearback.ledger.actions.record import Line, record_many
from hearback.ledger.models import OTHER_DEBTS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from hearback.channels.models import Message
    from hearback.ledger.kinds import Kind

GIVEN: Mapping[str, Kind] = {
    AnswerKind.ONWARD: kinds.ONWARD_GIVEN,
    AnswerKind.HOLD: kinds.HOLD_GIVEN,
    AnswerKind.DECLINE: kinds.DECLINE_GIVEN,
    AnswerKind.HIRE: kinds.HIRE_GIVEN,
}

# Applications are locked first and in order, as by everybody who decides, so that nobody waits for
# each other.
_LOCK = """
SELECT a.id
  FROM answers_answer a JOIN pipeline_application p ON p.id = a.application_id
 WHERE a.message_id = ANY(%s) AND a.state = 'waiting'
 ORDER BY p.id
   FOR NO KEY UPDATE OF p
"""
_GIVE = """
UPDATE answers_answer a SET state = 'given', given_at = m.accepted_at
  FROM channels_message m
 WHERE a.id = ANY(%s) AND a.state = 'waiting' AND m.id = a.message_id
RETURNING a.id, a.kind, a.application_id, a.batch_id
"""
_END = """
UPDATE pipeline_application p
   SET state = CASE a.kind WHEN 'hire' THEN 'hired' ELSE 'declined' END, ended_at = a.given_at
  FROM answers_answer a
 WHERE a.id = ANY(%s) AND a.kind IN ('decline', 'hire')
   AND p.id = a.application_id AND p.state = 'in_progress'
"""
_MOVE = """
UPDATE pipeline_application p SET stage_id = a.stage_after_id, stage_since = a.given_at
  FROM answers_answer a
 WHERE a.id = ANY(%s) AND a.kind = 'onward' AND p.id = a.application_id
   AND p.state = 'in_progress' AND p.stage_id <> a.stage_after_id
"""
# An apology may have made a new promise while the letter waited, or the letter was stuck and sent
# again: it keeps those promises too. A new date keeps only what the law asks for.
_KEEP_LATER_ONES = """
UPDATE ledger_promise p SET kept_by_id = a.message_id
  FROM answers_answer a
 WHERE a.id = ANY(%s) AND (a.kind <> 'hold' OR p.source = 'law')
   AND p.application_id = a.application_id
   AND p.state = 'open' AND p.promisee = 'candidate' AND p.kept_by_id IS NULL
   AND p.id IS DISTINCT FROM a.promise_id
   AND (p.what <> ALL(%s)
        OR p.what = 'call' AND p.conversation_id IS NULL AND a.kind <> 'hire')
"""
_STAGES = """
SELECT a.id, s.name FROM answers_answer a JOIN pipeline_stage s ON s.id = a.stage_after_id
 WHERE a.id = ANY(%s)
"""
_FINISH_BATCHES = """
UPDATE answers_batch b SET state = 'done', done_at = %s
 WHERE b.id = ANY(%s) AND b.state = 'running'
   AND NOT EXISTS (SELECT 1 FROM answers_answer a
                    WHERE a.batch_id = b.id AND a.state IN ('planned', 'waiting'))
RETURNING b.opening_id, b.size
"""


class Given(NamedTuple):
    """One answer that has just reached somebody."""

    answer: int
    kind: str
    application: int
    batch: int | None


@transaction.atomic
def settle_answers(messages: Sequence[Message], *, now: datetime) -> None:
    """Mark the answers these letters carried as given, and do what they said.

    Comes before the ledger keeps the promises, so that an application that ends may do so without
    one. May run again for the same letters: answers that are given already are left alone.
    """
    waiting = _ids(_LOCK, [message.pk for message in messages])
    if not waiting:
        return
    with connection.cursor() as cursor:
        cursor.execute(_GIVE, [waiting])
        given = [Given(*row) for row in cursor.fetchall()]
        ids = [one.answer for one in given]
        cursor.execute(_END, [ids])
        cursor.execute(_MOVE, [ids])
        cursor.execute(_KEEP_LATER_ONES, [ids, list(OTHER_DEBTS)])
        cursor.execute(_STAGES, [ids])
        stages = dict(cursor.fetchall())
    record_many([_line(one, stages) for one in given], by=None, now=now)
    finish_batches({one.batch for one in given if one.batch}, now=now)
    look_at_closings([one.application for one in given])


def _line(one: Given, stages: Mapping[int, str]) -> Line:
    payload: dict[str, object] = {"answer": one.answer}
    if one.answer in stages:
        payload["stage"] = stages[one.answer]
    return Line(kind=GIVEN[one.kind], application_id=one.application, payload=payload)


def finish_batches(batches: set[int], *, now: datetime) -> None:
    """Mark those of these batches (ids) as done in which nobody waits for a letter any more."""
    if not batches:
        return
    with connection.cursor() as cursor:
        cursor.execute(_FINISH_BATCHES, [now, sorted(batches)])
        done = cursor.fetchall()
    lines = [
        Line(kind=kinds.BATCH_DONE, opening_id=opening, payload={"number": size})
        for opening, size in done
    ]
    record_many(lines, by=None, now=now)


def look_at_closings(applications: Sequence[int]) -> None:
    """Ring when an opening that is being closed has just answered its last person."""
    from hearback.answers.tasks import finish_closings  # noqa: PLC0415  the task imports this act

    closing = Closing.objects.under_way().filter(opening__applications__in=applications)
    if closing.with_nobody_waiting().exists():
        finish_closings.defer()


@transaction.atomic
def settle_stuck_answers(messages: Sequence[Message], *, now: datetime) -> None:
    """Letters that did not arrive, or nobody knows: what they should keep is owed as before.

    So it is on somebody's Today again and reminded of. The answer goes on waiting until somebody
    sends its letter again, which then keeps what is open, or takes it back.
    """
    del now
    stuck = [message.pk for message in messages if message.purpose.startswith("answers.")]
    if stuck:
        forget_letters(stuck)


def _ids(statement: str, ids: list[int]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(statement, [ids])
        return [row[0] for row in cursor.fetchall()]
