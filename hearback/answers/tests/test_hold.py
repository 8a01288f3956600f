"""Hold: a new date with its reason, told before the old date passes."""

# M7 M9 M29

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from hearback.answers import actions
from hearback.answers.models import Answer, AnswerState
from hearback.answers.tests.makers import DAY, MINUTE, open_promises, send
from hearback.channels.models import Message
from hearback.kit.errors import Refused
from hearback.ledger.actions import make_promise, plan_promise, sweep
from hearback.ledger.models import PromiseSource, PromiseState
from hearback.pipeline.models import Application
from tests.cast import NOW, Cast, apply, make_cast

if TYPE_CHECKING:
    from tests.relay import TestRelay

pytestmark = pytest.mark.django_db

NEW_DATE = NOW + 7 * DAY


def hold(cast: Cast, application: Application, **more: Any) -> Answer:
    known: dict[str, Any] = {
        "reason": "Grace is ill, and she decides with me.",
        "due_at": NEW_DATE,
        "by": cast.susan,
        "now": NOW,
    }
    return actions.hold(application=application, **(known | more))


def test_the_letter_tells_the_old_date_the_reason_and_the_new_date(relay: TestRelay) -> None:
    """Sorry once, plainly, with a new date; and nothing moves on the board."""
    cast = make_cast()
    application = apply(cast)
    answer = hold(cast, application)
    send(NOW + MINUTE)
    application.refresh_from_db()
    answer.refresh_from_db()
    letter = relay.taken_by("ana.moreau@mail.example")[-1].get_body(("plain",))
    assert letter is not None
    text = letter.get_content()
    assert "by Thursday 26 November, 10:00" in text
    assert "Grace is ill, and she decides with me." in text
    assert "Susan Ito tells you by Tuesday 1 December, 10:00" in text
    assert (application.stage, answer.state) == (cast.new, AnswerState.GIVEN)


def test_told_before_the_old_date_it_has_moved(relay: TestRelay) -> None:
    """The old promise waits for the letter, then gives way to the new one."""
    cast = make_cast()
    application = apply(cast)
    old = application.promises.get()
    hold(cast, application)
    old.refresh_from_db()
    assert old.state == PromiseState.OPEN
    send(NOW + MINUTE)
    old.refresh_from_db()
    (new,) = open_promises(application)
    assert old.state == PromiseState.RENEGOTIATED
    assert (new.follows, new.due_at, new.source) == (old, NEW_DATE, PromiseSource.PERSON)
    assert relay.taken


def test_told_after_the_old_date_it_was_broken_all_the_same(relay: TestRelay) -> None:
    """The relay was out of reach until Friday: late is late."""
    cast = make_cast()
    application = apply(cast)
    old = application.promises.get()
    hold(cast, application)
    relay.die()
    friday = old.due_at + DAY
    sweep(now=friday)
    relay.start()
    send(friday + MINUTE)
    old.refresh_from_db()
    assert old.state == PromiseState.BROKEN
    assert NEW_DATE in [promise.due_at for promise in open_promises(application)]


def test_a_duty_by_law_is_met_by_saying_that_there_is_no_decision_yet(relay: TestRelay) -> None:
    """Forty-five days after an interview somebody must hear; "not yet" is a lawful answer."""
    cast = make_cast()
    application = apply(cast)
    law = plan_promise(
        owner=cast.susan,
        what="decision",
        words="",
        now=NOW,
        due_at=NOW + 45 * DAY,
        application=application,
        source=PromiseSource.LAW,
    )
    make_promise(by=None, now=NOW, promise=law)
    hold(cast, application)
    send(NOW + MINUTE)
    law.refresh_from_db()
    assert law.state == PromiseState.KEPT
    assert [promise.due_at for promise in open_promises(application)] == [NEW_DATE]
    assert relay.taken


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"reason": "  "}, "Give the reason"),
        ({"due_at": NOW - DAY}, "still to come"),
        ({"due_at": NOW}, "still to come"),
        ({"due_at": NOW + timedelta(seconds=9)}, "after the letter"),
        ({"due_at": NOW + 101 * DAY}, "more than a hundred days"),
    ],
)
def test_without_a_reason_or_a_date_to_come_nothing_moves(
    wrong: dict[str, Any], sentence: str
) -> None:
    """A date once given moves only with a reason, and forwards."""
    cast = make_cast()
    application = apply(cast)
    with pytest.raises(Refused, match=sentence):
        hold(cast, application, **wrong)
    assert not Message.objects.filter(purpose="answers.hold").exists()
    assert len(open_promises(application)) == 1
    assert hold(cast, application).state == AnswerState.WAITING


def test_taking_it_back_leaves_the_old_date_as_it_was() -> None:
    """The new promise is released, because nobody was ever told of it."""
    cast = make_cast()
    application = apply(cast)
    old = application.promises.get()
    answer = hold(cast, application)
    actions.recall(answer=answer, by=cast.susan, now=NOW + timedelta(seconds=5))
    assert open_promises(application) == [old]
    assert application.promises.get(follows=old).state == PromiseState.RELEASED
    assert send(NOW + MINUTE) == 0
