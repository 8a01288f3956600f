"""Onward: good news the same day, with the next promise in the same letter."""

# M8 M10 M11 M29

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from hearback.answers import actions
from hearback.answers.models import AnswerState
from hearback.answers.tests.makers import DAY, MINUTE, at, open_promises, send, tell_onward
from hearback.channels.models import Message
from hearback.kit.errors import Refused
from hearback.ledger.models import Entry, PromiseSource, PromiseState
from hearback.pipeline.models import ApplicationState
from tests.cast import NOW, apply, make_cast

if TYPE_CHECKING:
    from tests.relay import TestRelay

pytestmark = pytest.mark.django_db


def test_until_the_letter_has_left_nothing_has_happened_but_a_decision() -> None:
    """The old promise is open, the stage as before, and the letter waits for undo to be over."""
    cast = make_cast()
    application = apply(cast)
    answer = tell_onward(cast, application)
    application.refresh_from_db()
    first, following = open_promises(application)
    assert answer.state == AnswerState.WAITING
    assert application.stage == cast.new
    assert (first.kept_by, following.told_by) == (answer.message, answer.message)
    assert answer.message is not None
    assert answer.message.send_after == NOW + timedelta(seconds=10)
    assert answer.promise == following


def test_the_letter_keeps_the_old_promise_tells_the_next_and_moves_the_card(
    relay: TestRelay,
) -> None:
    """Accepted by the relay is what counts."""
    cast = make_cast()
    application = apply(cast)
    first = application.promises.get()
    answer = tell_onward(cast, application)
    assert send(NOW + MINUTE) == 2
    for row in (application, first, answer):
        row.refresh_from_db()
    (following,) = open_promises(application)
    assert first.state == PromiseState.KEPT
    assert following.pk == answer.promise_id
    assert application.stage == cast.interview
    assert application.state == ApplicationState.IN_PROGRESS
    assert answer.state == AnswerState.GIVEN
    letter = relay.taken_by("ana.moreau@mail.example")[-1].get_body(("plain",))
    assert letter is not None
    text = letter.get_content()
    assert "We would like to meet you." in text
    assert following.words in text
    assert "Susan Ito tells you by Tuesday 1 December, 10:00" in text


def test_the_policy_sets_the_next_date_and_a_person_may_name_another() -> None:
    """Five working days by the policy of the opening; or Friday, because Susan says so."""
    cast = make_cast()
    by_policy = tell_onward(cast, apply(cast)).promise
    friday = at(2026, 11, 27, 21)
    by_susan = tell_onward(cast, apply(cast, "Bo Chen"), due_at=friday).promise
    assert by_policy is not None
    assert by_susan is not None
    assert (by_policy.due_at, by_policy.source) == (at(2026, 12, 1, 15), PromiseSource.RULE)
    assert (by_susan.due_at, by_susan.source) == (friday, PromiseSource.PERSON)


def test_good_news_does_not_ring_anybody_out_of_bed() -> None:
    """Decided at 23:30 in Toronto, read at seven."""
    cast = make_cast()
    night = at(2026, 11, 25, 4, 30)
    answer = tell_onward(cast, apply(cast), now=night)
    assert answer.send_at == at(2026, 11, 25, 12)
    assert "when it is morning where it is read" in answer.timing_reason


@pytest.mark.parametrize("words", ["", "   \n "])
def test_without_words_to_the_candidate_it_is_refused(words: str) -> None:
    """A stage move is not an answer."""
    cast = make_cast()
    application = apply(cast)
    with pytest.raises(Refused, match="the person will read your words"):
        tell_onward(cast, application, words=words)
    assert not application.answers_given.exists()


@pytest.mark.parametrize("due_at", [NOW - DAY, NOW, NOW + timedelta(seconds=5)])
def test_a_next_date_that_is_over_before_the_letter_leaves_is_refused(due_at: object) -> None:
    """A promise is for later."""
    cast = make_cast()
    application = apply(cast)
    with pytest.raises(Refused, match="The next date has to"):
        tell_onward(cast, application, due_at=due_at)
    assert len(open_promises(application)) == 1
    assert not Message.objects.filter(purpose="answers.onward").exists()


def test_moving_a_card_without_a_word_leaves_every_promise_alone() -> None:
    """An internal move keeps nothing."""
    cast = make_cast()
    application = apply(cast)
    promise = application.promises.get()
    actions.move_quietly(application=application, to_stage=cast.review, by=cast.jo, now=NOW)
    application.refresh_from_db()
    entry = Entry.objects.get(kind="application.moved")
    assert application.stage == cast.review
    assert open_promises(application) == [promise]
    assert (entry.by, entry.payload["to_stage"]) == (cast.jo, cast.review.name)


def test_moving_a_card_with_an_answer_on_its_way_is_refused() -> None:
    """Susan's letter says interview; the card waits for it."""
    cast = make_cast()
    application = apply(cast)
    tell_onward(cast, application)
    with pytest.raises(Refused, match="Susan Ito decided about Ana Moreau"):
        actions.move_quietly(application=application, to_stage=cast.review, by=cast.jo, now=NOW)
    application.refresh_from_db()
    assert application.stage == cast.new


def test_what_is_decided_is_not_reminded_of() -> None:
    """The sweep looks again only if the letter does not come in time."""
    cast = make_cast()
    application = apply(cast)
    tell_onward(cast, application)
    first = application.promises.get(what="first_answer")
    assert first.next_at == first.due_at
