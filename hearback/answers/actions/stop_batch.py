"""Stopping a batch, so that nothing more of it leaves, and letting it go on."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import connection, transaction
from django.utils.translation import gettext as _

from hearback.answers import kinds
from hearback.answers.actions.settle import finish_batches
from hearback.answers.actions.start_batch import ring_writer, zones_of
from hearback.answers.models import AnswerState, Batch, BatchState
from hearback.kit.errors import Refused
from hearback.ledger.actions import forget_letters, record, release_untold
from hearback.rules import timing

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.accounts.models import Member

PATIENCE = timedelta(seconds=30)

# The same conditional update as `channels.actions.recall`, for all letters of a batch at once: a
# letter that the sender has started on is not among them.
_RECALL = """
UPDATE channels_message m SET state = 'recalled', lease_token = NULL, lease_until = NULL
  FROM answers_answer a
 WHERE a.batch_id = %s AND a.state = 'waiting' AND m.id = a.message_id
   AND m.state IN ('queued', 'held')
RETURNING m.id
"""
_PLAN_AGAIN = """
UPDATE answers_answer SET state = 'planned', message_id = NULL, promise_id = NULL, send_at = %s
 WHERE batch_id = %s AND state = 'waiting' AND message_id = ANY(%s)
"""
_IN_ORDER_AGAIN = """
UPDATE answers_answer a SET position = w.position
  FROM (SELECT x.id,
               row_number() OVER (PARTITION BY p.zone ORDER BY x.position, x.id) - 1 AS position
          FROM answers_answer x JOIN pipeline_application p ON p.id = x.application_id
         WHERE x.batch_id = %s AND x.state = 'planned') w
 WHERE a.id = w.id
"""


@transaction.atomic
def stop_batch(*, batch: Batch, by: Member, now: datetime) -> Batch:
    """Let nothing more of this batch leave; who has no letter yet waits as if nothing had happened.

    Their stage, state and promises are as before the batch. Stopping twice changes nothing more.
    Raises Refused when the batch is done.
    """
    batch = _lock(batch)
    if batch.state == BatchState.STOPPED:
        return batch
    if batch.state == BatchState.DONE:
        raise Refused(_("This batch is done: every letter has left."))
    recalled = _recall_letters(batch)
    forget_letters(recalled)
    release_untold(recalled, reason=_("the batch was stopped"), by=by, now=now)
    with connection.cursor() as cursor:
        cursor.execute(_PLAN_AGAIN, [now, batch.pk, recalled])
    batch.state, batch.stopped_at = BatchState.STOPPED, now
    batch.save(update_fields=["state", "stopped_at"])
    waiting = batch.answers.filter(state=AnswerState.PLANNED).count()
    record(kinds.BATCH_STOPPED, by=by, now=now, opening=batch.opening, payload={"number": waiting})
    return batch


@transaction.atomic
def resume_batch(*, batch: Batch, by: Member, now: datetime) -> Batch:
    """Let a stopped batch go on with those who still wait, in the same order and at the same pace.

    Resuming twice changes nothing more. Raises Refused when it is done or another one runs.
    """
    batch = _lock(batch)
    if batch.state == BatchState.RUNNING:
        return batch
    if batch.state == BatchState.DONE:
        raise Refused(_("This batch is done: every letter has left."))
    others = Batch.objects.filter(opening=batch.opening, kind=batch.kind)
    if others.filter(state=BatchState.RUNNING).exists():
        raise Refused(_("Another batch of this opening is running. Wait until it is done."))
    with connection.cursor() as cursor:
        cursor.execute(_IN_ORDER_AGAIN, [batch.pk])
    batch.zones = zones_of(batch)
    batch.state, batch.stopped_at, batch.resumed_at = BatchState.RUNNING, None, now
    batch.send_from = max(batch.send_from, now + timing.UNDO)
    batch.save(update_fields=["zones", "state", "stopped_at", "resumed_at", "send_from"])
    waiting = sum(batch.zones.values())
    record(kinds.BATCH_RESUMED, by=by, now=now, opening=batch.opening, payload={"number": waiting})
    ring_writer(batch)
    finish_batches({batch.pk}, now=now)
    return batch


def _lock(batch: Batch) -> Batch:
    related = Batch.objects.select_related("opening")
    return related.select_for_update(of=["self"], no_key=True).get(pk=batch.pk)


def _recall_letters(batch: Batch) -> list[int]:
    with connection.cursor() as cursor:
        # Thousands of rows may take longer than the five seconds a page is given.
        cursor.execute(f"SET LOCAL statement_timeout = '{PATIENCE.seconds}s'")
        cursor.execute(_RECALL, [batch.pk])
        return [row[0] for row in cursor.fetchall()]
