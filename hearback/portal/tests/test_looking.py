"""Whoever only looks changes nothing: scanners, previews, HEAD, and every odd method."""

# M11

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client

from hearback.careers.tests.makers import filled_in
from hearback.pipeline.models import Application
from hearback.portal.tests.makers import address_of
from tests.cast import apply, make_cast

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

OWN = ("status", "withdraw", "details")
PUBLIC = (
    "/",
    "/?q=x",
    "/jobs/",
    "/jobs/shop-manager/",
    "/jobs/shop-manager/read/",
    "/jobs/shop-manager/thanks/",
    "/sitemap.xml",
    "/robots.txt",
    "/status/",
)
WANTED = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


@pytest.fixture
def everywhere() -> list[str]:
    """Every address a candidate may come to."""
    ana = apply(make_cast())
    return [*PUBLIC, *(address_of(ana, page) for page in OWN), "/status/nobody/", "/nothing/"]


def _everything_stored() -> dict[str, Any]:
    """A fingerprint of every row of ours."""
    prints: dict[str, Any] = {}
    tables = [model._meta.db_table for model in apps.get_models()]
    with connection.cursor() as cursor:
        for table in tables:
            if table.startswith(("procrastinate", "django_", "kit_tally")):
                continue
            cursor.execute(f"SELECT count(*), md5(string_agg(t::text, '|')) FROM {table} t")  # noqa: S608
            prints[table] = cursor.fetchone()
    return prints


def test_looking_changes_nothing(everywhere: list[str]) -> None:
    """Rule 23: GET, HEAD, OPTIONS and prefetching, with and without a query."""
    before = _everything_stored()
    for address in everywhere:
        for method in ("get", "head", "options", "trace"):
            for query in ("", "?act=do&code=123456&confirm=1"):
                client = Client(headers={"Sec-Purpose": "prefetch"})
                getattr(client, method)(address + query if "?" not in address else address)
    assert _everything_stored() == before


@pytest.mark.parametrize("method", ["put", "patch", "delete", "trace"])
def test_odd_methods_are_refused(everywhere: list[str], method: str) -> None:
    """Reliability 133."""
    for address in everywhere:
        answer = getattr(Client(), method)(address)
        assert answer.status_code in {403, 404, 405}, (address, answer.status_code)


def test_a_method_cannot_be_hidden_in_a_header(everywhere: list[str]) -> None:
    """Reliability 133: no method override, doubled parameters take one of them."""
    client = Client(headers={"X-HTTP-Method-Override": "POST"})
    client.get("/jobs/shop-manager/", filled_in())
    assert Application.objects.count() == 1
    assert everywhere
    doubled = b"name=Ana&name=Ben&email=a@mail.example&email=b@mail.example"
    kind = "application/x-www-form-urlencoded"
    assert Client().post("/jobs/shop-manager/", doubled, content_type=kind).status_code == 302
    assert Application.objects.count() == 2


def test_every_answer_carries_the_protective_headers(everywhere: list[str]) -> None:
    """Reliability 132: pages, refusals, what is gone and what was never there."""
    for address in everywhere:
        for answer in (Client().get(address), Client().post(address, {"act": "do"})):
            for name, value in WANTED.items():
                assert answer[name] == value, (address, name)
            policy = answer["Content-Security-Policy"]
            assert "frame-ancestors 'none'" in policy
            assert "unsafe" not in policy
            assert answer["Referrer-Policy"] in {"same-origin", "no-referrer"}
            assert not answer.cookies


def test_no_page_asks_another_host_or_runs_inline(everywhere: list[str]) -> None:
    """Budget and reliability 132: own host only, no inline script, style or handler."""
    for address in everywhere:
        page = Client().get(address, follow=True).content.decode()
        assert 'src="http' not in page
        assert " style=" not in page
        assert "<style" not in page
        assert " on" not in "".join(
            piece.partition(">")[0] for piece in page.split("<")[1:] if "=" in piece
        ).replace(" one", "").replace(" only", "")
        scripts = [piece.partition(">") for piece in page.split("<script")[1:]]
        assert all("src=" in head or "ld+json" in head for head, _, _ in scripts), address


def test_private_pages_are_private_even_as_a_style_sheet() -> None:
    """Reliability 125."""
    ana = apply(make_cast())
    for page in OWN:
        answer = Client(headers={"Accept": "text/css", "Sec-Fetch-Dest": "style"}).get(
            address_of(ana, page)
        )
        assert answer["Cache-Control"] == "private, no-store"
        assert answer["Content-Type"].startswith("text/html")


def test_every_form_of_ours_is_guarded(everywhere: list[str]) -> None:
    """Reliability 114: no cookie to borrow, and a foreign origin is refused everywhere."""
    for address in everywhere:
        for said in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://elsewhere.example"}):
            answer = Client(headers=said).post(address, filled_in(act="do"))
            assert answer.status_code in {403, 404, 405}, address
    assert Application.objects.count() == 1
