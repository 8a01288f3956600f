"""Many answers at once: everyone gets a letter of their own, at a pace, and it can be stopped."""

# M10 M29

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection

from hearback.answers import actions
from hearback.answers.models import (
    Answer,
    AnswerKind,
    AnswerState,
    Batch,
    BatchState,
    Closing,
    Outcome,
)
from hearback.answers.tests.makers import (
    DAY,
    HOUR,
    MINUTE,
    at,
    helpful,
    open_promises,
    send,
    tell_no,
)
from hearback.channels.models import Message, MessageState
from hearback.kit.errors import Refused
from hearback.ledger.models import Entry, Promise, PromiseState
from hearback.pipeline.models import Application, ApplicationState, OpeningState
from tests.cast import NOW, Cast, apply, make_cast

if TYPE_CHECKING:
    from datetime import datetime

    from tests.relay import TestRelay

pytestmark = pytest.mark.django_db

NAMES = ["Ana Moreau", "Bo Chen", "Dana Ruiz", "Eero Virtanen", "Farah Haddad", "Grace Lim"]
THURSDAY = NOW + 2 * DAY


def crowd(cast: Cast) -> list[Application]:
    """Four in New, two in Interview; nobody is owed anything before the year is over."""
    people = [apply(cast, name) for name in NAMES]
    for application in people[4:]:
        application.stage = cast.interview
        application.save()
    Promise.objects.update(due_at=at(2026, 12, 31, 15))
    return people


def plan(cast: Cast, **more: Any) -> actions.Plan:
    known: dict[str, Any] = {
        "kind": AnswerKind.DECLINE,
        "thanks": {
            cast.new.pk: "taking the time to apply",
            cast.interview.pk: "the time you gave us for the interview",
        },
        "reason": "",
        "outcome": Outcome.FILLED,
        "resource": helpful(),
        "per_minute": 60,
    }
    return actions.Plan(**(known | more))


def start(cast: Cast, *, now: datetime = NOW, **more: Any) -> Batch:
    actions.start_closing(opening=cast.opening, outcome=Outcome.FILLED, by=cast.susan, now=now)
    return actions.start_batch(
        opening=cast.opening, plan=plan(cast, **more), by=cast.susan, now=now
    )


def write(batch: Batch, now: datetime = NOW) -> int:
    return actions.write_batch(batch_id=batch.pk, clock=lambda: now)


def test_starting_plans_an_answer_for_everyone_and_nobody_new_comes_in() -> None:
    """Nothing is written yet, and nothing has changed for anybody."""
    cast = make_cast()
    people = crowd(cast)
    batch = start(cast)
    cast.opening.refresh_from_db()
    assert batch.size == 6
    assert set(batch.answers.values_list("state", flat=True)) == {AnswerState.PLANNED}
    assert cast.opening.state == OpeningState.PAUSED
    assert all(promise.kept_by is None for one in people for promise in open_promises(one))
    with pytest.raises(Refused, match="takes no applications"):
        apply(cast, "Late Larsen", opening=cast.opening)
    entry = Entry.objects.get(kind="batch.started")
    assert (entry.payload["number"], entry.opening) == (6, cast.opening)


def test_pressing_twice_finds_the_running_batch() -> None:
    """Nobody gets two letters."""
    cast = make_cast()
    crowd(cast)
    assert start(cast) == start(cast)
    assert Answer.objects.count() == 6


def test_who_has_an_answer_on_its_way_is_left_out() -> None:
    """Ana's own letter stands."""
    cast = make_cast()
    ana = crowd(cast)[0]
    own = tell_no(cast, ana)
    batch = start(cast)
    assert batch.size == 5
    assert list(ana.answers_given.on_their_way()) == [own]


def test_each_letter_is_personal(relay: TestRelay) -> None:
    """Their name, the day they applied, thanks for what they did, and their own pages."""
    cast = make_cast()
    crowd(cast)
    batch = start(cast, send_now=True)
    write(batch)
    send(NOW + HOUR)
    new = relay.taken_by("bo.chen@mail.example")[-1].get_body(("plain",))
    met = relay.taken_by("farah.haddad@mail.example")[-1].get_body(("plain",))
    assert new is not None
    assert met is not None
    bo, farah = new.get_content(), met.get_content()
    assert "Hello Bo," in bo
    assert "Thank you for taking the time to apply." in bo
    assert "your application of 24 November to be our Shop manager" in bo
    assert "The reason: We have given this job to somebody else." in bo
    assert "Hello Farah," in farah
    assert "Thank you for the time you gave us for the interview." in farah
    links = [set(re.findall(r"http://testserver/status/\S+", text)) for text in (bo, farah)]
    assert [len(found) for found in links] == [2, 2]  # to stay in touch, and how it stands
    assert not links[0] & links[1]


