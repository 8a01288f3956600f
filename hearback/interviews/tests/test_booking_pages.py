"""The team invites, books by hand, moves, calls off and stands in, from the application's page."""

# M14

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from hearback.careers.tests.conftest import Clock
from hearback.interviews.booking import actions as act
from hearback.interviews.models import Interview, InterviewState, Round
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
