"""Taking back, calling off, stopping: until a letter has left, nothing has happened."""

# M8 M29

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from hearback.answers import actions
from hearback.answers.models import AnswerState
from hearback.answers.tests.makers import (
    HOUR,
    MINUTE,
    at,
    open_promises,
    send,
    tell_no,
    tell_onward,
)
from hearback.careers.actions import withdraw
from hearback.channels.actions import send_again
from hearback.channels.models import MessageState
from hearback.inbox.actions import mark_letter_sent, recall_letter, set_letter_aside
from hearback.kit.errors import Refused
from hearback.ledger.models import Entry, PromiseState
from hearback.pipeline.models import ApplicationState
from tests.cast import NOW, apply, make_cast
from tests.relay import REFUSE

if TYPE_CHECKING:
    from tests.relay import TestRelay

pytestmark = pytest.mark.django_db

SOON = NOW + timedelta(seconds=5)


def test_taken_back_before_it_left_everything_is_as_before() -> None:
    """The next promise is released, the old one owed and reminded of, the card where it was."""
    cast = make_cast()
    application = apply(cast)
    before = application.promises.get()
    answer = tell_onward(cast, application)
    actions.recall(answer=answer, by=cast.jo, now=SOON)
    for row in (application, answer):
        row.refresh_from_db()
    (now_open,) = open_promises(application)
    assert (answer.state, application.stage) == (AnswerState.RECALLED, cast.new)
    assert now_open == before
    assert (now_open.kept_by, now_open.next_at) == (None, before.next_at)
    assert application.promises.get(what="next_answer").state == PromiseState.RELEASED
    assert Entry.objects.get(kind="answer.recalled").by == cast.jo
    assert send(NOW + HOUR) == 0


def test_taking_back_twice_is_harmless() -> None:
    """The second press finds it done."""
    cast = make_cast()
    answer = tell_no(cast, apply(cast))
    for _ in range(2):
        actions.recall(answer=answer, by=cast.susan, now=SOON)
    assert Entry.objects.filter(kind="answer.recalled").count() == 1


def test_after_it_left_the_refusal_says_when(relay: TestRelay) -> None:
    """At 10:01 on Susan's clock."""
    cast = make_cast()
    answer = tell_onward(cast, apply(cast))
    send(NOW + MINUTE)
    with pytest.raises(Refused, match="It left on Tuesday 24 November, 10:01"):
        actions.recall(answer=answer, by=cast.susan, now=NOW + HOUR)
    answer.refresh_from_db()
    assert answer.state == AnswerState.GIVEN
    assert relay.taken


def test_a_decision_can_be_changed_before_it_left(relay: TestRelay) -> None:
    """Taken back, decided anew: only the new letter arrives."""
    cast = make_cast()
    application = apply(cast)
    actions.recall(answer=tell_no(cast, application), by=cast.susan, now=SOON)
    tell_onward(cast, application, now=SOON)
    send(NOW + 3 * 24 * HOUR)
    application.refresh_from_db()
    subjects = [mail["Subject"] for mail in relay.taken_by("ana.moreau@mail.example")]
    assert application.state == ApplicationState.IN_PROGRESS
    assert application.stage == cast.interview
    assert len(subjects) == 2
    assert subjects[1].startswith("Good news")


def test_who_withdraws_is_not_told_no_any_more(relay: TestRelay) -> None:
    """The answer is called off in the same transaction."""
    cast = make_cast()
    application = apply(cast)
    answer = tell_no(cast, application)
    withdraw(application=application, now=SOON)
    send(NOW + 3 * 24 * HOUR)
    answer.refresh_from_db()
    application.refresh_from_db()
    assert answer.state == AnswerState.RECALLED
    assert application.state == ApplicationState.WITHDRAWN
    assert open_promises(application) == []
    subjects = [mail["Subject"] for mail in relay.taken_by("ana.moreau@mail.example")]
    assert not [subject for subject in subjects if subject.startswith("Your application to be")]
    assert len(subjects) == 2


def test_a_letter_that_crossed_with_the_withdrawal_is_given_and_changes_nothing(
    relay: TestRelay,
) -> None:
    """Accepted, then withdrawn, then settled: the person's word stands."""
    cast = make_cast()
    application = apply(cast)
    answer = tell_no(cast, application, send_now=True)
    message = answer.message
    assert message is not None
    message.state, message.accepted_at = MessageState.ACCEPTED, NOW + MINUTE
    message.save()
    withdraw(application=application, now=SOON)
    send(NOW + HOUR)
    answer.refresh_from_db()
    application.refresh_from_db()
    assert answer.state == AnswerState.GIVEN
    assert application.state == ApplicationState.WITHDRAWN
    assert relay.taken


def test_a_letter_to_an_old_address_stops_and_can_be_sent_to_the_new_one(
    relay: TestRelay,
) -> None:
    """Stopped at the door, owed again, visible; one press sends it on, and the promise is kept."""
    cast = make_cast()
    application = apply(cast)
    promise = application.promises.get()
    answer = tell_no(cast, application, send_now=True)
    application.candidate.email = "ana@new.example"
    application.candidate.save()
    send(NOW + MINUTE)
    promise.refresh_from_db()
    answer.refresh_from_db()
    message = answer.message
    assert message is not None
    assert (message.state, answer.state) == (MessageState.STOPPED, AnswerState.WAITING)
    assert "address has changed" in message.trouble
    assert (promise.state, promise.kept_by) == (PromiseState.OPEN, None)
    actions.send_to_new_address(answer=answer, by=cast.susan, now=NOW + HOUR)
    send(NOW + HOUR)
    promise.refresh_from_db()
    application.refresh_from_db()
    assert promise.state == PromiseState.KEPT
    assert application.state == ApplicationState.DECLINED
    assert len(relay.taken_by("ana@new.example")) == 1


