"""The team invites, books by hand, moves, calls off and stands in, from the application's page."""

# M14

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from hearback.careers.tests.conftest import Clock
from hearback.interviews.booking import actions as act
from hearback.interviews.models import (
    BusyCalendar,
    CalendarKind,
    Interview,
    InterviewState,
    Round,
    Seat,
    Sitting,
)
from hearback.interviews.tests.makers import MONDAY, booked, plan, time_at
from hearback.pipeline.models import Application
from tests.cast import NOW, Cast, apply, make_cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    """The shop and its people."""
    return make_cast()


@pytest.fixture
def ana(cast: Cast) -> Application:
    """Ana, who has applied."""
    return apply(cast)


@pytest.fixture
def visit(cast: Cast, page_clock: Clock) -> Round:
    """A visit in two parts, ready for people to be invited to."""
    page_clock.moment = NOW
    return plan(cast)


def _desk(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.susan)
    return client


def _said(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def _by_hand(ana: Application, visit: Round) -> str:
    return reverse("booking:by_hand", args=[ana.public_id, visit.public_id])


def _filled_in(visit: Round, at: str, **more: object) -> dict[str, object]:
    people = {
        f"people_{part.pk}": [one.pk for one in part.people.all()] for part in visit.sessions.all()
    }
    return {"begins": at, **people, **more}


def test_the_application_leads_to_the_invitation(
    cast: Cast, ana: Application, visit: Round
) -> None:
    desk = _desk(cast)
    case = reverse("desk:application", args=[ana.public_id])
    assert "Invite to an interview" in _said(desk.get(case))
    page = reverse("booking:invite", args=[ana.public_id])
    assert desk.post(page, {"words": ""}).status_code == 422
    answer = desk.post(page, {"round": visit.pk, "words": "See you soon."})
    assert answer.status_code == 302
    said = _said(desk.get(case))
    assert "A visit to the shop" in said
    assert "No time chosen yet" in said


def test_what_is_missing_is_named_before_anything_is_sent(
    cast: Cast, ana: Application, visit: Round
) -> None:
    visit.opening.duties = ""
    visit.opening.save()
    desk = _desk(cast)
    page = reverse("booking:invite", args=[ana.public_id])
    assert "the duties" in _said(desk.get(page))
    answer = desk.post(page, {"round": visit.pk})
    assert answer.status_code == 422
    assert "the duties" in _said(answer)
    assert not Interview.objects.exists()


def test_a_time_found_is_booked_by_hand_without_inviting_first(
    cast: Cast, ana: Application, visit: Round
) -> None:
    desk = _desk(cast)
    page = desk.get(_by_hand(ana, visit), {"at": "20261130T1500Z", "week": "2026-11-30"})
    assert 'value="2026-11-30T10:00"' in _said(page)
    assert "Grace Okafor" in _said(page)
    answer = desk.post(_by_hand(ana, visit), _filled_in(visit, "2026-11-30T10:00"))
    assert answer.status_code == 302
    interview = Interview.objects.get()
    assert (interview.state, interview.begins_at) == (InterviewState.BOOKED, MONDAY)
    assert ana.promises.open().count() == 2


def test_outside_of_found_times_a_warning_comes_first(
    cast: Cast, ana: Application, visit: Round
) -> None:
    desk = _desk(cast)
    late = _filled_in(visit, "2026-11-30T19:00")
    answer = desk.post(_by_hand(ana, visit), late)
    assert answer.status_code == 422
    assert "Grace Okafor is not free from 19:00 to 19:45." in _said(answer)
    assert not Interview.objects.exists()
    answer = desk.post(_by_hand(ana, visit), {**late, "anyway": "1"})
    assert answer.status_code == 302
    assert Interview.objects.get().state == InterviewState.BOOKED


def test_anybody_of_a_pool_is_booked_without_a_warning(cast: Cast, visit: Round) -> None:
    job = visit.sessions.get(position=1)
    job.people.add(cast.omar)
    visit.sessions.filter(position=1).update(needed=1)
    filled = _filled_in(visit, "2026-11-30T10:00")
    for name, one in (("Bo Chen", cast.grace), ("Cleo Diaz", cast.omar)):
        people = {**filled, f"people_{job.pk}": [one.pk]}
        page = _by_hand(apply(cast, name), visit)
        assert _desk(cast).post(page, people).status_code == 302
        Seat.objects.update(is_on=False)
        Sitting.objects.update(is_on=False)


def test_a_calendar_that_could_not_be_read_is_said_first(
    cast: Cast, ana: Application, visit: Round
) -> None:
    BusyCalendar.objects.create(
        member=cast.grace,
        kind=CalendarKind.ICS,
        name="Work",
        host="calendar.example",
        added_at=NOW,
        due_at=NOW + timedelta(hours=1),
        last_read_at=NOW - timedelta(hours=2),
        trouble="It does not answer.",
        trouble_since=NOW - timedelta(hours=1),
    )
    filled = _filled_in(visit, "2026-11-30T10:00")
    answer = _desk(cast).post(_by_hand(ana, visit), filled)
    assert answer.status_code == 422
    assert "The calendar of Grace Okafor could not be read since" in _said(answer)
    anyway = {**filled, "anyway": "1"}
    assert _desk(cast).post(_by_hand(ana, visit), anyway).status_code == 302


@pytest.mark.parametrize("week", ["9999-12-31", "0001-01-01", "2999-12-30", "nonsense", ""])
def test_a_week_nobody_plans_for_is_this_one(
    cast: Cast, ana: Application, visit: Round, week: str
) -> None:
    answer = _desk(cast).get(_by_hand(ana, visit), {"week": week})
    assert answer.status_code == 200
    assert "2026-11-30" in _said(answer)  # the week after is one press away


def test_nobody_is_booked_twice_by_hand_either(cast: Cast, ana: Application, visit: Round) -> None:
    booked(cast, apply(cast, "Kofi Mensah"), visit)
    answer = _desk(cast).post(
        _by_hand(ana, visit), _filled_in(visit, "2026-11-30T10:15", anyway="1")
    )
    assert answer.status_code == 422
    assert "This time has just been taken." in _said(answer)
    assert not ana.interviews.exists()


def test_moving_and_calling_off_need_a_reason(cast: Cast, ana: Application, visit: Round) -> None:
    interview = act.book_by_hand(
        application=ana, visit=visit, slot=time_at(visit, MONDAY), by=cast.susan, now=NOW
    )
    desk = _desk(cast)
    later = _filled_in(visit, "2026-12-01T10:00")
    assert desk.post(_by_hand(ana, visit), later).status_code == 422
    assert desk.post(_by_hand(ana, visit), {**later, "reason": "Ill."}).status_code == 302
    interview.refresh_from_db()
    assert interview.sequence == 1
    page = reverse("booking:off", args=[interview.public_id])
    assert desk.post(page, {"reason": ""}).status_code == 422
    assert desk.post(page, {"reason": "Ill still."}).status_code == 302
    said = _said(desk.get(reverse("desk:application", args=[ana.public_id])))
    assert "Called off" in said
    assert "Ill still." in said


def test_what_is_over_is_not_called_off_but_told_of(
    cast: Cast, ana: Application, visit: Round, page_clock: Clock
) -> None:
    interview = booked(cast, ana, visit)
    case = reverse("desk:application", args=[ana.public_id])
    assert "Call it off" in _said(_desk(cast).get(case))
    page_clock.moment = MONDAY + timedelta(hours=3)
    said = _said(_desk(cast).get(case))
    assert "Call it off" not in said
    assert "Say how it was" in said
    late = _desk(cast).post(reverse("booking:off", args=[interview.public_id]), {"reason": "Late."})
    assert late.status_code == 409
    assert "This interview is over" in _said(late)


def test_somebody_stands_in(cast: Cast, ana: Application, visit: Round) -> None:
    interview = act.book_by_hand(
        application=ana, visit=visit, slot=time_at(visit, MONDAY), by=cast.susan, now=NOW
    )
    panelist = interview.panelists.get(member=cast.grace)
    page = reverse("booking:replace", args=[panelist.public_id])
    desk = _desk(cast)
    assert desk.post(page, {"stand_in": cast.jo.pk, "reason": ""}).status_code == 422
    assert desk.post(page, {"stand_in": cast.jo.pk, "reason": "Ill."}).status_code == 302
    said = _said(desk.get(reverse("desk:application", args=[ana.public_id])))
    assert "Somebody for Jo Lind" in said
    assert desk.post(page, {"stand_in": cast.alex.pk, "reason": "Ill."}).status_code == 422


def test_interviewers_do_not_plan(cast: Cast, ana: Application, visit: Round) -> None:
    client = Client()
    client.force_login(cast.ben)
    assert client.get(_by_hand(ana, visit)).status_code == 404
    assert client.get(reverse("booking:invite", args=[ana.public_id])).status_code == 404
    said = _said(client.get(reverse("desk:application", args=[ana.public_id])))
    assert "Invite to an interview" not in said
