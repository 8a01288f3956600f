"""A promise made in the very instant its candidate withdraws: let go, never apologised for."""

# M7 M9

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Event
from typing import TYPE_CHECKING

import pytest
from django.db import connection, transaction

from hearback.careers.actions import withdraw
from hearback.channels.models import Channel, Message
from hearback.inbox.actions import Heard, conversation_about, hear
from hearback.insights.invariants import all_invariants
from hearback.ledger.actions import make_promise, plan_promise, sweep
from hearback.ledger.models import CALL, NEXT_ANSWER, Entry, Promise, PromiseState
from hearback.pipeline.models import Application, ApplicationState
from tests.cast import NOW, apply, make_cast

if TYPE_CHECKING:
    from datetime import datetime

pytestmark = pytest.mark.django_db(transaction=True)

DUE = NOW + timedelta(hours=6)
LATE = DUE + timedelta(minutes=1)


def _promise(application: Application, what: str = NEXT_ANSWER) -> Promise:
    planned = plan_promise(
        owner=application.owner,
        what=what,
        words="Susan Ito tells you by this evening",
        now=NOW,
        due_at=DUE,
        application=application,
    )
    return make_promise(by=application.owner, now=NOW, promise=planned)


def _promise_while_they_withdraw() -> Promise:
    """A promise stored but not committed while the withdrawal, on another line, is."""
    application = apply(make_cast())
    stored, left = Event(), Event()

    def promise() -> Promise:
        try:
            with transaction.atomic():
                made = _promise(application)
                stored.set()
                assert left.wait(timeout=10)
            return made
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as colleague:
        making = colleague.submit(promise)
        assert stored.wait(timeout=10)
        withdraw(application=application, now=NOW)
        left.set()
        return making.result(timeout=10)


def _to_nobody(now: datetime) -> int:
    """What `hearback check` counts."""
    (line,) = [one for one in all_invariants() if one.name == "promises_to_nobody"]
    return line.count(now)


@pytest.mark.parametrize("found_at", ["reminding", "breaking"])
def test_what_was_promised_as_they_withdrew_is_let_go_and_nobody_is_written_to(
    found_at: str,
) -> None:
    promise = _promise_while_they_withdraw()
    promise.refresh_from_db()
    letters = Message.objects.count()
    assert (promise.state, _to_nobody(NOW)) == (PromiseState.OPEN, 1)
    swept = sweep(now=promise.remind_at if found_at == "reminding" else LATE)
    promise.refresh_from_db()
    assert (swept.released, swept.reminded, swept.broken, swept.troubled) == (1, 0, 0, 0)
    assert promise.state == PromiseState.RELEASED
    assert "the application ended" in promise.reason
    said = Entry.objects.filter(kind="promise.released").latest("pk")
    assert said.payload["promise"] == promise.pk
    assert said.payload["reason"] == promise.reason
    assert Message.objects.count() == letters
    assert _to_nobody(NOW) == 0


def test_an_answer_still_owed_to_somebody_else_breaks_in_the_same_sweep_as_ever() -> None:
    _promise_while_they_withdraw()
    other = _promise(apply(make_cast(), "Bo Lindqvist"))
    swept = sweep(now=LATE)
    assert swept.released == 1
    while sweep(now=LATE).moved:
        pass
    other.refresh_from_db()
    assert other.state == PromiseState.BROKEN


@pytest.mark.parametrize(
    ("state", "what", "after"),
    [
        (ApplicationState.DECLINED, NEXT_ANSWER, PromiseState.RELEASED),
        (ApplicationState.DECLINED, CALL, PromiseState.BROKEN),
        (ApplicationState.HIRED, CALL, PromiseState.BROKEN),
    ],
)
def test_a_call_is_owed_to_whoever_was_told_no_or_yes(
    state: ApplicationState, what: str, after: PromiseState
) -> None:
    application = apply(make_cast())
    promise = _promise(application, what)
    with transaction.atomic():
        Application.objects.filter(pk=application.pk).update(state=state, ended_at=NOW)
    while sweep(now=LATE).moved:
        pass
    promise.refresh_from_db()
    assert promise.state == after


def test_whoever_wrote_to_us_and_withdrew_is_still_owed_the_reply() -> None:
    application = apply(make_cast())
    conversation = conversation_about(application, now=NOW)
    asked = Heard(channel=Channel.EMAIL, text="May I apply again in spring?", at=NOW)
    hear(conversation=conversation, heard=asked, now=NOW)
    withdraw(application=application, now=NOW)
    reply = Promise.objects.open().get(application=application)
    assert reply.conversation == conversation
    swept = sweep(now=reply.remind_at)
    assert (swept.reminded, swept.released, swept.troubled) == (1, 0, 0)
