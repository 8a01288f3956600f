"""A scorecard by the panelist's link: the same card, no sign-in, nobody else's words."""

# M20

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.urls import reverse

from hearback.interviews.kits.tests.makers import (
    AFTER,
    EVIDENCE,
    files,
    filled,
    seat,
    visited,
)
from hearback.interviews.models import Scorecard
from hearback.interviews.tests.makers import PANELIST
from hearback.kit.links import token
from tests.cast import Cast, apply, make_cast

if TYPE_CHECKING:
    from hearback.careers.tests.conftest import Clock
    from hearback.interviews.models import Interview, Panelist

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    """The shop and its people."""
    return make_cast()


@pytest.fixture
def visit(cast: Cast, page_clock: Clock) -> Interview:
    """Ana's visit, which is over."""
    page_clock.moment = AFTER
    return visited(cast, apply(cast))


def _address(panelist: Panelist, name: str = "seat_scorecard") -> str:
    return reverse(f"portal:{name}", args=[token(PANELIST, panelist.public_id, 1)])


def test_it_is_written_and_filed_by_the_link_alone(cast: Cast, visit: Interview) -> None:
    grace = seat(visit, cast.grace)
    client = Client()
    assert "Write your scorecard" in client.get(_address(grace, "seat")).content.decode()
    page = client.get(_address(grace))
    assert "two years of leading a team" in page.content.decode()
    assert not page.cookies
    kept = client.post(_address(grace, "seat_keep"), {"summary": "On the tram"}).json()
    assert kept["saved"] == "Saved at 13:00"
    assert client.post(_address(grace), {**filled(grace), "act": "file"}).status_code == 302
    assert Scorecard.objects.filed().get().panelist == grace
    assert "Filed, version 1" in client.get(_address(grace)).content.decode()


def test_nobody_elses_words_are_behind_it(cast: Cast, visit: Interview) -> None:
    files(visit, cast.grace, summary="She could not say why.")
    page = Client().get(_address(seat(visit, cast.jo))).content.decode()
    assert EVIDENCE not in page
    assert "could not say why" not in page
    assert "debrief" not in page


def test_pay_is_not_on_it(cast: Cast, visit: Interview) -> None:
    page = Client().get(_address(seat(visit, cast.jo))).content.decode()
    assert "58,000" not in page
    assert "66,000" not in page


def test_a_link_that_leads_nowhere_says_no_more(cast: Cast, visit: Interview) -> None:
    grace = seat(visit, cast.grace)
    for address in (_address(grace), _address(grace, "seat_keep")):
        wrong = address.replace("/seat/", "/seat/x")
        assert Client().get(wrong).status_code in {404, 405}
        assert Client().post(wrong, {"summary": "x"}).status_code == 404
    grace.is_on = False
    grace.save()
    assert Client().get(_address(grace)).status_code == 404
    assert not Scorecard.objects.exists()


def test_another_site_cannot_write_on_it(cast: Cast, visit: Interview) -> None:
    address = _address(seat(visit, cast.grace), "seat_keep")
    answer = Client().post(address, {"summary": "x"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403
    assert not Scorecard.objects.exists()
