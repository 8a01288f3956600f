"""Every route against every role: who gets in, what may be done there, and what it takes."""

from __future__ import annotations

from copy import deepcopy
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client, RequestFactory, override_settings

from hearback.accounts.models import Member
from hearback.demo import views as demo
from hearback.ledger.models import Entry
from tests.architecture.routes import ROUTES, How, Row, Who
from tests.architecture.world import World, keep_files_in, make_world, routes

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

ROLES = ("anonymous", "interviewer", "manager", "recruiter", "lead", "administrator", "analyst")
LEAST = {
    Who.MEMBER: ROLES[1:],
    Who.RECRUITER: ROLES[3:6],
    Who.LEAD: ROLES[4:6],
    Who.ADMINISTRATOR: ROLES[5:6],
    Who.READER: ROLES[4:],
    Who.ANALYST: ROLES[6:],
}
ANSWERED = {200, 302, 400, 404, 409, 410, 422}
NOT_DONE = {("GET", How.PRESS), ("POST", How.LOOK)}
DOOR = "There is no such page for you here"
SIGN_IN = "/desk/sign-in/"


@pytest.fixture
def world(settings: Any, tmp_path: Path) -> World:
    keep_files_in(tmp_path, settings)
    return make_world(datetime.now(UTC))


def _member(world: World, role: str) -> Member:
    cast = world.cast
    people = {
        "interviewer": cast.ben,
        "manager": cast.grace,
        "recruiter": cast.jo,
        "lead": cast.omar,
        "administrator": cast.alex,
        "analyst": cast.nadia,
    }
    return people.get(role, cast.susan)


def _client(world: World, role: str, *, csrf: bool = False) -> Client:
    client = Client(enforce_csrf_checks=csrf)
    if role != "anonymous":
        client.force_login(_member(world, role))
    return client


@pytest.fixture
def undone() -> Any:
    """Runs one request and takes back whatever it changed, so that the next finds all as it was."""

    def run(client: Client, ask: Any) -> Any:
        mark, cookies = transaction.savepoint(), deepcopy(client.cookies)
        try:
            return ask()
        finally:
            transaction.savepoint_rollback(mark)
            client.cookies = cookies

    return run


def test_every_route_has_a_row_and_every_row_a_route() -> None:
    assert set(routes()) - set(ROUTES) == set(), "add them to tests/architecture/routes.py"
    assert set(ROUTES) - set(routes()) == set()


def _odd(row: Row, role: str, method: str, answer: Any) -> str:
    """What is wrong about an answer, empty when nothing is."""
    status, where = answer.status_code, answer.headers.get("Location", "")
    if row.who is Who.MACHINE:
        return "" if status in {403, 405} else f"{status} without a signature"
    if role not in LEAST.get(row.who, ROLES):
        turned_away = where.startswith(SIGN_IN) if role == "anonymous" else status == 404
        return "" if turned_away else f"{status} instead of the door"
    if where.startswith(SIGN_IN):
        return "" if row.who is Who.DOOR else "sent to the door"
    if (method, row.how) in NOT_DONE:
        return "" if status in {405, 302} else f"{status} instead of 405"
    # What it is about may not be there for them; the page itself is.
    is_there = status != 404 or DOOR not in answer.content.decode()
    return "" if is_there and status in ANSWERED else f"{status}"


@pytest.mark.parametrize("role", ROLES)
def test_each_role_gets_what_it_may_and_nothing_else(world: World, undone: Any, role: str) -> None:
    odd = {}
    client = _client(world, role)
    for name, row in ROUTES.items():
        where = world.address(name, _member(world, role))
        for method, ask in (("GET", client.get), ("POST", client.post)):
            answer = undone(client, lambda: ask(where))  # noqa: B023  used at once
            wrong = _odd(row, role, method, answer)
            if wrong:
                odd[f"{method} {name}"] = wrong
    assert odd == {}


