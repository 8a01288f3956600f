"""How far a batch is, and when its last letter leaves, as far as anybody can honestly say."""

# M29

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from hearback.answers import actions, queries
from hearback.answers.models import AnswerKind, AnswerState, Batch, Outcome
from hearback.answers.tests.makers import DAY, MINUTE, at, helpful, send
from hearback.ledger.models import Promise
from tests.cast import NOW, apply, make_cast

if TYPE_CHECKING:
    from datetime import datetime

    from tests.relay import TestRelay

pytestmark = pytest.mark.django_db


def batch_of(number: int, *, per_minute: int, send_now: bool = True) -> Batch:
    """A batch of declines, written, nothing of it sent."""
    cast = make_cast()
    for one in range(number):
        apply(cast, f"Person {one:02}")
    Promise.objects.update(due_at=at(2026, 12, 31, 15))
    end: dict[str, Any] = {"opening": cast.opening, "by": cast.susan, "now": NOW}
    actions.start_closing(outcome=Outcome.FILLED, **end)
    plan = actions.Plan(
        kind=AnswerKind.DECLINE,
        thanks={cast.new.pk: "taking the time to apply"},
        reason="",
        outcome=Outcome.FILLED,
        resource=helpful(),
        per_minute=per_minute,
        send_now=send_now,
    )
    return actions.start_batch(plan=plan, **end)


def finish(batch: Batch, now: datetime) -> datetime | None:
    return queries.progress_of(batch, now=now).finish


def test_before_anything_is_written_the_timetable_says_when() -> None:
    """Twelve letters at four a minute: two minutes and three quarters after undo."""
    batch = batch_of(12, per_minute=4)
    assert finish(batch, NOW) == batch.send_from + timedelta(minutes=2, seconds=45)
    actions.write_batch(batch_id=batch.pk, clock=lambda: NOW)
    assert finish(batch, NOW) == batch.send_from + timedelta(minutes=2, seconds=45)


def test_the_night_is_part_of_the_finish() -> None:
    """Decided at ten: from ten tomorrow, one in two hours, so the sixth is read the day after."""
    batch = batch_of(12, per_minute=1, send_now=False)
    Batch.objects.filter(pk=batch.pk).update(per_minute=1)
    batch.refresh_from_db()
    assert finish(batch, NOW) == NOW + DAY + 11 * MINUTE
    batch.started_at = batch.send_from = at(2026, 11, 25, 22, 55)
    assert finish(batch, NOW) == at(2026, 11, 26, 13, 6)


def test_a_mail_server_slower_than_the_pace_moves_the_finish(relay: TestRelay) -> None:
    """Six left in two minutes and six are due: two minutes more, whatever was planned."""
    batch = batch_of(12, per_minute=600)
    send(NOW)
    actions.write_batch(batch_id=batch.pk, clock=lambda: NOW)
    later = NOW + 3 * MINUTE
    six = batch.answers.order_by("position").values_list("pk", flat=True)[:6]
    batch.answers.filter(pk__in=list(six)).update(state=AnswerState.GIVEN, given_at=later - MINUTE)
    progress = queries.progress_of(batch, now=later)
    assert (progress.given, progress.waiting, progress.stalled) == (6, 6, False)
    assert progress.finish == later + 2 * MINUTE
    assert relay.taken


def test_counts_add_up_to_everyone(relay: TestRelay) -> None:
    """Each person is in exactly one of them."""
    batch = batch_of(8, per_minute=60)
    send(NOW)
    actions.write_batch(batch_id=batch.pk, clock=lambda: NOW)
    relay.tell("refuse person.01@mail.example")
    send(batch.send_from + timedelta(seconds=3))
    first = batch.answers.filter(state=AnswerState.WAITING).order_by("-position").first()
    assert first is not None
    actions.recall(answer=first, by=batch.by, now=NOW + MINUTE)
    seen = queries.progress_of(batch, now=NOW + MINUTE)
    assert (seen.given, seen.failed, seen.recalled, seen.waiting, seen.planned) == (3, 1, 1, 3, 0)
    assert seen.given + seen.troubled + seen.recalled + seen.waiting + seen.planned == seen.size
