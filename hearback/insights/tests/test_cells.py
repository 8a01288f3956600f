"""Cells follow what happens, act by act, and are what a recount from nothing gives."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from hearback.accounts.models import Team
from hearback.answers.actions.move_quietly import move_quietly
from hearback.answers.tests.makers import send, tell_no
from hearback.channels.models import Message
from hearback.channels.reports import returned
from hearback.clients.tests.makers import a_client
from hearback.insights.cells.renew import renew_all
from hearback.insights.models import Cell, Fact, ScopeKind
from hearback.insights.queries import Scope, counts, counts_by, monthly, spread, waits
from hearback.insights.tests.makers import assert_exact, counted
from hearback.ledger.actions import hand_over_many, keep, make_promise, plan_promise, sweep
from hearback.ledger.models import Promise
from hearback.pipeline.models import Conversation
from hearback.rules.measures import TimeToAnswer, time_to_answer
from hearback.surveys.models import Asking, Opinion
from tests.cast import NOW, Cast, apply, make_cast
from tests.relay import TestRelay

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def the_promise() -> Promise:
    return Promise.objects.open().get()


# M38
def test_an_applicant_waits_until_the_promise_is_kept(cast: Cast) -> None:
    application = apply(cast)
    renew_all()
    assert counted("first_answer") == {"waiting": 1}
    assert counted("promise") == {"open": 1}
    assert counted("stage") == {"here": 1}
    other = Promise.objects.get()
    other.pk = None
    other.save()
    keep(
        promise=Promise.objects.order_by("pk")[0],
        evidence="a call",
        at=NOW + 3 * HOUR,
        by=cast.susan,
        now=NOW + 3 * HOUR,
    )
    renew_all()
    assert counted("first_answer") == {"answered": 1}
    assert counted("promise") == {"open": 1, "kept": 1}
    fact = Fact.objects.get(measure="first_answer")
    assert (fact.value, fact.step, fact.application_id) == (180, 180, application.pk)
    assert_exact()


def test_a_broken_promise_is_mended_once_its_person_is_answered(cast: Cast) -> None:
    apply(cast)
    late = NOW + timedelta(days=3)
    for _ in range(3):
        sweep(now=late)
    renew_all()
    assert counted("promise") == {"broken": 1, "open": 1}
    keep(promise=the_promise_left_open(cast), evidence="a call", at=late, by=cast.susan, now=late)
    renew_all()
    assert counted("promise") == {"mended": 1, "kept": 1, "open": 1}
    assert_exact()


def the_promise_left_open(cast: Cast) -> Promise:
    """The open promise, with another beside it so that nobody is left without one."""
    del cast
    promise = the_promise()
    beside = Promise.objects.get(pk=promise.pk)
    beside.pk = None
    beside.save()
    return promise


def test_what_is_handed_over_counts_with_whoever_has_it(cast: Cast) -> None:
    apply(cast)
    renew_all()
    owes = Cell.objects.filter(scope_kind=ScopeKind.MEMBER, measure="promise")
    assert [cell.scope for cell in owes] == [cast.susan.pk]
    hand_over_many(promises=Promise.objects.all(), to=cast.jo, by=cast.omar, now=NOW)
    renew_all()
    assert [cell.scope for cell in owes.all()] == [cast.jo.pk]
    assert_exact()


def test_every_stay_in_a_stage_is_a_case_of_its_own(cast: Cast) -> None:
    application = apply(cast)
    for hours, stage in ((5, cast.review), (29, cast.interview)):
        move_quietly(application=application, to_stage=stage, by=cast.susan, now=NOW + hours * HOUR)
    renew_all()
    stays = Fact.objects.filter(measure="stage").order_by("at")
    assert [(stay.about, stay.bucket, stay.value) for stay in stays] == [
        (cast.new.pk, f"to:{cast.review.pk}", 300),
        (cast.review.pk, f"to:{cast.interview.pk}", 24 * 60),
        (cast.interview.pk, "here", 0),
    ]
    assert_exact()


def test_cases_follow_their_opening_to_another_team(cast: Cast) -> None:
    apply(cast)
    renew_all()
    other = Team.objects.create(name="Office")
    cast.opening.team = other
    cast.opening.save()
    renew_all()
    assert set(Fact.objects.values_list("team", flat=True)) == {other.pk}
    assert_exact()


def test_another_clock_of_the_house_moves_the_hours_of_the_week(cast: Cast) -> None:
    apply(cast)
    renew_all()
    before = Fact.objects.get(measure="promise").about
    cast.organisation.zone = "Asia/Tokyo"
    cast.organisation.save()
    renew_all()
    assert Fact.objects.get(measure="promise").about == before + 14
    assert_exact()


def test_looking_again_changes_nothing(cast: Cast) -> None:
    apply(cast)
    renew_all()
    ids = set(Fact.objects.values_list("pk", flat=True))
    assert renew_all() == 0
    assert set(Fact.objects.values_list("pk", flat=True)) == ids


def test_whoever_still_waits_is_in_the_time_to_answer(cast: Cast) -> None:
    for number in range(6):
        apply(cast, f"Person {number}", now=NOW + number * HOUR)
    renew_all()
    figure = time_to_answer(waits("first_answer", now=NOW + timedelta(hours=48)))
    assert isinstance(figure, TimeToAnswer)
    assert (figure.of, figure.waiting, figure.median.more_than) == (6, 6, True)
    # The first has waited for 48 hours; it is known to the hour, and kept to the quarter.
    assert figure.median.minutes == 47 * 60 + 30


def test_counts_are_of_one_scope_and_of_the_months_asked_for(cast: Cast) -> None:
    apply(cast)
    apply(cast, "Kim Lee", opening=cast.other_opening, now=NOW + timedelta(days=20))
    renew_all()
    jo = Scope(ScopeKind.MEMBER, (cast.jo.pk,))
    november, december = date(2026, 11, 1), date(2026, 12, 1)
    assert counts("first_answer") == {"waiting": 2}
    assert counts("first_answer", scope=jo) == {"waiting": 1}
    assert counts("first_answer", until=november) == {"waiting": 1}
    assert counts("first_answer", scope=jo, until=november) == {}
    assert monthly("first_answer") == {november: {"waiting": 1}, december: {"waiting": 1}}
    assert counts_by("first_answer", kind=ScopeKind.OPENING) == {
        cast.opening.pk: {"waiting": 1},
        cast.other_opening.pk: {"waiting": 1},
    }
    hours = spread("promise.hour")
    # Both are due 48 hours after: on a Thursday and a Wednesday at ten in Toronto.
    assert hours == {24 * 3 + 10: {"open": 1}, 24 * 2 + 10: {"open": 1}}


def an_opinion(cast: Cast, *, counted: bool = True, asked: bool = True) -> Asking:
    """Somebody was asked after applying, and may have answered."""
    asking = Asking.objects.create(
        moment="application",
        opening=cast.opening,
        team=cast.shop,
        stage=cast.new,
        language="en",
        since=NOW,
        asked_at=NOW if asked else None,
    )
    if asked:
        known = {"counted_at": NOW, "month": NOW.date().replace(day=1)} if counted else {}
        Opinion.objects.create(asking=asking, recommend=9, answered_at=NOW, **known)
    return asking


def test_what_hangs_on_an_opening_follows_it_to_another_client(cast: Cast) -> None:
    an_opinion(cast)
    talk = Conversation.objects.create(
        opening=cast.opening, owner=cast.susan, address="eli@x.example", begun_at=NOW, last_at=NOW
    )
    promise = plan_promise(
        owner=cast.susan,
        what="ask",
        words="as told",
        now=NOW,
        due_at=NOW + HOUR,
        opening=cast.opening,
        conversation=talk,
    )
    make_promise(by=cast.susan, now=NOW, promise=promise)
    renew_all()
    cast.opening.client = a_client(cast)
    cast.opening.team = Team.objects.create(name="Office")
    cast.opening.save()
    renew_all()
    moved = Fact.objects.filter(opening=cast.opening)
    assert set(moved.values_list("measure", "client")) == {
        ("recommend", None),
        ("promise", cast.opening.client_id),
    }
    assert_exact()


# M33
def test_who_is_asked_and_who_answers_is_counted_of_nobody(cast: Cast) -> None:
    silent = an_opinion(cast, asked=False)
    an_opinion(cast, counted=False)
    renew_all()
    assert counted("asked") == {"said": 1}
    assert counted("recommend") == {}
    Asking.objects.filter(pk=silent.pk).update(asked_at=NOW)
    renew_all()
    assert counted("asked") == {"said": 1, "silent": 1}
    Opinion.objects.create(asking=silent, recommend=2, answered_at=NOW)
    renew_all()
    assert counted("asked") == {"said": 2}
    Opinion.objects.filter(asking=silent).delete()
    renew_all()
    assert counted("asked") == {"said": 1, "silent": 1}
    asked = Fact.objects.filter(measure="asked")
    assert not asked.exclude(application=None, member=None, contact=None, opening=None).exists()
    assert_exact()


# M38
def test_a_no_that_came_back_has_answered_nobody(cast: Cast, relay: TestRelay) -> None:
    application = apply(cast)
    tell_no(cast, application, send_now=True)
    send(NOW + HOUR)
    renew_all()
    assert counted("first_answer") == {"answered": 1}
    letter = Message.objects.get(purpose="answers.decline")
    assert returned(letter, reason="550 nobody", permanent=True, now=NOW + 2 * HOUR)
    renew_all()
    assert counted("first_answer") == {"waiting": 1}
    assert counted("promise") == {"kept": 1, "open": 1}
    assert relay.taken
    assert_exact()


def test_what_came_back_has_made_nothing_good(cast: Cast, relay: TestRelay) -> None:
    application = apply(cast)
    late = NOW + timedelta(days=3)
    for _ in range(3):
        sweep(now=late)
    tell_no(cast, application, send_now=True, now=late)
    send(late + HOUR)
    renew_all()
    assert counted("promise")["mended"] == 1
    letter = Message.objects.get(purpose="answers.decline")
    assert returned(letter, reason="550 nobody", permanent=True, now=late + 2 * HOUR)
    renew_all()
    assert counted("promise")["broken"] == 1
    assert "mended" not in counted("promise")
    assert relay.taken
    assert_exact()
