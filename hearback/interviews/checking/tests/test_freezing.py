"""A job that stops stops its interviews: everybody is written to, whoever comes soon is rung."""

# M16

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from hearback.answers.actions import start_closing
from hearback.answers.models import Outcome
from hearback.careers.openings.actions import pause_opening, resume_opening
from hearback.inbox.callbacks.models import Callback
from hearback.interviews.checking.models import Ask, Freeze
from hearback.interviews.checking.tests.conftest import Days, page_of
from hearback.interviews.models import Interview, InterviewState
from hearback.interviews.tests.makers import MONDAY, booked, invited, plan
from hearback.ledger.models import Promise
from hearback.pipeline.models import Opening, OpeningState
from tests.cast import NOW, Cast, apply
from tests.relay import TestRelay

pytestmark = pytest.mark.django_db(transaction=True)

HOUR = timedelta(hours=1)
SUSAN, ANA, BO = "susan@harbour.example", "ana.moreau@mail.example", "bo.chen@mail.example"


def _subjects(relay: TestRelay, address: str) -> list[str]:
    return [str(mail["Subject"]) for mail in relay.taken_by(address)]


def _words(relay: TestRelay, address: str) -> str:
    bodies = [mail.get_body(("plain",)) for mail in relay.taken_by(address)]
    return "\n".join(body.get_content() for body in bodies if body is not None)


def _state(interview: Interview) -> str:
    return Interview.objects.get(pk=interview.pk).state


def test_a_pause_calls_everybody_off_with_the_reason_and_rings_who_comes_within_a_day(
    cast: Cast, days: Days, relay: TestRelay
) -> None:
    visit = plan(cast)
    soon = booked(cast, apply(cast), visit, at=NOW + 5 * HOUR)
    later = booked(cast, apply(cast, "Bo Chen"), visit, at=MONDAY)
    unbooked = invited(cast, apply(cast, "Cleo Diaz"), visit)
    pause_opening(opening=cast.opening, by=cast.susan, now=NOW)
    days.work()
    assert {_state(one) for one in (soon, later, unbooked)} == {InterviewState.CANCELLED}
    for address in (ANA, BO, "cleo.diaz@mail.example"):
        assert "The search for “Shop manager” is paused for now." in _words(relay, address)
    callback = Callback.objects.get()
    assert callback.conversation.name == "Ana Moreau"
    assert callback.promise.due_at == NOW + 2 * HOUR
    assert callback.promise.owner == cast.susan
    assert "Ring now: interviews for Shop manager are off" in _subjects(relay, SUSAN)
    assert "Ana Moreau, +1 416-555-0199, by Tuesday 24 November, 12:00" in _words(relay, SUSAN)
    freeze = Freeze.objects.get()
    assert (freeze.called_off, freeze.rung_off.count()) == (3, 1)
    assert freeze.done_at is not None


def test_whoever_is_in_the_room_already_goes_on(cast: Cast, days: Days) -> None:
    begun = booked(cast, apply(cast), at=NOW - HOUR)
    pause_opening(opening=cast.opening, by=cast.susan, now=NOW)
    days.work()
    assert _state(begun) == InterviewState.BOOKED


def test_one_tap_on_filled_begins_the_end_and_stops_who_comes(
    cast: Cast, days: Days, relay: TestRelay
) -> None:
    interview = booked(cast, apply(cast), at=MONDAY + 4 * HOUR)
    days.until(MONDAY - timedelta(days=4) - HOUR)
    Client().post(page_of(Ask.objects.get()), {"answer": "filled"})
    days.work()
    assert Opening.objects.get(pk=cast.opening.pk).state == OpeningState.PAUSED

    assert _state(interview) == InterviewState.CANCELLED
    assert "is being filled or closed" in _words(relay, ANA)
    open_ones = Promise.objects.open().to_candidate().filter(application=interview.application)
    assert open_ones.exists()  # M8: an answer with a date is still owed


def test_the_beginning_of_an_end_at_the_desk_stops_them_too(cast: Cast, days: Days) -> None:
    interview = booked(cast, apply(cast), at=MONDAY)
    start_closing(opening=cast.opening, outcome=Outcome.CLOSED, by=cast.susan, now=NOW)
    days.work()
    assert _state(interview) == InterviewState.CANCELLED


def test_nothing_comes_back_by_itself_when_the_opening_runs_again(cast: Cast, days: Days) -> None:
    interview = booked(cast, apply(cast), at=MONDAY)
    pause_opening(opening=cast.opening, by=cast.susan, now=NOW)
    days.work()
    resume_opening(opening=cast.opening, by=cast.susan, now=NOW + HOUR)
    days.until(NOW + 2 * HOUR)
    assert _state(interview) == InterviewState.CANCELLED
    assert not Interview.objects.ahead().exists()


def test_a_pause_taken_back_before_the_worker_came_calls_nothing_off(
    cast: Cast, days: Days
) -> None:
    interview = booked(cast, apply(cast), at=MONDAY)
    pause_opening(opening=cast.opening, by=cast.susan, now=NOW)
    resume_opening(opening=cast.opening, by=cast.susan, now=NOW)
    days.work()
    assert _state(interview) == InterviewState.BOOKED
    assert not Freeze.objects.under_way().exists()


def test_an_interview_that_slipped_in_is_found(cast: Cast, days: Days) -> None:
    ana = apply(cast)
    Opening.objects.filter(pk=cast.opening.pk).update(state=OpeningState.PAUSED)
    interview = booked(cast, ana, at=MONDAY)
    days.work()
    assert _state(interview) == InterviewState.CANCELLED


def test_whoever_reads_german_reads_why_in_german(cast: Cast, days: Days, relay: TestRelay) -> None:
    ana = apply(cast)
    ana.language = "de"
    ana.save()
    booked(cast, ana, at=NOW + 5 * HOUR)
    pause_opening(opening=cast.opening, by=cast.susan, now=NOW)
    days.work()
    assert "pausiert" in _words(relay, ANA)


def test_the_head_of_an_opening_says_whom_a_pause_would_stop(cast: Cast, days: Days) -> None:
    assert days.now == NOW
    booked(cast, apply(cast), at=MONDAY)
    susan = Client()
    susan.force_login(cast.susan)
    page = susan.get("/desk/openings/shop-manager/").content.decode()
    assert "One person is booked for an interview: a pause calls it off and tells them." in page