def test_a_page_that_only_shows_takes_no_form(world: World, undone: Any) -> None:
    """Whoever may see it sends all a browser can send; nothing but looking is answered."""
    answered = {}
    clients = {role: _client(world, role) for role in ("administrator", "analyst")}
    for name, row in ROUTES.items():
        if row.how is not How.LOOK:
            continue
        client = clients["analyst" if row.who is Who.ANALYST else "administrator"]
        where = world.address(name, world.cast.alex)
        for method in ("post", "put", "patch", "delete"):
            answer = undone(client, lambda: getattr(client, method)(where))  # noqa: B023  used at once
            if answer.status_code != 405 or "GET" not in answer.headers.get("Allow", ""):
                answered[f"{method.upper()} {name}"] = answer.status_code
    assert answered == {}


def test_a_demos_pages_that_only_show_take_no_form() -> None:
    """The demo's routes are not there by default, so its views are asked themselves."""
    form = RequestFactory().post("/")
    with override_settings(HEARBACK_DEMO=True):
        answers = [demo.who(form), demo.mailbox(form)]
        answers += [demo.letter(form, name="x"), demo.letter_html(form, name="x")]
    assert [answer.status_code for answer in answers] == [405] * 4


def test_whatever_changes_anything_wants_its_token_or_our_own_page(
    world: World, undone: Any
) -> None:
    """A page of somebody else's cannot press a button of ours, whoever is signed in."""
    entries = Entry.objects.count()
    let_in = {}
    clients = {role: _client(world, role, csrf=True) for role in ("anonymous", "administrator")}
    for name, row in ROUTES.items():
        if row.how is How.LOOK or row.from_anywhere:
            continue
        for role, client in clients.items():
            where = world.address(name, _member(world, role))
            foreign = {"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"}
            answer = undone(client, lambda: client.post(where, headers=foreign))  # noqa: B023  used at once
            # Whoever is not signed in is shown the door before the token is asked for.
            at_the_door = answer.status_code == 302 and SIGN_IN in answer.headers["Location"]
            if answer.status_code != 403 and not at_the_door:
                let_in[f"{name} as {role}"] = answer.status_code
    assert let_in == {}
    assert Entry.objects.count() == entries


def test_only_pages_without_cookies_do_without_the_token() -> None:
    """Every exemption is written down here, and each checks where a request comes from instead."""
    exempt = {
        name for name, route in routes().items() if getattr(route.callback, "csrf_exempt", False)
    }
    assert exempt == {name for name, row in ROUTES.items() if row.cookie_free}
    for name in exempt:
        assert getattr(routes()[name].callback, "checks_origin", False), name


def test_no_answer_lacks_the_headers_of_a_public_site(world: World, undone: Any) -> None:
    wanted = {
        "Content-Security-Policy": "default-src '",
        "X-Content-Type-Options": "nosniff",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": "camera=()",
        "Referrer-Policy": "",
        "X-Request-Id": "",
    }
    lacking = {}
    for role in ("anonymous", "administrator"):
        client = _client(world, role)
        for name in ROUTES:
            where = world.address(name, _member(world, role))
            answer = undone(client, lambda: client.get(where))  # noqa: B023  used at once
            missing = {
                header
                for header, value in wanted.items()
                if value not in answer.headers.get(header, "") or header not in answer.headers
            }
            missing |= {one for one in answer.headers.values() if "unsafe" in one}
            if missing:
                lacking[f"{name} as {role}"] = missing
    assert lacking == {}


def test_no_private_page_is_kept_by_a_cache(world: World, undone: Any) -> None:
    kept = []
    client = _client(world, "administrator")
    for name, row in ROUTES.items():
        if row.who in {Who.EVERYBODY, Who.DOOR} or name.startswith(("account_", "mfa_")):
            continue  # these say nothing about anybody but whoever reads them
        where = world.address(name, world.cast.alex)
        answer = undone(client, lambda: client.get(where))  # noqa: B023  used at once
        policy = answer.headers.get("Cache-Control", "")
        if answer.status_code == 200 and not {"no-store", "private"} & set(policy.split(", ")):
            kept.append(f"{name}: {policy}")
    assert kept == []
