"""Every route of the chapter against every role, and what a look may change: nothing."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import URLPattern, reverse

from hearback.accounts.models import Member
from hearback.ledger.models import Entry
from hearback.team import account_urls, urls
from hearback.team.tests.conftest import As
from tests.cast import Cast

pytestmark = pytest.mark.slow

EVERYBODY = ("interviewer", "manager", "recruiter", "lead", "administrator")
LEADS = EVERYBODY[3:]
ADMINISTRATORS = EVERYBODY[4:]
IN_PUBLIC = {"sign_in_link", "new_password", "invitation"}
ALLOWED: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("members", "member", "my_hours", "about_me", "test_way"), EVERYBODY),
    # One's own page, or a lead's: here it is somebody else's.
    **dict.fromkeys(("hours", "go_away", "away", "stay_here"), LEADS),
    "hand_over": LEADS,
    **dict.fromkeys(
        ["first_day", "invite", "invitation_link", "invite_again", "revoke", "edit", "leave"],
        ADMINISTRATORS,
    ),
    **dict.fromkeys(
        [
            "settings",
            "organisation",
            "teams",
            "team",
            "remove_team",
            "places",
            "add_place",
            "place",
            "remove_place",
            "close_on",
            "open_on",
            "policies",
            "add_policy",
            "policy",
            "make_default",
            "remove_policy",
            "stages",
            "add_stage",
            "stage",
            "move_earlier",
            "move_later",
            "remove_stage",
        ],
        LEADS,
    ),
}
ROUTES = {str(pattern.name): pattern for pattern in urls.urlpatterns}


@pytest.fixture
def people(cast: Cast) -> dict[str, Member]:
    """Somebody of each role."""
    return {
        "interviewer": cast.ben,
        "manager": cast.grace,
        "recruiter": cast.jo,
        "lead": cast.omar,
        "administrator": cast.alex,
    }


def address(name: str, cast: Cast) -> str:
    """The route, asked about Susan or about something that is there."""
    known = {
        "token": "x" * 43,
        "public_id": uuid4(),
        "absence_id": 1,
        "day_id": 1,
        "pk": {
            "team": cast.shop.pk,
            "remove_team": cast.shop.pk,
            "place": cast.toronto.pk,
            "policy": cast.opening.policy_id,
            "stage": cast.review.pk,
        }.get(name, cast.susan.pk),
    }
    wanted = ROUTES[name].pattern.converters
    return reverse(f"team:{name}", kwargs={key: known[key] for key in wanted})


def test_every_route_has_a_row() -> None:
    assert set(ROUTES) == set(ALLOWED) | IN_PUBLIC


@pytest.mark.parametrize("role", EVERYBODY)
def test_each_role_gets_what_it_may_and_nothing_else(
    as_: As, cast: Cast, people: dict[str, Member], role: str
) -> None:
    client = as_(people[role])
    wrong = {}
    for name, roles in ALLOWED.items():
        where = address(name, cast)
        seen = client.get(where)
        if role not in roles:
            refused = seen.status_code in {404, 405} and client.post(where).status_code == 404
            wrong[name] = not refused
        elif seen.status_code == 404:
            # Allowed, but what it is about is not there: say so, not that there is no such page.
            wrong[name] = "There is no such page for you" in seen.content.decode()
        else:
            wrong[name] = seen.status_code not in {200, 302, 405}
    assert [name for name, is_wrong in wrong.items() if is_wrong] == []


def test_somebody_who_is_not_signed_in_is_asked_to(cast: Cast) -> None:
    for name in ALLOWED:
        where = address(name, cast)
        for answer in (Client().get(where), Client().post(where)):
            assert answer.status_code == 302
            assert answer["Location"].startswith("/desk/sign-in/?next=/desk/")


def test_looking_changes_nothing(as_: As, cast: Cast) -> None:
    client = as_(cast.alex)
    before = list(Member.objects.order_by("pk").values())
    for name in ALLOWED:
        where = address(name, cast)
        client.get(where)
        client.head(where)
    assert not Entry.objects.exists()
    assert list(Member.objects.order_by("pk").values()) == before


def test_a_form_from_elsewhere_changes_nothing(as_: As, cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    client.cookies = as_(cast.alex).cookies
    for name in ALLOWED:
        answer = client.post(address(name, cast), headers={"origin": "https://evil.example"})
        assert answer.status_code == 403, name
    assert not Entry.objects.exists()


@pytest.mark.parametrize("name", sorted(IN_PUBLIC))
def test_made_up_tokens_open_nothing(cast: Cast, name: str) -> None:
    del cast
    for token in ("x", "x" * 43, "⟦", "../etc", "%00", "x" * 2000):
        where = address_of_token(name, token)
        for answer in (Client().get(where), Client().post(where, {"password": "x"})):
            assert answer.status_code in {404, 409}, token


def address_of_token(name: str, token: str) -> str:
    """A link with any token in it."""
    known = reverse(f"team:{name}", args=["TOKEN"])
    return known.replace("TOKEN", token)


def test_every_page_of_sign_in_reads_in_our_words(as_: As, cast: Cast) -> None:
    names = [one.name for one in account_urls.urlpatterns if isinstance(one, URLPattern)]
    for client in (as_(cast.susan), Client()):
        for name in names:
            answer = client.get(reverse(name), follow=True)
            assert answer.status_code == 200, name
            page = answer.content.decode()
            assert "Sign Up" not in page
            assert "style=" not in page


def test_pages_have_one_heading_and_a_title(as_: As, cast: Cast) -> None:
    client = as_(cast.alex)
    for name in ("members", "member", "settings", "place", "policies", "stages"):
        page = client.get(address(name, cast)).content.decode()
        assert page.count("<h1") == 1, name
        assert "<title> ·" not in page, name
