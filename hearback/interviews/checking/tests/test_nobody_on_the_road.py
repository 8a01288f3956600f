"""Whatever happens in whatever order, nobody is on the road for a closed job."""

# M16

from __future__ import annotations

import os
from datetime import timedelta

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from hearback.answers.actions import call_off_closing, start_closing
from hearback.answers.models import Closing, Outcome
from hearback.careers.openings.actions import pause_opening, resume_opening
from hearback.inbox.callbacks.actions import log_attempt
from hearback.inbox.callbacks.models import CallAttempt
from hearback.inbox.callbacks.models import Outcome as Spoken
from hearback.interviews.booking.actions import call_off
from hearback.interviews.checking import actions as act
from hearback.interviews.checking.gate import refuse_frozen
from hearback.interviews.checking.models import Ask, Tap
from hearback.interviews.checking.queries import is_past
from hearback.interviews.models import Interview, RungOff
from hearback.interviews.tests.makers import booked, invited, plan
from hearback.kit.errors import Refused
from hearback.ledger.models import CALL, Promise
from hearback.pipeline.models import Application, Opening, OpeningState
from tests.cast import NOW, apply, make_cast

# FREEZE_EXAMPLES=500 makes it thorough.
EXAMPLES = int(os.environ.get("FREEZE_EXAMPLES", "6"))
PEOPLE = 4
NEAR = timedelta(hours=24)
hours = st.integers(1, 36).map(lambda number: timedelta(hours=number))


class Road(RuleBasedStateMachine):
    """An opening, a few people, and everybody who may do something about either."""

    def __init__(self) -> None:
        super().__init__()
        self.undone = transaction.atomic()
        self.undone.__enter__()
        self.now = NOW
        self.cast = make_cast()
        self.visit = plan(self.cast)
        for session in self.visit.sessions.all():
            session.people.clear()  # whether colleagues are free is told elsewhere
        self.people = [apply(self.cast, f"Guest {number}") for number in range(PEOPLE)]

    def teardown(self) -> None:
        """Leave nothing behind."""
        transaction.set_rollback(True)
        self.undone.__exit__(None, None, None)

    @property
    def opening(self) -> Opening:
        """As it is by now."""
        return Opening.objects.get(pk=self.cast.opening.pk)

    def _free(self) -> Application | None:
        ahead = Interview.objects.ahead().values("application")
        mine = Application.objects.filter(pk__in=[one.pk for one in self.people])
        return mine.exclude(pk__in=ahead).order_by("pk").first()

    @rule(ahead=hours)
    def book(self, ahead: timedelta) -> None:
        """Somebody chooses a time, if the gate lets them."""
        person = self._free()
        if person is None:
            return
        try:
            refuse_frozen(self.opening)
        except Refused:
            assert self.opening.state != OpeningState.PUBLISHED
            return
        booked(self.cast, person, self.visit, at=self.now + ahead)

    @rule(ahead=hours)
    def slip_in(self, ahead: timedelta) -> None:
        """Somebody was let in the moment before the gate closed."""
        if (person := self._free()) is not None:
            booked(self.cast, person, self.visit, at=self.now + ahead)

    @rule()
    def invite(self) -> None:
        """Somebody is invited and has not chosen yet."""
        if self.opening.state == OpeningState.PUBLISHED and (person := self._free()):
            invited(self.cast, person, self.visit)

    @rule(ahead=hours)
    def move(self, ahead: timedelta) -> None:
        """A booked visit gets another time."""
        one = Interview.objects.booked().filter(begins_at__gt=self.now).order_by("pk").last()
        if one is not None and self.opening.state == OpeningState.PUBLISHED:
            one.begins_at, one.ends_at = self.now + ahead, self.now + ahead + timedelta(hours=1)
            one.save(update_fields=["begins_at", "ends_at"])

    @rule()
    def cancel(self) -> None:
        """A candidate calls it off."""
        if one := Interview.objects.booked().filter(begins_at__gt=self.now).first():
            call_off(interview=one, reason="", by=None, now=self.now)

    @rule()
    def pause(self) -> None:
        """Somebody presses Pause."""
        if self.opening.state == OpeningState.PUBLISHED:
            pause_opening(opening=self.opening, by=self.cast.susan, now=self.now)

    @rule()
    def resume(self) -> None:
        """It runs again, unless it is ending."""
        ending = Closing.objects.under_way().exists()
        if self.opening.state == OpeningState.PAUSED and not ending:
            resume_opening(opening=self.opening, by=self.cast.susan, now=self.now)

    @rule(outcome=st.sampled_from(Outcome))
    def end(self, outcome: Outcome) -> None:
        """Its end begins."""
        if self.opening.state in {OpeningState.PUBLISHED, OpeningState.PAUSED}:
            there = Closing.objects.under_way().exists()
            if not there:
                start_closing(
                    opening=self.opening, outcome=outcome, by=self.cast.susan, now=self.now
                )

    @rule()
    def stay_open(self) -> None:
        """It stays open after all."""
        if closing := Closing.objects.under_way().first():
            call_off_closing(closing=closing, by=self.cast.susan, now=self.now)

    @rule(tap=st.sampled_from(Tap))
    def answer(self, tap: Tap) -> None:
        """Whoever was asked last presses a button."""
        ask = Ask.objects.order_by("-asked_at", "-pk").first()
        if ask is not None:
            try:
                act.answer_ask(ask=ask, tap=tap, by=ask.asked_of, now=self.now)
            except Refused:
                said_no = ask.answer in {Tap.PAUSED, Tap.FILLED}
                assert tap == Tap.YES or said_no or is_past(ask, now=self.now)

    @rule()
    def ring(self) -> None:
        """Somebody rings whoever is to be rung first, and speaks to them."""
        if promise := Promise.objects.open().filter(what=CALL).order_by("due_at").first():
            log_attempt(promise=promise, outcome=Spoken.SPOKE, by=self.cast.susan, now=self.now)

    @rule(minutes=st.integers(15, 2000))
    def wait(self, minutes: int) -> None:
        """Time passes."""
        self.now += timedelta(minutes=minutes)

    @invariant()
    def nobody_is_on_the_road_for_a_closed_job(self) -> None:
        """Once the worker has run."""
        stopped = self.opening.state != OpeningState.PUBLISHED
        to_come = Interview.objects.booked().filter(begins_at__gt=self.now)
        near = list(to_come.filter(begins_at__lte=self.now + NEAR)) if stopped else []
        self._work()
        if self.opening.state != OpeningState.PUBLISHED:
            assert not to_come.exists()
            assert not Interview.objects.filter(state="invited").exists()
        for interview in near:
            assert RungOff.objects.filter(interview=interview).exists()
            assert self._is_or_was_rung(interview)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # nobody without a promise (M8)
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")

    def _is_or_was_rung(self, interview: Interview) -> bool:
        owed = Promise.objects.open().filter(application=interview.application_id, what=CALL)
        calls = CallAttempt.objects.filter(
            callback__conversation__application=interview.application_id, outcome=Spoken.SPOKE
        )
        return owed.exists() or calls.exists()

    def _work(self) -> None:
        act.plan_checks(now=self.now)
        act.ask_what_is_due(now=self.now)
        act.tell_of_silence(now=self.now)
        act.ring_unconfirmed(now=self.now)
        act.freeze_slipped(now=self.now)
        act.stop_interviews(clock=lambda: self.now)


@pytest.mark.django_db
def test_nobody_is_on_the_road_for_a_closed_job() -> None:
    run_state_machine_as_test(
        Road,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=15,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
