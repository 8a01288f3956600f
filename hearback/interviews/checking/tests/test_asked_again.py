"""What was said of a job once must not answer for it later: it runs again, the day is over."""

# M16

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from hearback.careers.openings.actions import resume_opening
from hearback.channels import outbox
from hearback.inbox.callbacks.models import Callback
from hearback.interviews.booking import actions as act
from hearback.interviews.checking.actions import ring_unconfirmed
from hearback.interviews.checking.models import Ask, Moment
from hearback.interviews.checking.tests.conftest import Days, page_of
from hearback.interviews.models import Interview, InterviewState
from hearback.interviews.tests.makers import MONDAY, booked, plan, time_at
from hearback.kit.links import token
from hearback.pipeline.models import Opening, OpeningState
from tests.cast import Cast, apply
from tests.relay import TestRelay

pytestmark = pytest.mark.django_db(transaction=True)

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
AFTERNOON = MONDAY + 4 * HOUR  # Monday 30 November, 14:00 in Toronto
THURSDAY_NINE = MONDAY - timedelta(days=4) - HOUR
MONDAY_EIGHT = MONDAY - 2 * HOUR


def _state(cast: Cast) -> str:
    return Opening.objects.get(pk=cast.opening.pk).state


def _book(cast: Cast, interview: Interview, days: Days) -> Interview:
    """The same person for the same day, by hand."""
    slot = time_at(interview.round, AFTERNOON)
    return act.book_by_hand(
        application=interview.application,
        visit=interview.round,
        slot=slot,
        by=cast.susan,
        now=days.now,
    )


def _paused_and_run_again(cast: Cast, days: Days) -> Interview:
    """Asked on Thursday, paused by a tap, run again an hour later, and booked anew."""
    first = booked(cast, apply(cast), at=AFTERNOON)
    days.until(THURSDAY_NINE)
    Client().post(page_of(Ask.objects.get()), {"answer": "paused"})
    days.until(THURSDAY_NINE + HOUR)
    first.refresh_from_db()
    assert first.state == InterviewState.CANCELLED
    resume_opening(opening=Opening.objects.get(pk=cast.opening.pk), by=cast.susan, now=days.now)
    return _book(cast, first, days)


def test_a_no_counts_again_once_the_opening_has_run_again(cast: Cast, days: Days) -> None:
    again = _paused_and_run_again(cast, days)
    days.until(MONDAY_EIGHT)
    ask = Ask.objects.get(moment=Moment.MORNING)
    assert Client().post(page_of(ask), {"answer": "paused"}).status_code == 302
    assert _state(cast) == OpeningState.PAUSED
    days.until(MONDAY_EIGHT + MINUTE)
    again.refresh_from_db()
    assert again.state == InterviewState.CANCELLED


def test_a_yes_is_heard_once_the_opening_has_run_again(cast: Cast, days: Days) -> None:
    _paused_and_run_again(cast, days)
    days.until(MONDAY_EIGHT)
    ask = Ask.objects.get(moment=Moment.MORNING)
    assert Client().post(page_of(ask), {"answer": "yes"}).status_code == 302
    days.until(AFTERNOON)
    assert not Callback.objects.exists()


def test_whoever_books_again_on_the_day_of_a_no_is_asked_about_again(
    cast: Cast, days: Days, relay: TestRelay
) -> None:
    first = booked(cast, apply(cast), at=AFTERNOON)
    days.until(MONDAY_EIGHT)
    ask = Ask.objects.get(moment=Moment.MORNING)
    Client().post(page_of(ask), {"answer": "paused"})
    days.until(MONDAY_EIGHT + MINUTE)
    resume_opening(opening=Opening.objects.get(pk=cast.opening.pk), by=cast.susan, now=days.now)
    _book(cast, first, days)
    days.until(MONDAY_EIGHT + 2 * MINUTE)
    asked = [s for m in relay.taken_by("susan@harbour.example") if "still" in (s := m["Subject"])]
    assert len(asked) == 3
    ask.refresh_from_db()
    assert (ask.answered_at, ask.answer) == (None, "")
    page = Client().get(page_of(ask)).content.decode()
    assert "Is “Shop manager” still open?" in page
    days.until(AFTERNOON - timedelta(minutes=150))
    assert Callback.objects.filter(about__startswith="Whether your visit takes place").count() == 1


def test_a_link_pressed_after_the_day_stops_nothing(cast: Cast, days: Days) -> None:
    booked(cast, apply(cast), at=AFTERNOON)
    days.until(THURSDAY_NINE)
    ask = Ask.objects.get()
    Client().post(page_of(ask), {"answer": "yes"})
    days.until(AFTERNOON + timedelta(days=20))
    late = Client().post(page_of(ask), {"answer": "filled"})
    assert late.status_code == 409
    assert "These interviews are past" in late.content.decode()
    assert _state(cast) == OpeningState.PUBLISHED


def test_a_longer_way_told_later_brings_the_call_forward(cast: Cast, days: Days) -> None:
    interview = booked(cast, apply(cast), at=AFTERNOON)
    days.until(THURSDAY_NINE)
    secret = token("portal:status", interview.application.public_id, 1)
    page = reverse("portal:interview_wishes", args=[secret, interview.public_id])
    assert Client().post(page, {"travel_minutes": "240", "needs": ""}).status_code == 302
    days.until(AFTERNOON - 5 * HOUR)  # an hour before Ana leaves home
    callback = Callback.objects.get()
    assert callback.promise.due_at == AFTERNOON - 4 * HOUR


def test_a_morning_on_which_nothing_ran_here_stops_the_trip_by_a_call(
    cast: Cast, days: Days
) -> None:
    booked(cast, apply(cast), at=AFTERNOON)
    days.until(THURSDAY_NINE)
    Client().post(page_of(Ask.objects.get()), {"answer": "yes"})
    days.now = AFTERNOON - timedelta(minutes=140)  # the worker was down since Thursday
    days.work()
    assert Callback.objects.count() == 1
    outbox.send_due(clock=days)


def test_whoever_chose_a_time_for_the_same_day_is_not_rung(cast: Cast, days: Days) -> None:
    visit = plan(cast)
    interview = booked(cast, apply(cast), visit, at=AFTERNOON)
    interview.booked_at = AFTERNOON - 2 * HOUR
    interview.save()
    days.now = AFTERNOON - 2 * HOUR + MINUTE
    days.work()
    assert not ring_unconfirmed(now=days.now)
    assert not Callback.objects.exists()