def test_once_the_last_person_is_answered_the_opening_is_filled(relay: TestRelay) -> None:
    """By itself, and the database agrees."""
    cast = make_cast()
    people = crowd(cast)
    batch = start(cast, send_now=True)
    write(batch)
    send(NOW + 10 * MINUTE)
    batch.refresh_from_db()
    assert batch.state == BatchState.DONE
    assert actions.finish_closings(now=NOW + 10 * MINUTE) == 1
    connection.check_constraints()
    cast.opening.refresh_from_db()
    states = {Application.objects.get(pk=one.pk).state for one in people}
    assert states == {ApplicationState.DECLINED}
    assert cast.opening.state == OpeningState.FILLED
    assert cast.opening.closed_at == NOW + 10 * MINUTE
    assert Promise.objects.filter(state=PromiseState.KEPT).count() == 6
    assert len(relay.taken) == 12
    assert Entry.objects.filter(kind="batch.done").count() == 1
    assert Entry.objects.get(kind="closing.finished").payload["outcome"] == "filled"


def test_a_no_waits_a_day_and_for_working_hours_even_in_a_batch() -> None:
    """Decided on Tuesday at ten, leaving on Wednesday from ten, one a second."""
    cast = make_cast()
    crowd(cast)
    batch = start(cast)
    write(batch)
    moments = sorted(batch.answers.values_list("send_at", flat=True))
    assert moments == [NOW + DAY + timedelta(seconds=second) for second in range(6)]


def test_stopped_half_way_nothing_more_leaves_and_who_waits_is_owed_as_before(
    relay: TestRelay,
) -> None:
    """Three have their letter; the others keep their stage and their promises."""
    cast = make_cast()
    people = crowd(cast)
    send(NOW)
    before = {one.pk: (one.stage_id, one.promises.get()) for one in people}
    batch = start(cast, send_now=True)
    write(batch)
    half = batch.send_from + timedelta(seconds=2.5)
    assert send(half) == 3
    actions.stop_batch(batch=batch, by=cast.omar, now=half)
    assert send(half + 10 * DAY) == 0
    waiting = [one for one in Application.objects.in_progress() if one.pk in before]
    assert len(waiting) == 3
    for one in waiting:
        (promise,) = open_promises(one)
        stage, earlier = before[one.pk]
        assert (one.stage_id, promise) == (stage, earlier)
        assert (promise.kept_by, promise.next_at) == (None, earlier.next_at)
    entry = Entry.objects.get(kind="batch.stopped")
    assert (entry.by, entry.payload["number"]) == (cast.omar, 3)
    assert len(relay.taken) == 9


def test_a_stopped_batch_goes_on_with_those_who_still_wait(relay: TestRelay) -> None:
    """Each person has exactly one letter in the end."""
    cast = make_cast()
    crowd(cast)
    send(NOW)
    batch = start(cast, send_now=True)
    write(batch)
    half = batch.send_from + timedelta(seconds=2.5)
    send(half)
    actions.stop_batch(batch=batch, by=cast.susan, now=half)
    assert write(batch, half) == 0
    actions.resume_batch(batch=batch, by=cast.susan, now=half + HOUR)
    assert write(batch, half + HOUR) == 3
    send(half + 2 * HOUR)
    batch.refresh_from_db()
    assert batch.state == BatchState.DONE
    assert not Application.objects.in_progress().exists()
    for name in NAMES:
        address = f"{name.lower().replace(' ', '.')}@mail.example"
        assert len(relay.taken_by(address)) == 2


def test_stopping_and_resuming_twice_is_harmless_and_a_done_batch_cannot_be(
    relay: TestRelay,
) -> None:
    """The second press finds it done."""
    cast = make_cast()
    crowd(cast)
    batch = start(cast, send_now=True)
    for _ in range(2):
        actions.stop_batch(batch=batch, by=cast.susan, now=NOW)
    for _ in range(2):
        actions.resume_batch(batch=batch, by=cast.susan, now=NOW)
    entries = Entry.objects.filter(kind__startswith="batch.").order_by("pk")
    kinds = list(entries.values_list("kind", flat=True))
    assert kinds == ["batch.started", "batch.stopped", "batch.resumed"]
    write(batch)
    send(NOW + HOUR)
    for act in (actions.stop_batch, actions.resume_batch):
        with pytest.raises(Refused, match="This batch is done"):
            act(batch=batch, by=cast.susan, now=NOW + HOUR)
    assert relay.taken


def test_who_withdraws_before_the_letter_is_written_gets_none() -> None:
    """The writer looks again."""
    cast = make_cast()
    ana = crowd(cast)[0]
    batch = start(cast)
    ana.state, ana.ended_at = ApplicationState.WITHDRAWN, NOW
    ana.save()
    write(batch)
    assert ana.answers_given.get().state == AnswerState.RECALLED
    assert Message.objects.filter(purpose="answers.decline").count() == 5


