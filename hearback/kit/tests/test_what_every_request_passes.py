"""Every answer carries a number and safe headers; every failure is a sentence, never a trace."""

from __future__ import annotations

import copy
import io
import ipaddress
import json
import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from hearback.kit import logs
from hearback.kit.tests.pages_that_fail import SECRET_WORDS

pytestmark = [pytest.mark.django_db, pytest.mark.urls("hearback.kit.tests.pages_that_fail")]
HTMX = {"HX-Request": "true"}


@pytest.fixture
def visitor() -> Client:
    """A browser that sees what a person would see."""
    return Client(raise_request_exception=False)


@pytest.fixture
def log() -> Iterator[Callable[[], list[dict[str, Any]]]]:
    """The lines that leave the process, read from the very handler that writes them."""
    (handler,) = [
        one
        for one in logging.getLogger().handlers
        if isinstance(one, logging.StreamHandler) and isinstance(one.formatter, logs.JsonLines)
    ]
    written = io.StringIO()
    before = handler.setStream(written)
    yield lambda: [json.loads(line) for line in written.getvalue().splitlines()]
    handler.setStream(before)


def test_every_answer_carries_safe_headers(visitor: Client) -> None:
    answer = visitor.get("/fine/")
    policy = answer["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    for rule in ("form-action 'self'", "frame-ancestors 'none'", "base-uri 'none'"):
        assert rule in policy
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in answer["Permissions-Policy"]


def test_headers_do_not_depend_on_success(visitor: Client) -> None:
    for path in ("/missing/", "/refused/", "/broken/x/", "/nowhere/"):
        answer = visitor.get(path)
        assert "default-src 'self'" in answer["Content-Security-Policy"], path
        assert answer["X-Request-Id"], path


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/refused/", 409, "This opening was closed an hour ago."),
        ("/not-yours/", 404, "There is no such application here."),
        ("/invalid/", 422, "This is not an address."),
        ("/too-many/", 429, "Please try again in 5 minutes."),
    ],
)
def test_a_refusal_is_a_whole_page_or_the_piece_asked_for(
    visitor: Client, path: str, status: int, words: str
) -> None:
    page = visitor.get(path)
    assert page.status_code == status
    assert words in page.text
    assert "<html" in page.text
    piece = visitor.get(path, headers=HTMX)
    assert piece.status_code == status
    assert words in piece.text
    assert "<html" not in piece.text
    assert "HX-Request" in piece["Vary"]


def test_who_asks_too_often_is_told_when_to_come_back(visitor: Client) -> None:
    assert visitor.get("/too-many/")["Retry-After"] == "300"


def test_something_broken_shows_a_number_and_no_trace(visitor: Client, log: Any) -> None:
    answer = visitor.get("/broken/a-secret-token/")
    assert answer.status_code == 500
    assert answer["X-Request-Id"] in answer.text
    assert SECRET_WORDS not in answer.text
    assert "Traceback" not in answer.text
    broke = next(line for line in log() if line["event"] == "request-broke")
    assert broke["request"] == answer["X-Request-Id"]
    assert broke["error"] == "builtins.RuntimeError"
    assert any("pages_that_fail.py" in place for place in broke["where"])


@pytest.mark.urls("hearback.urls")
@pytest.mark.parametrize(("path", "status"), [("/", 500), ("/?gone", 503)])
def test_what_breaks_outside_every_page_is_answered_in_the_same_words(
    visitor: Client, settings: Any, path: str, status: int
) -> None:
    settings.MIDDLEWARE = [
        *settings.MIDDLEWARE,
        "hearback.kit.tests.pages_that_fail.breaks_outside",
    ]
    answer = visitor.get(path)
    assert answer.status_code == status
    assert answer["X-Request-Id"] in answer.text
    assert "Something broke here, not with you" in answer.text
    assert SECRET_WORDS not in answer.text
    assert answer.has_header("Retry-After") == (status == 503)


def test_the_log_names_the_route_and_never_the_path_or_the_words(visitor: Client, log: Any) -> None:
    visitor.get("/broken/a-secret-token/?q=ana")
    visitor.get("/fine/?q=ana")
    visitor.get("/a-secret-token/")
    written = log()
    text = json.dumps(written)
    assert "a-secret-token" not in text
    assert SECRET_WORDS not in text
    assert "q=ana" not in text
    request_lines = [line for line in written if line["event"] == "request"]
    assert [(line["route"], line["status"]) for line in request_lines] == [
        ("broken", 500),
        ("fine", 200),
        (None, 404),
    ]
    assert all(line["ms"] >= 0 for line in request_lines)


