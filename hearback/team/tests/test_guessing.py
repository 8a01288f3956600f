"""Test 111: limits per account and per source, and no lasting lock."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from hearback.accounts.models import Member
from hearback.team.tests.conftest import Moment, later
from hearback.team.tests.test_sign_in import sign_in
from tests.cast import Cast

pytestmark = pytest.mark.slow


def test_the_sixth_try_from_one_place_has_to_wait(
    susan_knows_her_password: Member, moment: Moment
) -> None:
    client = Client()
    for _ in range(5):
        assert sign_in(client, susan_knows_her_password.email, "wrong").status_code == 200
    refused = sign_in(client, susan_knows_her_password.email)
    assert refused.status_code == 429
    assert "Please try again in" in refused.content.decode()
    assert int(refused["Retry-After"]) <= 300
    later(moment, minutes=5)
    assert sign_in(client, susan_knows_her_password.email).status_code == 302


def test_many_places_together_have_fifty_tries_an_hour(
    susan_knows_her_password: Member, moment: Moment
) -> None:
    tries = [
        sign_in(
            Client(REMOTE_ADDR=f"203.0.113.{number}"), susan_knows_her_password.email, "wrong"
        ).status_code
        for number in range(60)
    ]
    assert tries == [200] * 50 + [429] * 10
    later(moment, hours=1)
    assert sign_in(Client(), susan_knows_her_password.email).status_code == 302


@pytest.mark.usefixtures("moment")
def test_guessers_do_not_keep_the_owner_out_of_her_own_browser(
    susan_knows_her_password: Member,
) -> None:
    hers = Client()
    assert sign_in(hers, susan_knows_her_password.email).status_code == 302
    hers.post(reverse("account_logout"))
    for number in range(60):
        sign_in(Client(REMOTE_ADDR=f"203.0.113.{number}"), susan_knows_her_password.email, "wrong")
    assert sign_in(Client(), susan_knows_her_password.email).status_code == 429
    assert sign_in(hers, susan_knows_her_password.email).status_code == 302


@pytest.mark.usefixtures("moment")
def test_a_known_browser_is_known_for_its_own_address_only(
    cast: Cast, susan_knows_her_password: Member
) -> None:
    client = Client()
    sign_in(client, susan_knows_her_password.email)
    client.post(reverse("account_logout"))
    tries = [sign_in(client, cast.jo.email, "wrong").status_code for _ in range(6)]
    assert tries == [200] * 5 + [429]


@pytest.mark.usefixtures("cast", "moment")
def test_one_place_may_not_try_address_after_address() -> None:
    tries = [
        sign_in(Client(REMOTE_ADDR="203.0.113.7"), f"m{n}@harbour.example", "x").status_code
        for n in range(31)
    ]
    assert set(tries[:30]) == {200}
    assert tries[30] == 429
