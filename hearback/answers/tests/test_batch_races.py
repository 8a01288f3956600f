"""Batches while other things happen: stopping as letters leave, two presses, a single decision."""

# M29

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Event
from typing import TYPE_CHECKING

import pytest
from django.db import connection

from hearback.answers import actions
from hearback.answers.models import Answer, AnswerKind, AnswerState, Batch, Outcome
from hearback.answers.tests.makers import HOUR, at, helpful, open_promises, send, tell_no
from hearback.channels import outbox
from hearback.channels.models import Message, MessageState
from hearback.kit.errors import Refused
from hearback.ledger.models import Promise
from hearback.pipeline.models import Application
from tests.at_once import at_once
from tests.cast import NOW, Cast, apply, make_cast
from tests.relay import ACCEPT, HOLD

if TYPE_CHECKING:
    from tests.relay import TestRelay

pytestmark = pytest.mark.django_db(transaction=True)

PEOPLE = 12
LATER = NOW + HOUR


def crowd(cast: Cast) -> list[Application]:
    people = [apply(cast, f"Person {number:02}") for number in range(PEOPLE)]
    Promise.objects.update(due_at=at(2026, 12, 31, 15))
    actions.start_closing(opening=cast.opening, outcome=Outcome.FILLED, by=cast.susan, now=NOW)
    return people


def start(cast: Cast) -> Batch:
    plan = actions.Plan(
        kind=AnswerKind.DECLINE,
        thanks={cast.new.pk: "taking the time to apply"},
        reason="",
        outcome=Outcome.FILLED,
        resource=helpful(),
        per_minute=60_000,
        send_now=True,
    )
    return actions.start_batch(opening=cast.opening, plan=plan, by=cast.susan, now=NOW)


def write(batch: Batch) -> int:
    return actions.write_batch(batch_id=batch.pk, clock=lambda: LATER)


def test_stopping_while_letters_leave_lets_only_the_one_at_the_relay_through(
    relay: TestRelay,
) -> None:
    """The sender holds all twelve and has begun with one; stop is pressed; one person is told."""
    cast = make_cast()
    people = crowd(cast)
    send(NOW)
    received = len(relay.taken)
    batch = start(cast)
    write(batch)
    relay.tell(HOLD)

    def post() -> int:
        try:
            return outbox.send_due(clock=lambda: LATER)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        sending = pool.submit(post)
        while len(relay.taken) == received:
            Event().wait(0.01)
        actions.stop_batch(batch=batch, by=cast.omar, now=LATER)
        relay.tell(ACCEPT)
        assert sending.result(timeout=30) == 1
    assert len(relay.taken) == received + 1
    assert Application.objects.in_progress().count() == PEOPLE - 1
    for one in people:
        owed = open_promises(one)
        assert [promise.kept_by for promise in owed] in ([None], [])
    states = sorted(batch.answers.values_list("state", flat=True))
    assert states == [AnswerState.GIVEN] + [AnswerState.PLANNED] * (PEOPLE - 1)


@pytest.mark.parametrize("turn", range(3))
def test_stopping_while_letters_are_written_leaves_none_behind(turn: int) -> None:
    """Whoever is first, afterwards no letter waits to leave."""
    del turn
    cast = make_cast()
    crowd(cast)
    batch = start(cast)
    at_once(
        partial(write, batch),
        partial(actions.stop_batch, batch=batch, by=cast.omar, now=LATER),
    )
    letters = Message.objects.filter(purpose="answers.decline", state=MessageState.QUEUED)
    assert not letters.exists()
    assert set(batch.answers.values_list("state", flat=True)) == {AnswerState.PLANNED}


@pytest.mark.parametrize("turn", range(3))
def test_two_presses_at_once_start_one_batch(turn: int) -> None:
    """Both see the same one."""
    del turn
    cast = make_cast()
    crowd(cast)
    helpful()
    first, second = at_once(partial(start, cast), partial(start, cast))
    assert first == second == Batch.objects.get()
    assert Answer.objects.count() == PEOPLE


@pytest.mark.parametrize("turn", range(3))
def test_a_single_decision_and_a_batch_at_once_leave_one_answer(turn: int) -> None:
    """Ana gets one letter: her own, or the batch's, and whoever was second is told so."""
    del turn
    cast = make_cast()
    ana = crowd(cast)[0]
    resource = helpful()
    single, batch = at_once(partial(tell_no, cast, ana, resource=resource), partial(start, cast))
    assert isinstance(batch, Batch)
    (answer,) = ana.answers_given.all()
    if isinstance(single, Refused):
        assert "Susan Ito decided about" in single.sentence or "You decided" in single.sentence
        assert answer.batch == batch
        assert batch.size == PEOPLE
    else:
        assert answer == single
        assert batch.size == PEOPLE - 1


def test_two_workers_write_each_letter_once() -> None:
    """They share the work and never a person."""
    cast = make_cast()
    crowd(cast)
    batch = start(cast)
    at_once(partial(write, batch), partial(write, batch))
    letters = Message.objects.filter(purpose="answers.decline")
    assert letters.count() == letters.values("about").distinct().count() == PEOPLE
    assert set(batch.answers.values_list("state", flat=True)) == {AnswerState.WAITING}