def test_an_unknown_address_says_so_in_plain_words(visitor: Client) -> None:
    answer = visitor.get("/nowhere/")
    assert answer.status_code == 404
    assert "There is nothing at this address" in answer.text


def test_a_form_from_elsewhere_is_turned_down() -> None:
    stranger = Client(enforce_csrf_checks=True)
    answer = stranger.post("/post/", {"a": "b"})
    assert answer.status_code == 403
    assert "Please send it once more" in answer.text


def test_a_body_larger_than_anything_we_take_is_not_read(visitor: Client, settings: Any) -> None:
    settings.HEARBACK_LARGEST_BODY = 1024 * 1024
    answer = visitor.post("/post/", b"x" * (1024 * 1024 + 1), content_type="text/plain")
    assert answer.status_code == 413
    assert "1 MB" in answer.text
    assert visitor.post("/post/", b"x" * 1000, content_type="text/plain").text == "1000"


def test_htmx_gets_the_piece_and_everybody_else_the_page(visitor: Client, settings: Any) -> None:
    templates = copy.deepcopy(settings.TEMPLATES)
    templates[0]["DIRS"] = [Path(__file__).parent / "templates"]
    settings.TEMPLATES = templates
    page = visitor.get("/piece/")
    assert "and the rest" in page.text
    piece = visitor.get("/piece/", headers=HTMX)
    assert piece.text.strip() == "<p>Ana</p>"
    assert "HX-Request" in piece["Vary"]
    boosted = visitor.get("/piece/", headers=HTMX | {"HX-Boosted": "true"})
    assert "and the rest" in boosted.text
    restored = visitor.get("/piece/", headers=HTMX | {"HX-History-Restore-Request": "true"})
    assert "and the rest" in restored.text


def networks(*words: str) -> tuple[Any, ...]:
    """Addresses of our own proxies."""
    return tuple(ipaddress.ip_network(word) for word in words)


def test_only_our_own_proxies_are_believed(visitor: Client, settings: Any) -> None:
    settings.HEARBACK_PROXIES = networks("10.0.0.0/8")
    told = {"X-Forwarded-For": "203.0.113.9", "X-Forwarded-Proto": "https"}
    stranger = visitor.get("/fine/", headers=told, REMOTE_ADDR="198.51.100.7")
    assert stranger.text == "198.51.100.7 http"
    proxy = visitor.get("/fine/", headers=told, REMOTE_ADDR="10.1.2.3")
    assert proxy.text == "203.0.113.9 https"


def test_the_made_up_beginning_of_a_chain_is_not_believed(visitor: Client, settings: Any) -> None:
    settings.HEARBACK_PROXIES = networks("10.0.0.0/8", "2001:db8::/32")
    told = {"X-Forwarded-For": "1.1.1.1, 203.0.113.9, 10.9.9.9, 2001:db8::5"}
    answer = visitor.get("/fine/", headers=told, REMOTE_ADDR="10.1.2.3")
    assert answer.text.split()[0] == "203.0.113.9"


def test_a_throttled_visitor_is_told_how_long_and_others_go_on(visitor: Client) -> None:
    assert visitor.get("/counted/").text == "in"
    refusal = visitor.get("/counted/")
    assert refusal.status_code == 429
    assert "Please try again in 1 minute." in refusal.text
    assert visitor.get("/counted/", REMOTE_ADDR="198.51.100.7").text == "in"


def test_load_tests_may_switch_the_throttle_off(visitor: Client, settings: Any) -> None:
    settings.HEARBACK_RATE_LIMITS = False
    assert [visitor.get("/counted/").text for _ in range(3)] == ["in", "in", "in"]


def test_browsers_remember_tls_only_when_we_are_behind_it(visitor: Client, settings: Any) -> None:
    assert "Strict-Transport-Security" not in visitor.get("/fine/").headers
    settings.SECURE_HSTS_SECONDS = 31536000
    assert visitor.get("/fine/")["Strict-Transport-Security"] == "max-age=31536000"
