"""Hire: good news, who rings by when, and nobody else is touched."""

# M10 M29

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from hearback.answers import actions
from hearback.answers.models import AnswerState
from hearback.answers.tests.makers import DAY, HOUR, MINUTE, open_promises, send
from hearback.inbox.actions import log_call
from hearback.kit.errors import Refused
from hearback.ledger.models import PromiseState
from hearback.pipeline.models import ApplicationState
from tests.cast import NOW, apply, make_cast

if TYPE_CHECKING:
    from tests.relay import TestRelay

pytestmark = pytest.mark.django_db


def test_the_letter_says_the_job_is_theirs_and_who_rings(relay: TestRelay) -> None:
    """Once it has arrived the application is hired, and the call is owed."""
    cast = make_cast()
    application, other = apply(cast), apply(cast, "Bo Chen")
    answer = actions.hire(
        application=application,
        words="You start on 4 January.",
        caller=cast.grace,
        ring_by=NOW + DAY,
        by=cast.susan,
        now=NOW,
    )
    send(NOW + MINUTE)
    for row in (application, other, answer):
        row.refresh_from_db()
    letter = relay.taken_by("ana.moreau@mail.example")[-1].get_body(("plain",))
    assert letter is not None
    text = letter.get_content()
    assert "We would like you to be our Shop manager." in text
    assert "You start on 4 January." in text
    assert "Grace Okafor rings you by Wednesday 25 November, 10:00" in text
    assert (application.state, answer.state) == (ApplicationState.HIRED, AnswerState.GIVEN)
    assert other.state == ApplicationState.IN_PROGRESS
    (call,) = open_promises(application)
    assert (call.what, call.owner) == ("call", cast.grace)


def test_the_call_keeps_its_promise_once_it_is_noted(relay: TestRelay) -> None:
    """Evidence: who rang, when, and what was said."""
    cast = make_cast()
    application = apply(cast)
    actions.hire(
        application=application,
        words="",
        caller=cast.susan,
        ring_by=NOW + DAY,
        by=cast.susan,
        now=NOW,
    )
    send(NOW + MINUTE)
    (call,) = open_promises(application)
    noted: dict[str, Any] = {"application": application, "by": cast.susan, "now": NOW + 3 * HOUR}
    log_call(words="She starts on 4 January", at=NOW + 2 * HOUR, answers=False, **noted)
    call.refresh_from_db()
    assert call.state == PromiseState.KEPT
    assert call.evidence == "Susan Ito: She starts on 4 January"
    assert relay.taken


def test_a_call_before_the_letter_is_refused() -> None:
    """Nobody is rung about a letter they do not have."""
    cast = make_cast()
    application = apply(cast)
    with pytest.raises(Refused, match="The call has to come after"):
        actions.hire(
            application=application,
            words="",
            caller=cast.susan,
            ring_by=NOW + MINUTE / 10,
            by=cast.susan,
            now=NOW,
        )
    assert not application.answers_given.exists()
