"""After any history of real acts, cells are what a recount from nothing gives."""

# ruff: noqa: D102  the acts are named by what they do

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hearback.accounts.models import Team
from hearback.answers import actions as answers
from hearback.answers.actions.move_quietly import move_quietly
from hearback.answers.tests.makers import REASON, THANKS, helpful, send
from hearback.careers.actions.withdraw import withdraw
from hearback.channels.models import Message, MessageState
from hearback.channels.reports import returned
from hearback.clients.tests.makers import a_client, a_contact
from hearback.inbox.actions import ask
from hearback.insights.cells.renew import renew, renew_all
from hearback.insights.models import Touched
from hearback.insights.tests.makers import assert_exact
from hearback.interviews.day.actions import check_in, end_what_is_over, note_held
from hearback.interviews.models import Interview, Said
from hearback.interviews.tests.makers import booked, plan
from hearback.kit.errors import Invalid, NotYours, Refused
from hearback.ledger.actions import hand_over_many, make_promise, plan_promise, sweep
from hearback.ledger.models import CALL, WORD, Promise, Promisee
from hearback.pipeline.models import Application
from hearback.surveys.models import Asking, Opinion
from tests.cast import NOW, Cast, apply, make_cast
from tests.relay import TestRelay

HOUR = timedelta(hours=1)


class History:
    """Somebody's days at work: acts at a moment that only goes on."""

    def __init__(self) -> None:
        self.cast: Cast = make_cast()
        self.now: datetime = NOW
        self.visit = plan(self.cast)
        self.contact = a_contact(self.cast, a_client(self.cast))

    def somebody(self, number: int) -> Application:
        """One of those who applied, or somebody who just did."""
        there = Application.objects.order_by("pk")
        found = there[number % there.count()] if there.count() else None
        return found or apply(self.cast, f"Person {uuid4().hex[:6]}", now=self.now)

    def applies(self, _number: int) -> None:
        apply(self.cast, f"Person {uuid4().hex[:6]}", now=self.now)

    def hears_no(self, number: int) -> None:
        one = self.somebody(number)
        answers.decline(
            application=one,
            thanks=THANKS,
            reason=REASON,
            criterion=one.opening.criteria.order_by("position").first(),
            resource=helpful(),
            by=self.cast.susan,
            now=self.now,
            send_now=True,
            form_token=uuid4(),
        )

    def goes_on(self, number: int) -> None:
        answers.advance(
            application=self.somebody(number),
            to_stage=(self.cast.review, self.cast.interview)[number % 2],
            words="Good news.",
            by=self.cast.jo,
            now=self.now,
            send_now=True,
        )

    def is_held(self, number: int) -> None:
        answers.hold(
            application=self.somebody(number),
            reason="We need a day more.",
            due_at=self.now + timedelta(days=1 + number % 5),
            by=self.cast.susan,
            now=self.now,
            send_now=True,
        )

    def is_moved(self, number: int) -> None:
        stage = (self.cast.new, self.cast.review, self.cast.offer)[number % 3]
        who = self.somebody(number)
        move_quietly(application=who, to_stage=stage, by=self.cast.susan, now=self.now)

    def withdraws(self, number: int) -> None:
        withdraw(application=self.somebody(number), now=self.now)

    def asks(self, number: int) -> None:
        ask(application=self.somebody(number), words="Is there a car park?", now=self.now)

    def is_promised_a_call(self, number: int) -> None:
        self.promise(number, CALL)

    def is_talked_of(self, number: int) -> None:
        self.promise(number, WORD)

    def promise(self, number: int, what: str) -> None:
        """A call promised to somebody, or what a contact owes us on them."""
        is_word = what == WORD
        promise = plan_promise(
            owner=self.cast.susan,
            what=what,
            words="as told",
            now=self.now,
            due_at=self.now + (1 + number) * HOUR,
            application=self.somebody(number),
            promisee=Promisee.TEAM if is_word else Promisee.CANDIDATE,
            promiser=self.contact if is_word else None,
        )
        make_promise(by=self.cast.susan, now=self.now, promise=promise)

    def changes_hands(self, number: int) -> None:
        to = (self.cast.jo, self.cast.susan)[number % 2]
        some = Promise.objects.filter(application=self.somebody(number))
        hand_over_many(promises=some, to=to, by=self.cast.omar, now=self.now)

    def meets(self, number: int) -> None:
        one = booked(self.cast, self.somebody(number), self.visit, at=self.now + HOUR)
        for panelist in one.panelists.all():
            check_in(
                interview=Interview.objects.get(pk=one.pk),
                panelist=panelist,
                said=Said.HERE,
                now=self.now + HOUR + timedelta(minutes=number),
            )
        self.now += 2 * HOUR
        note_held(interview=Interview.objects.get(pk=one.pk), by=self.cast.susan, now=self.now)

    def time_passes(self, number: int) -> None:
        self.now += timedelta(hours=7 * number)
        for _ in range(3):
            sweep(now=self.now)
        end_what_is_over(now=self.now)

    def post_leaves(self, _number: int) -> None:
        send(self.now)

    def post_comes_back(self, number: int) -> None:
        there = Message.objects.filter(purpose__startswith="answers.", state=MessageState.ACCEPTED)
        if there.exists():
            letter = there.order_by("pk")[number % there.count()]
            returned(letter, reason="550 nobody", permanent=True, now=self.now)

    def is_asked_how_it_was(self, number: int) -> None:
        """Some answer, and of some of those it counts."""
        one = self.somebody(number)
        asking = Asking.objects.create(
            moment=("application", "interview", "answer")[number % 3],
            opening=one.opening,
            team=one.opening.team,
            stage=one.stage,
            language="en",
            since=self.now,
            asked_at=self.now if number else None,
        )
        month = {"counted_at": self.now, "month": self.now.date().replace(day=1)}
        if number % 4:
            known = month if number % 2 else {}
            Opinion.objects.create(
                asking=asking, recommend=number % 11, answered_at=self.now, **known
            )

    def opening_moves(self, number: int) -> None:
        opening = self.cast.opening
        opening.team, _ = Team.objects.get_or_create(name=f"Team {number % 3}")
        opening.manager = (self.cast.grace, None)[number % 2]
        opening.client = (None, self.contact.client)[number % 2]
        opening.save()

    def somebody_counts(self, number: int) -> None:
        renew(limit=1 + number)


