"""Two at once: two recruiters, a double click, taking back while it leaves, the sweep."""

# M8 M29

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.db import connection, transaction

from hearback.answers import actions
from hearback.answers.actions.decide import lock
from hearback.answers.models import Answer, AnswerState
from hearback.answers.tests.makers import (
    HOUR,
    MINUTE,
    helpful,
    open_promises,
    send,
    tell_no,
    tell_onward,
)
from hearback.channels import outbox
from hearback.channels.models import Message
from hearback.kit.errors import Refused
from hearback.ledger.actions import sweep
from hearback.ledger.models import PromiseState
from hearback.pipeline.models import Application, ApplicationState
from tests.at_once import at_once
from tests.cast import NOW, apply, make_cast
from tests.until import somebody_waits_for_a_lock, until

if TYPE_CHECKING:
    from tests.relay import TestRelay

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("turn", range(3))
def test_of_two_recruiters_at_once_one_decides_and_the_other_is_told_who_did(turn: int) -> None:
    """Susan says no while Jo says yes."""
    del turn
    cast = make_cast()
    application = apply(cast)
    outcome = at_once(
        lambda: tell_no(cast, application, by=cast.susan),
        lambda: tell_onward(cast, application, by=cast.jo),
    )
    (refused,) = [one for one in outcome if isinstance(one, Refused)]
    answer = Answer.objects.get()
    assert answer.decided_by.name in refused.sentence
    assert "Tuesday 24 November, 10:00" in refused.sentence
    assert Message.objects.exclude(purpose="careers.receipt").count() == 1


@pytest.mark.parametrize("turn", range(3))
def test_a_double_click_decides_once_and_both_presses_see_it(turn: int) -> None:
    """The same form twice at the same moment: one letter, one answer, no refusal."""
    del turn
    cast = make_cast()
    application = apply(cast)
    token = uuid4()
    outcome = at_once(*[lambda: tell_no(cast, application, form_token=token)] * 2)
    assert outcome[0] == outcome[1] == Answer.objects.get()
    assert Message.objects.filter(purpose="answers.decline").count() == 1


@pytest.mark.parametrize("turn", range(3))
def test_taking_back_while_it_leaves_has_one_winner(relay: TestRelay, turn: int) -> None:
    """Either the letter arrived and stands, or it never left; never both, never neither."""
    del turn
    cast = make_cast()
    application = apply(cast)
    send(NOW)
    answer = tell_onward(cast, application)
    outcome = at_once(
        lambda: actions.recall(answer=answer, by=cast.susan, now=NOW + MINUTE),
        lambda: outbox.send_due(clock=lambda: NOW + MINUTE),
    )
    answer.refresh_from_db()
    application.refresh_from_db()
    arrived = len(relay.taken_by("ana.moreau@mail.example")) - 1
    if isinstance(outcome[0], Refused):
        assert (arrived, answer.state) == (1, AnswerState.GIVEN)
        assert application.stage == cast.interview
    else:
        assert (arrived, answer.state) == (0, AnswerState.RECALLED)
        assert application.stage == cast.new
    assert len(open_promises(application)) == 1


def test_a_promise_that_breaks_as_its_answer_arrives_ends_the_same_way_whoever_wins(
    relay: TestRelay, caplog: pytest.LogCaptureFixture
) -> None:
    """The sweep and the sender meet at one application; nobody waits for each other for ever."""
    cast = make_cast()
    people = [apply(cast, f"Ana {letter}") for letter in "BCDEFGHIJK"]
    late = people[0].promises.get().due_at + MINUTE
    send(NOW)
    for application in people:
        tell_no(cast, application, now=late - 2 * HOUR, send_now=True)
    at_once(
        lambda: sweep(now=late),
        lambda: outbox.send_due(clock=lambda: late),
    )
    outbox.send_due(clock=lambda: late + MINUTE)
    assert "promise_stepped_aside" not in caplog.text
    for application in people:
        application.refresh_from_db()
        states = {promise.state for promise in application.promises.all()}
        assert application.state == ApplicationState.DECLINED
        assert PromiseState.OPEN not in states
    assert not Message.objects.filter(settled_at=None, state="accepted").exists()
    assert len(relay.taken) >= 2 * len(people)


def test_a_decision_and_the_sweep_at_the_same_moment_both_happen(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Deciding a second after the promise broke is no reason for an error page."""
    cast = make_cast()
    people = [apply(cast, f"Ana {letter}") for letter in "BCDEFGHIJK"]
    late = people[0].promises.get().due_at + timedelta(seconds=1)
    resource = helpful()
    acts = [partial(tell_no, cast, one, now=late, resource=resource) for one in people]
    outcome = at_once(lambda: sweep(now=late), *acts)
    assert "promise_stepped_aside" not in caplog.text
    assert not [one for one in outcome if isinstance(one, Refused)]
    assert Answer.objects.count() == len(people)


def test_who_waits_for_a_stage_move_sees_the_new_stage() -> None:
    """A locking read with joins would find nothing here: old stage beside new row."""
    cast = make_cast()
    application = apply(cast)
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            moving = Application.objects.select_for_update(no_key=True).get(pk=application.pk)
            waiting = pool.submit(_stage_once_free, application)
            until(somebody_waits_for_a_lock, "the second reader waits for the lock")
            moving.stage = cast.review
            moving.save()
        assert waiting.result(timeout=10) == cast.review


def _stage_once_free(application: Application) -> object:
    try:
        with transaction.atomic():
            return lock(application).stage
    finally:
        connection.close()
