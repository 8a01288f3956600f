"""An analyst is chosen nowhere, a forged choice is refused, and a change of role brings no more."""

# M32

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client

from hearback.accounts.models import Member, Role
from hearback.relations.customers.tests.makers import PAGE, nadia
from hearback.team import actions as team
from tests.cast import NOW, Cast, apply

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.django_db


def _as(member: Member) -> Client:
    client = Client()
    client.force_login(member)
    return client


def _edit(cast: Cast, member: Member, role: str) -> str:
    said = {
        "name": member.name,
        "email": member.email,
        "job_title": "",
        "line": "",
        "role": role,
        "team": "",
        "place": "",
        "zone": member.zone,
    }
    return _as(cast.alex).post(f"/desk/team/{member.pk}/edit/", said, follow=True).content.decode()


def test_an_analyst_is_offered_nowhere(cast: Cast) -> None:
    application = apply(cast, "Ana Moreau")
    opening = cast.opening
    pages = [
        f"/desk/openings/{opening.slug}/edit/",
        "/desk/openings/new/",
        f"/desk/team/{cast.susan.pk}/hours/",
        f"/desk/team/{cast.susan.pk}/hand-over/",
        f"/desk/applications/{application.public_id}/decline/",
        f"/desk/openings/{opening.slug}/plan/new/",
    ]
    for page in pages:
        answer = _as(cast.omar).get(page)
        body = answer.content.decode()
        assert cast.nadia.name not in body, page


def test_a_forged_choice_of_an_analyst_is_refused(cast: Cast) -> None:
    said = {"phone": "", "zone": "America/Toronto", "stand_in": cast.nadia.pk}
    _as(cast.susan).post(f"/desk/team/{cast.susan.pk}/hours/", said)
    cast.susan.refresh_from_db()
    assert cast.susan.stand_in == cast.jo
    answer = _as(cast.omar).post(f"/desk/team/{cast.grace.pk}/hand-over/", {"to": cast.nadia.pk})
    assert answer.status_code in {200, 422}
    cast.opening.refresh_from_db()
    assert cast.opening.manager == cast.grace


def test_the_acts_themselves_refuse_an_analyst(cast: Cast) -> None:
    with pytest.raises(Exception, match="analysts decide about nobody"):
        team.hand_over_everything(cast.grace, to=cast.nadia, by=cast.omar, now=NOW)


@pytest.mark.parametrize("place", ["owner", "manager", "panel", "stand-in", "application"])
def test_the_database_refuses_an_analyst_whatever_program_writes(cast: Cast, place: str) -> None:
    application = apply(cast, "Ana Moreau")
    nadia_ = cast.nadia.pk
    forged: dict[str, Callable[[], object]] = {
        "owner": lambda: type(cast.opening).objects.update(owner=nadia_),
        "manager": lambda: type(cast.opening).objects.update(manager=nadia_),
        "panel": lambda: cast.opening.panel.add(nadia_),
        "stand-in": lambda: Member.objects.filter(pk=cast.susan.pk).update(stand_in=nadia_),
        "application": lambda: type(application).objects.update(owner=nadia_),
    }
    with pytest.raises(IntegrityError):
        _written(forged[place])


@transaction.atomic
def _written(forge: Callable[[], object]) -> None:
    forge()
    connection.check_constraints()


def test_who_becomes_an_analyst_hands_over_first(cast: Cast) -> None:
    page = _edit(cast, cast.grace, Role.ANALYST)
    assert "Analysts decide about nobody. Hand over first what Grace Okafor owns." in page
    cast.grace.refresh_from_db()
    assert cast.grace.role == Role.MANAGER
    team.hand_over_everything(cast.grace, to=cast.omar, by=cast.alex, now=NOW)
    _edit(cast, cast.grace, Role.ANALYST)
    cast.grace.refresh_from_db()
    assert cast.grace.role == Role.ANALYST
    assert _as(cast.grace).get(PAGE).status_code == 200


def test_an_analyst_who_becomes_a_recruiter_keeps_no_access(cast: Cast) -> None:
    open_session = nadia(cast)
    assert open_session.get(PAGE).status_code == 200
    _edit(cast, cast.nadia, Role.RECRUITER)
    assert open_session.get(PAGE).status_code == 404
    assert open_session.post(PAGE, {}).status_code == 404
