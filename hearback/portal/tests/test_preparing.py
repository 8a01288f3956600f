"""Preparing: each side's page, behind their own link."""

# M18 M19

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from hearback.interviews.booking import actions as act
from hearback.interviews.models import Hopes, Interview, InterviewState
from hearback.interviews.packs.queries import notes_of
from hearback.interviews.tests.makers import MONDAY, PANELIST, booked, time_at
from hearback.kit.links import token
from hearback.portal.tests.makers import secret_of
from tests.cast import NOW, Cast, apply, make_cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def visit(cast: Cast) -> Interview:
    return booked(cast, apply(cast))


def _hers(visit: Interview) -> str:
    return reverse("portal:interview_prepare", args=[secret_of(visit.application), visit.public_id])


def _his(visit: Interview) -> str:
    ben = visit.panelists.get(member__name="Ben Ruiz")
    return reverse("portal:seat_prepare", args=[token(PANELIST, ben.public_id, 1)])


def _seen(address: str) -> str:
    answer = Client().get(address)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_what_she_tells_stands_on_his_page_and_his_on_hers(visit: Interview) -> None:
    assert "Nothing yet." in _seen(_his(visit))
    said = {"what": "hopes", "hopes": "To see the floor", "worries": "", "questions": "Saturdays?"}
    kept = Client().post(_hers(visit), said, follow=True)
    assert "They can read it now." in kept.content.decode()
    assert "To see the floor" in _seen(_his(visit))
    Client().post(_his(visit), {"aims": "How you calm a queue", "worries": "I am new at this"})
    page = _seen(_hers(visit))
    assert "How you calm a queue" in page
    assert "I am new at this" in page
    assert "<script" not in page


def test_her_notes_stand_on_no_page_but_hers(visit: Interview) -> None:
    part = visit.sittings.all()[0]
    words = "The day the till broke"
    kept = Client().post(
        _hers(visit), {"what": "notes", f"notes-{part.session_id}": words}, follow=True
    )
    assert "Your notes are kept." in kept.content.decode()
    assert words in _seen(_hers(visit))
    assert words not in _seen(_his(visit))
    assert notes_of(visit) == {str(part.session_id): words}
    assert not Hopes.objects.exists()


def test_her_notes_outlive_a_new_time(cast: Cast, visit: Interview) -> None:
    part, words = visit.sittings.all()[0], "The day the till broke"
    Client().post(_hers(visit), {"what": "notes", f"notes-{part.session_id}": words})
    at = MONDAY + timedelta(days=1)
    slot = time_at(visit.round, at)
    act.move(interview=visit, slot=slot, reason="A burst pipe.", by=cast.susan, now=NOW)
    assert words in _seen(_hers(visit))


def test_the_desk_sees_nothing_of_her_notes(cast: Cast, visit: Interview, client: Client) -> None:
    part = visit.sittings.all()[0]
    Client().post(_hers(visit), {"what": "notes", f"notes-{part.session_id}": "The till broke"})
    client.force_login(cast.susan)
    page = client.get(reverse("desk:application", args=[visit.application.public_id]))
    assert "The till broke" not in page.content.decode()


def test_looking_keeps_nothing_and_too_much_is_said_so(visit: Interview) -> None:
    Client().get(_hers(visit))
    answer = Client().post(_hers(visit), {"what": "hopes", "hopes": "x" * 3000})
    assert answer.status_code == 422
    assert "at most 2000 characters" in answer.content.decode()
    assert not Hopes.objects.exists()


def test_once_it_is_over_nobody_is_told_anything_more(visit: Interview) -> None:
    visit.state = InterviewState.HELD
    visit.save()
    assert "Tell those you will meet" not in _seen(_hers(visit))
    Client().post(_hers(visit), {"what": "hopes", "hopes": "late"})
    assert not Hopes.objects.exists()