def test_who_cannot_be_reached_still_waits_and_the_opening_with_them(relay: TestRelay) -> None:
    """Five answered, one refused by the relay: the opening waits until somebody mends it."""
    cast = make_cast()
    people = crowd(cast)
    send(NOW)
    batch = start(cast, send_now=True)
    write(batch)
    relay.tell("refuse bo.chen@mail.example")
    send(NOW + HOUR)
    batch.refresh_from_db()
    assert batch.state == BatchState.RUNNING
    assert actions.finish_closings(now=NOW + HOUR) == 0
    bo = people[1]
    (promise,) = open_promises(bo)
    assert promise.kept_by is None
    letter = bo.answers_given.get().message
    assert letter is not None
    assert letter.state == MessageState.FAILED


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"resource": None}, "Choose something that helps"),
        ({"outcome": Outcome.CLOSED}, "neither filled nor being closed"),
        ({"outcome": None, "reason": "No"}, "Name what the opening needs"),
        ({"thanks": {1: " "}}, "Thank the person"),
        ({"reason": "culture fit"}, "not a reason tied to the job"),
    ],
)
def test_a_batch_is_refused_for_what_a_single_no_is_refused_for(
    wrong: dict[str, Any], sentence: str
) -> None:
    """And nothing of it was done."""
    cast = make_cast()
    crowd(cast)
    with pytest.raises(Refused, match=sentence):
        start(cast, **wrong)
    assert not Batch.objects.exists()
    assert not Answer.objects.exists()


def test_a_batch_for_nobody_is_refused() -> None:
    """Everyone there has an answer on its way."""
    cast = make_cast()
    crowd(cast)
    with pytest.raises(Refused, match="Nobody is left"):
        start(cast, thanks={cast.offer.pk: "the time you took"})


def test_a_new_date_for_many_moves_what_each_is_owed(relay: TestRelay) -> None:
    """Two in Interview wait longer: told why, told until when."""
    cast = make_cast()
    people = crowd(cast)[4:]
    before = {one.pk: one.promises.get() for one in people}
    batch = start(
        cast,
        kind=AnswerKind.HOLD,
        thanks={cast.interview.pk: ""},
        outcome=None,
        resource=None,
        reason="Grace is ill until Friday.",
        due_at=NOW + 10 * DAY,
    )
    write(batch)
    send(NOW + HOUR)
    for one in people:
        old = before[one.pk]
        old.refresh_from_db()
        (new,) = open_promises(one)
        assert old.state == PromiseState.RENEGOTIATED
        assert (new.follows, new.due_at) == (old, NOW + 10 * DAY)
    letter = relay.taken_by("grace.lim@mail.example")[-1].get_body(("plain",))
    assert letter is not None
    text = letter.get_content()
    assert "The reason: Grace is ill until Friday." in text
    assert "hear from me by Thursday 31 December, 10:00" in text
    assert "Susan Ito tells you by Friday 4 December, 10:00" in text
    batch.refresh_from_db()
    assert batch.state == BatchState.DONE


def test_stopping_new_dates_releases_what_nobody_was_told() -> None:
    """Only the old promises are open again."""
    cast = make_cast()
    people = crowd(cast)[4:]
    before = [open_promises(one) for one in people]
    batch = start(
        cast,
        kind=AnswerKind.HOLD,
        thanks={cast.interview.pk: ""},
        outcome=None,
        resource=None,
        reason="Grace is ill until Friday.",
        due_at=NOW + 10 * DAY,
    )
    write(batch)
    actions.stop_batch(batch=batch, by=cast.susan, now=NOW)
    connection.check_constraints()
    assert [open_promises(one) for one in people] == before


def test_calling_off_a_closing_opens_the_opening_again() -> None:
    """Unless letters about its end are going out."""
    cast = make_cast()
    crowd(cast)
    batch = start(cast)
    closing = Closing.objects.get()
    with pytest.raises(Refused, match="Stop them first"):
        actions.call_off_closing(closing=closing, by=cast.susan, now=NOW)
    actions.stop_batch(batch=batch, by=cast.susan, now=NOW)
    actions.call_off_closing(closing=closing, by=cast.susan, now=NOW)
    cast.opening.refresh_from_db()
    assert cast.opening.state == OpeningState.PUBLISHED
    with pytest.raises(Refused, match="not being closed any more"):
        actions.call_off_closing(closing=closing, by=cast.susan, now=NOW)


def test_an_opening_in_which_nobody_waits_ends_at_once() -> None:
    """No letters, no wizard."""
    cast = make_cast()
    actions.start_closing(opening=cast.opening, outcome=Outcome.CLOSED, by=cast.susan, now=NOW)
    connection.check_constraints()
    cast.opening.refresh_from_db()
    assert cast.opening.state == OpeningState.CLOSED


def test_an_opening_ends_one_way() -> None:
    """Filled or closed, not both; and only while it is running."""
    cast = make_cast()
    crowd(cast)
    first = actions.start_closing(
        opening=cast.opening, outcome=Outcome.FILLED, by=cast.susan, now=NOW
    )
    again = actions.start_closing(
        opening=cast.opening, outcome=Outcome.FILLED, by=cast.susan, now=NOW
    )
    assert first == again
    with pytest.raises(Refused, match="already ending"):
        actions.start_closing(opening=cast.opening, outcome=Outcome.CLOSED, by=cast.susan, now=NOW)
