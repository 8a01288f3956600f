"""Signing in: the same answer for any address, patience with people, none with guessers."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from hearback.accounts.models import Member
from hearback.team.tests.conftest import PASSWORD

pytestmark = pytest.mark.usefixtures("moment")

SIGN_IN = "/desk/sign-in/"


def sign_in(client: Client, email: str, password: str = PASSWORD, **more: Any) -> Any:
    """Send the sign-in form."""
    return client.post(SIGN_IN, {"login": email, "password": password}, **more)


def without_tokens(page: str) -> str:
    """A page without what is different each time."""
    return re.sub(r'value="[A-Za-z0-9]{64}"|nonce="[^"]+"', "", page)


def test_address_and_password_open_the_desk(susan_knows_her_password: Member) -> None:
    client = Client()
    answer = sign_in(client, "susan@harbour.example")
    assert (answer.status_code, answer["Location"]) == (302, "/desk/")
    assert client.get("/desk/team/").status_code == 200
    assert client.session["_auth_user_id"] == str(susan_knows_her_password.pk)


@pytest.mark.usefixtures("susan_knows_her_password")
def test_the_case_of_the_address_does_not_matter() -> None:
    assert sign_in(Client(), " Susan@Harbour.Example ").status_code == 302


@pytest.mark.usefixtures("susan_knows_her_password")
def test_nobody_learns_whether_an_address_is_known() -> None:
    known = sign_in(Client(), "susan@harbour.example", "wrong")
    unknown = sign_in(Client(), "nobody@harbour.example", "wrong")
    assert known.status_code == unknown.status_code == 200
    words = [
        page.content.decode().replace("susan@", "x@").replace("nobody@", "x@")
        for page in (known, unknown)
    ]
    assert without_tokens(words[0]) == without_tokens(words[1])
    assert "Address and password do not go together" in words[0]


def test_the_page_leads_back_to_where_one_wanted_to_go(susan_knows_her_password: Member) -> None:
    del susan_knows_her_password
    client = Client()
    answer = client.get("/desk/team/")
    assert answer["Location"] == "/desk/sign-in/?next=/desk/team/"
    answer = client.post(
        SIGN_IN,
        {"login": "susan@harbour.example", "password": PASSWORD, "next": "/desk/team/"},
    )
    assert answer["Location"] == "/desk/team/"


@pytest.mark.usefixtures("susan_knows_her_password")
def test_it_leads_nowhere_else() -> None:
    data = {"login": "susan@harbour.example", "password": PASSWORD}
    answer = Client().post(SIGN_IN, data | {"next": "https://evil.example/desk/"})
    assert answer["Location"] == "/desk/"


@pytest.mark.usefixtures("cast")
def test_nobody_signs_themselves_up() -> None:
    client = Client()
    page = client.get(reverse("account_signup"))
    assert "Members are invited" in page.content.decode()
    client.post(reverse("account_signup"), {"email": "eve@evil.example", "password1": PASSWORD})
    assert not Member.objects.filter(email="eve@evil.example").exists()


@pytest.mark.usefixtures("cast")
def test_the_page_runs_no_inline_code() -> None:
    page = Client().get(SIGN_IN)
    assert "'unsafe-inline'" not in page["Content-Security-Policy"]
    words = page.content.decode()
    assert "style=" not in words
    assert "onclick" not in words
    assert words.count("<script") == words.count('<script type="module" src=')


def test_a_form_from_elsewhere_is_refused(susan_knows_her_password: Member) -> None:
    del susan_knows_her_password
    answer = sign_in(Client(enforce_csrf_checks=True), "susan@harbour.example")
    assert answer.status_code == 403
