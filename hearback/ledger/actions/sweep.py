"""The sweep: looks at every open promise whose moment has come, and at no other."""

from __future__ import annotations

import logging
from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F

from hearback.accounts.queries import who_covers
from hearback.ledger import kinds
from hearback.ledger.actions.change import release
from hearback.ledger.actions.grace import GRACE, breaks_at
from hearback.ledger.actions.letter import is_in_hands
from hearback.ledger.actions.lock import lock_application, lock_conversation
from hearback.ledger.actions.record import record
from hearback.ledger.models import Promise, PromiseState
from hearback.pipeline.models import ApplicationState
from hearback.rules import promises as rules

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.ledger.kinds import Kind

log = logging.getLogger(__name__)

STEP_ASIDE = timedelta(minutes=10)
A_MOMENT = timedelta(seconds=10)
RELEASED, TROUBLE, TAKEN = "released", "trouble", "taken by another process"
NOBODY_WAITS = "made at the moment the application ended"


@dataclass(frozen=True)
class Swept:
    """How many promises one sweep reminded of, escalated, found broken, released; and failed."""

    reminded: int = 0
    escalated: int = 0
    broken: int = 0
    released: int = 0
    troubled: int = 0

    @property
    def moved(self) -> bool:
        """Whether any promise went on by this sweep."""
        return bool(self.reminded or self.escalated or self.broken or self.released)


_LADDER = tuple(rules.Step)
_KIND_OF_STEP: dict[rules.Step, Kind] = {
    rules.Step.REMIND: kinds.PROMISE_REMINDED,
    rules.Step.ESCALATE: kinds.PROMISE_ESCALATED,
    rules.Step.BREAK: kinds.PROMISE_BROKEN,
}


def sweep(*, now: datetime, limit: int = 1000) -> Swept:
    """Take the next step of up to `limit` promises whose `next_at` has passed, oldest first.

    1. Read the due ones from the partial index; cost grows with what is due, not what is stored.
    2. Claim each by a conditional update in a transaction of its own; whoever changes the row wins.
    3. Record what happened; the plot writes the reminder, tells the stand-in, or apologises.
    4. Release what was promised in the instant its application ended: nobody waits for it.
    5. A row that fails steps aside for ten minutes and is reported; the others go on.
    """
    due = Promise.objects.open().filter(next_at__lte=now).order_by("next_at")
    related = due.select_related(
        "owner__stand_in", "owner__team", "application__opening", "opening"
    )
    taken = Counter(_step_safely(promise, now=now) for promise in related[:limit])
    return Swept(
        reminded=taken[rules.Step.REMIND],
        escalated=taken[rules.Step.ESCALATE],
        broken=taken[rules.Step.BREAK],
        released=taken[RELEASED],
        troubled=taken[TROUBLE],
    )


def _step_safely(promise: Promise, *, now: datetime) -> rules.Step | str:
    """Take one step; on any failure leave the promise untouched but out of the way for a while."""
    try:
        return _step(promise, now=now)
    except Exception:
        log.exception("promise_stepped_aside", extra={"promise": promise.pk})
        Promise.objects.filter(pk=promise.pk).update(
            next_at=now + STEP_ASIDE, sweep_troubles=F("sweep_troubles") + 1
        )
        return TROUBLE


@transaction.atomic
def _step(promise: Promise, *, now: datetime) -> rules.Step | str:
    if GRACE in promise.terms and now <= breaks_at(promise):
        Promise.objects.open().filter(pk=promise.pk).update(next_at=breaks_at(promise))
        return "has a moment's grace"
    ladder = rules.Ladder(promise.remind_at, promise.escalate_at, promise.due_at)
    steps = rules.steps_due(ladder, _LADDER[: promise.ladder_step], now)
    if not steps:
        return TAKEN
    # One step a sweep: when two are due, the next sweep, seconds later, takes the other.
    step = steps[0]
    if step is rules.Step.BREAK:
        lock_application(promise.application_id)
        lock_conversation(promise.conversation_id)
        if is_in_hands(promise):
            Promise.objects.open().filter(pk=promise.pk).update(next_at=now + A_MOMENT)
            return "its letter is being handed over"
    if _nobody_waits(promise, step):
        release(promise=promise, reason=NOBODY_WAITS, by=None, now=now)
        return RELEASED
    if not _claim(promise, step, ladder, now=now):
        return TAKEN
    record(
        _KIND_OF_STEP[step],
        by=None,
        now=now,
        application=promise.application,
        opening=promise.opening,
        payload=_told_of(promise, step, now=now),
    )
    return step


def _nobody_waits(promise: Promise, step: rules.Step) -> bool:
    """Whether its application has ended: as it was just read, or under the lock before an apology.

    Whoever ends an application closes what is promised in it, but cannot see a promise that is
    being made meanwhile.
    """
    application = promise.application
    if application is None:
        return False
    ended = application.state != ApplicationState.IN_PROGRESS
    if not ended and step is not rules.Step.BREAK:
        return False
    return Promise.objects.open().to_nobody().filter(pk=promise.pk).exists()


def _told_of(promise: Promise, step: rules.Step, *, now: datetime) -> dict[str, object]:
    """What the entry says; for an escalation also who is told."""
    payload: dict[str, object] = {
        "promise": promise.pk,
        "words": promise.words,
        "owner": promise.owner.name,
    }
    if step is not rules.Step.REMIND:
        cover = who_covers(promise.owner, now=now)
        payload |= {"told": cover.name, "told_member": cover.pk}
    return payload


def _claim(promise: Promise, step: rules.Step, ladder: rules.Ladder, *, now: datetime) -> bool:
    """Whether this process is the one that takes the step."""
    mine = Promise.objects.open().filter(pk=promise.pk, ladder_step=promise.ladder_step)
    if step is rules.Step.BREAK:
        return bool(mine.update(state=PromiseState.BROKEN, closed_at=now))
    done = _LADDER.index(step) + 1
    return bool(mine.update(ladder_step=done, next_at=rules.next_moment(ladder, _LADDER[:done])))
