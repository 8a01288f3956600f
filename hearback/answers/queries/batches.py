"""How far a batch is: exact counts, who still waits, and when the last letter leaves."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Count, Max, Q
from django.utils.translation import gettext as _

from hearback.answers.models import Answer, AnswerState, Batch, BatchState
from hearback.answers.slots import Slots
from hearback.channels.models import MessageState
from hearback.kit.errors import NotYours
from hearback.pipeline.queries import openings_visible_to
from hearback.rules import pace

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from django.db.models import QuerySet

    from hearback.accounts.models import Member

LATELY = timedelta(minutes=2)
TROUBLED = [MessageState.FAILED, MessageState.IN_DOUBT, MessageState.STOPPED]
LISTED = 50


def batch_for(member: Member, public_id: UUID) -> Batch:
    """One batch of an opening this member may see. Raises NotYours when there is none."""
    batches = Batch.objects.filter(opening__in=openings_visible_to(member).values("pk"))
    related = batches.select_related("opening__place", "by", "resource__opening", "criterion")
    batch = related.filter(public_id=public_id).first()
    if batch is None:
        raise NotYours(_("There is no such batch, or it is not yours to see."))
    return batch


@dataclass(frozen=True)
class Progress:
    """Where the letters of a batch are, and when the last one leaves.

    `finish` (aware UTC) is None when nothing more will leave by itself; `stalled` says that
    letters are due and none has left for a while.
    """

    size: int
    planned: int
    waiting: int
    given: int
    recalled: int
    failed: int
    in_doubt: int
    stopped: int
    finish: datetime | None
    stalled: bool

    @property
    def troubled(self) -> int:
        """Letters that will not arrive before somebody does something."""
        return self.failed + self.in_doubt + self.stopped


def progress_of(batch: Batch, *, now: datetime) -> Progress:
    """Count the answers of a batch and foretell its end from what was seen."""
    rows = batch.answers.values_list("state", "message__state").annotate(number=Count("pk"))
    counts: Counter[str] = Counter()
    for state, message_state, number in rows:
        troubled = state == AnswerState.WAITING and message_state in TROUBLED
        counts[message_state if troubled else state] += number
    due, lately, last = _moving(batch, now=now)
    finish = _finish(batch, counts, due=due, lately=lately, last=last, now=now)
    return Progress(
        size=batch.size,
        planned=counts[AnswerState.PLANNED],
        waiting=counts[AnswerState.WAITING],
        given=counts[AnswerState.GIVEN],
        recalled=counts[AnswerState.RECALLED],
        failed=counts[MessageState.FAILED],
        in_doubt=counts[MessageState.IN_DOUBT],
        stopped=counts[MessageState.STOPPED],
        finish=finish,
        stalled=bool(due) and not lately and batch.send_from < now - LATELY,
    )


def _moving(batch: Batch, *, now: datetime) -> tuple[int, int, datetime | None]:
    """How many letters are due and still here, how many left lately, and the last one's moment."""
    leaving = Q(
        state=AnswerState.WAITING, message__state__in=[MessageState.QUEUED, MessageState.AT_RELAY]
    )
    seen = batch.answers.aggregate(
        due=Count("pk", filter=leaving & Q(send_at__lte=now)),
        lately=Count("pk", filter=Q(given_at__gt=now - LATELY)),
        last=Max("send_at", filter=leaving),
    )
    return seen["due"], seen["lately"], seen["last"]


def _finish(
    batch: Batch,
    counts: Counter[str],
    *,
    due: int,
    lately: int,
    last: datetime | None,
    now: datetime,
) -> datetime | None:
    """When the last letter leaves: by the timetable, or later if letters leave more slowly."""
    if batch.state != BatchState.RUNNING:
        return None
    planned = Slots(batch).last() if counts[AnswerState.PLANNED] else last
    if planned is None:
        return None
    if not due:
        return max(planned, now)
    since = max(batch.send_from, now - LATELY)
    per_minute = pace.observed_per_minute(lately, since, now) or batch.per_minute
    return max(planned, pace.finish_time(due, per_minute, now))


def still_waiting(batch: Batch) -> QuerySet[Answer]:
    """Answers whose letter did not get through, for somebody to look at; the first fifty."""
    stuck = batch.answers.filter(state=AnswerState.WAITING, message__state__in=TROUBLED)
    return stuck.select_related("application", "message").order_by("pk")[:LISTED]