def test_a_letter_that_was_refused_leaves_the_promise_owed_until_it_arrives(
    relay: TestRelay,
) -> None:
    """No such mailbox: the answer waits, the promise is on Today; sent again, it is kept."""
    cast = make_cast()
    application = apply(cast)
    promise = application.promises.get()
    reminder = promise.next_at
    send(NOW)
    answer = tell_no(cast, application, send_now=True)
    relay.tell(REFUSE)
    send(NOW + MINUTE)
    promise.refresh_from_db()
    answer.refresh_from_db()
    application.refresh_from_db()
    assert answer.state == AnswerState.WAITING
    assert application.state == ApplicationState.IN_PROGRESS
    assert (promise.kept_by, promise.next_at) == (None, reminder)
    assert Entry.objects.filter(kind="letter.undelivered", application=application).exists()
    relay.tell("accept")
    assert answer.message is not None
    send_again(answer.message, now=NOW + HOUR)
    send(NOW + HOUR)
    promise.refresh_from_db()
    application.refresh_from_db()
    assert promise.state == PromiseState.KEPT
    assert application.state == ApplicationState.DECLINED


def test_an_answer_whose_letter_did_not_arrive_can_be_taken_back(relay: TestRelay) -> None:
    """Nothing reached anybody, so the decision is free again."""
    cast = make_cast()
    application = apply(cast)
    send(NOW)
    answer = tell_no(cast, application, send_now=True)
    relay.tell(REFUSE)
    send(NOW + MINUTE)
    actions.recall(answer=answer, by=cast.susan, now=NOW + HOUR)
    assert tell_onward(cast, application, now=NOW + HOUR).state == AnswerState.WAITING


def test_taking_the_letter_back_in_the_outbox_takes_the_answer_back() -> None:
    """The outbox knows letters, not answers; the plot puts them together."""
    cast = make_cast()
    application = apply(cast)
    answer = tell_onward(cast, application)
    assert answer.message is not None
    recall_letter(message=answer.message, by=cast.susan, now=SOON)
    answer.refresh_from_db()
    (promise,) = open_promises(application)
    assert answer.state == AnswerState.RECALLED
    assert (promise.what, promise.kept_by) == ("first_answer", None)
    assert tell_no(cast, application).state == AnswerState.WAITING


def test_giving_a_stuck_letter_up_frees_the_decision(relay: TestRelay) -> None:
    """What was promised is still owed."""
    cast = make_cast()
    application = apply(cast)
    send(NOW)
    answer = tell_no(cast, application, send_now=True)
    relay.tell(REFUSE)
    send(NOW + MINUTE)
    assert answer.message is not None
    set_letter_aside(message=answer.message, reason="wrong number", by=cast.susan, now=NOW + HOUR)
    answer.refresh_from_db()
    assert answer.state == AnswerState.RECALLED
    assert len(open_promises(application)) == 1


def test_a_letter_somebody_found_to_have_arrived_gives_the_answer() -> None:
    """In doubt, looked up, marked as sent."""
    cast = make_cast()
    application = apply(cast)
    answer = tell_no(cast, application)
    message = answer.message
    assert message is not None
    message.state = MessageState.IN_DOUBT
    message.save()
    mark_letter_sent(message=message, by=cast.susan, now=NOW + HOUR)
    answer.refresh_from_db()
    application.refresh_from_db()
    assert answer.state == AnswerState.GIVEN
    assert application.state == ApplicationState.DECLINED
    assert open_promises(application) == []


def test_when_nobody_knows_whether_it_left_it_cannot_be_taken_back() -> None:
    """Somebody has to look first."""
    cast = make_cast()
    answer = tell_no(cast, apply(cast))
    assert answer.message is not None
    answer.message.state = MessageState.IN_DOUBT
    answer.message.save()
    with pytest.raises(Refused, match="Nobody knows whether"):
        actions.recall(answer=answer, by=cast.susan, now=SOON)


def test_a_waiting_no_can_be_sent_at_once(relay: TestRelay) -> None:
    """Ana rang; and it is on record that nobody waited."""
    cast = make_cast()
    application = apply(cast)
    answer = tell_no(cast, application)
    actions.send_answer_now(answer=answer, by=cast.susan, now=NOW + HOUR)
    send(NOW + HOUR)
    application.refresh_from_db()
    entry = Entry.objects.get(kind="answer.hastened")
    assert application.state == ApplicationState.DECLINED
    assert entry.payload["when"] == "Wednesday 25 November, 10:00"
    with pytest.raises(Refused, match="not waiting for its moment"):
        actions.send_answer_now(answer=answer, by=cast.susan, now=NOW + 2 * HOUR)
    assert relay.taken


def test_settling_the_same_letters_again_changes_nothing(relay: TestRelay) -> None:
    """A worker that died between the relay's yes and our commit settles them once more."""
    cast = make_cast()
    answer = tell_onward(cast, apply(cast))
    send(NOW + MINUTE)
    assert answer.message is not None
    actions.settle_answers([answer.message], now=NOW + HOUR)
    answer.refresh_from_db()
    assert answer.given_at == at(2026, 11, 24, 15, 1)
    assert Entry.objects.filter(kind="answer.onward_given").count() == 1
    assert relay.taken
