"""Writing the letters of a batch, a few hundred at a time, each queued for its own moment."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import connection, transaction
from django.db.models import Exists, OuterRef
from django.utils import translation

from hearback.answers import letters
from hearback.answers.actions.batch_moves import Moves
from hearback.answers.actions.settle import finish_batches
from hearback.answers.batch_letters import Forms, Person
from hearback.answers.models import Answer, AnswerKind, AnswerState, Batch, BatchState
from hearback.answers.owed import debts_of
from hearback.answers.slots import Slots
from hearback.channels.actions import queue_many, ring
from hearback.inbox.thanks import Occasion, thanks_for_many
from hearback.kit.links import disarm
from hearback.ledger.actions import await_letters
from hearback.pipeline.models import ApplicationState

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from hearback.answers.owed import Debt
    from hearback.channels.actions import Letter
    from hearback.channels.models import Message
    from hearback.inbox.thanks import Thanks

CHUNK = 500

# Stopping a batch changes its row, so it waits for the chunk being written, and the next chunk
# sees that it is stopped. Any number of workers may write at once.
_STILL_RUNNING = "SELECT 1 FROM answers_batch WHERE id = %s AND state = 'running' FOR SHARE"
_CLAIM = """
SELECT a.id, a.position, a.words, p.id, p.public_id, p.link_generation, p.name, c.email, p.zone,
       p.language, p.received_at, p.state
  FROM answers_answer a
  JOIN pipeline_application p ON p.id = a.application_id
  JOIN pipeline_candidate c ON c.id = p.candidate_id
 WHERE a.batch_id = %s AND a.state = 'planned'
 ORDER BY a.position, a.id
 LIMIT %s
   FOR NO KEY UPDATE OF a SKIP LOCKED
"""
_QUEUED = """
UPDATE answers_answer a
   SET state = 'waiting', message_id = w.message, send_at = w.send_at, promise_id = w.promise
  FROM unnest(%s::bigint[], %s::bigint[], %s::timestamptz[], %s::bigint[])
       AS w(answer, message, send_at, promise)
 WHERE a.id = w.answer
"""


class Row(NamedTuple):
    """One planned answer with what its letter needs to know."""

    answer: int
    position: int
    words: str
    application: int
    public_id: UUID
    link_generation: int
    name: str
    email: str
    zone: str
    language: str
    received_at: datetime
    state: str

    @property
    def person(self) -> Person:
        """Whom the letter goes to."""
        return Person(self.public_id, self.link_generation, self.name, self.email)


class Writer:
    """Writes one batch; keeps what is the same for everyone between chunks."""

    def __init__(self, batch: Batch) -> None:
        self.batch = batch
        self.forms = Forms(batch)
        self.slots = Slots(batch)

    @transaction.atomic
    def write(self, *, now: datetime, limit: int = CHUNK) -> int:
        """Write up to `limit` letters; returns how many answers were taken up, 0 when done.

        Whoever left meanwhile gets no letter. Does nothing once the batch is stopped.
        """
        rows = self._claim(limit)
        gone = [row.answer for row in rows if row.state != ApplicationState.IN_PROGRESS]
        if gone:
            taken_back = Answer.objects.filter(pk__in=gone)
            taken_back.update(state=AnswerState.RECALLED, recalled_at=now)
        here = [row for row in rows if row.state == ApplicationState.IN_PROGRESS]
        if here:
            self._queue(here, now=now)
        return len(rows)

    def _claim(self, limit: int) -> list[Row]:
        with connection.cursor() as cursor:
            cursor.execute(_STILL_RUNNING, [self.batch.pk])
            if cursor.fetchone() is None:
                return []
            cursor.execute(_CLAIM, [self.batch.pk, limit])
            return [Row(*row) for row in cursor.fetchall()]

    def _queue(self, rows: Sequence[Row], *, now: datetime) -> None:
        owed = debts_of(row.application for row in rows)
        moments = [self._moment(row, owed[row.application]) for row in rows]
        moves = Moves(self.batch, rows, owed, now=now)
        gifts = self._gifts(rows, now=now)
        written = [self._letter(row, moves, gifts.get(row.application)) for row in rows]
        messages = queue_many(list(zip(written, moments, strict=True)), now=now)
        told = moves.tell(messages)
        await_letters(_kept(rows, messages, owed, kind=self.batch.kind))
        _mark(rows, messages, told)
        if any(moment <= now for moment in moments):
            ring()

    def _moment(self, row: Row, owed: Sequence[Debt]) -> datetime:
        due_at = owed[0].due_at if owed else None
        return self.slots.moment(row.zone, row.position, due_at)

    def _gifts(self, rows: Sequence[Row], *, now: datetime) -> Mapping[int, Thanks]:
        """What goes along with each no; a new date is no answer, so nothing goes along with it."""
        if self.batch.kind == AnswerKind.HOLD:
            return {}
        people = [row.application for row in rows]
        return thanks_for_many(people, occasion=Occasion.ANSWER, now=now)

    def _letter(self, row: Row, moves: Moves, gift: Thanks | None) -> Letter:
        if self.batch.kind == AnswerKind.HOLD:
            words = moves.words(row)
            form = self.forms.hold(row.language, had_date=bool(words["old"]))
            return form.fill(row.person, words)
        zone = ZoneInfo(self.slots.zone(row.zone))
        with translation.override(row.language):
            words = {"applied": letters.day(row.received_at, zone)}
        if gift is not None:
            words["code"] = disarm(gift.code)
        return self.forms.decline(row.language, row.words, gift).fill(row.person, words)


def _kept(
    rows: Sequence[Row],
    messages: Sequence[Message],
    owed: Mapping[int, list[Debt]],
    *,
    kind: str,
) -> dict[int, int]:
    """Which promises these letters keep: all that is owed, but a new date only meets the law's."""
    return {
        debt.promise: message.pk
        for row, message in zip(rows, messages, strict=True)
        for debt in owed[row.application]
        if kind != AnswerKind.HOLD or debt.is_law
    }


def _mark(rows: Sequence[Row], messages: Sequence[Message], told: Mapping[int, int]) -> None:
    """Write down which message carries which answer."""
    with connection.cursor() as cursor:
        cursor.execute(
            _QUEUED,
            [
                [row.answer for row in rows],
                [message.pk for message in messages],
                [message.send_after for message in messages],
                [told.get(row.application) for row in rows],
            ],
        )


def write_batch(*, batch_id: int, clock: Callable[[], datetime]) -> int:
    """Write every letter of a running batch that is still to be written; returns how many.

    `clock` tells the moment (aware UTC) of each chunk.
    """
    related = Batch.objects.select_related("opening__place", "by", "resource__opening")
    batch = related.filter(pk=batch_id, state=BatchState.RUNNING).first()
    if batch is None:
        return 0
    writer, written = Writer(batch), 0
    while taken := writer.write(now=clock()):
        written += taken
    finish_batches({batch.pk}, now=clock())
    return written


def write_running_batches(*, clock: Callable[[], datetime]) -> int:
    """Write whatever running batches still have to write, should their bell have been lost."""
    unwritten = Answer.objects.filter(batch=OuterRef("pk"), state=AnswerState.PLANNED)
    running = Batch.objects.filter(Exists(unwritten), state=BatchState.RUNNING)
    return sum(write_batch(batch_id=pk, clock=clock) for pk in running.values_list("pk", flat=True))