ACTS: tuple[Callable[[History, int], None], ...] = (
    History.applies,
    History.applies,
    History.hears_no,
    History.goes_on,
    History.is_held,
    History.is_moved,
    History.withdraws,
    History.asks,
    History.is_promised_a_call,
    History.is_talked_of,
    History.changes_hands,
    History.meets,
    History.time_passes,
    History.post_leaves,
    History.post_leaves,
    History.post_comes_back,
    History.is_asked_how_it_was,
    History.opening_moves,
    History.somebody_counts,
)
act = st.tuples(st.sampled_from(ACTS), st.integers(0, 12))


# M38
@pytest.mark.django_db
@pytest.mark.slow
@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(act, min_size=5, max_size=30))
def test_any_history_counts_as_a_recount_does(relay: TestRelay, acts: list[Any]) -> None:
    del relay
    with transaction.atomic():
        history = History()
        for what, number in acts:
            with suppress(Refused, Invalid, NotYours, ValueError), transaction.atomic():
                what(history, number)
        assert_exact(limit=3)
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_a_history_of_every_act_is_worked_out(relay: TestRelay) -> None:
    """The acts above do something: none is only refused."""
    del relay
    history = History()
    for what in dict.fromkeys(ACTS):
        if what is History.somebody_counts:
            continue
        renew_all()
        apply(history.cast, f"Person {uuid4().hex[:6]}", now=history.now)
        what(history, Application.objects.count() - 1)
    assert Touched.objects.exists()
    assert_exact()
