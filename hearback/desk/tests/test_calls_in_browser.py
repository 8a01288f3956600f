"""Calls and the answer book in a real browser: two keys into a reply, a thumb in a lift, axe."""

# M12 M37

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from hearback.inbox.actions import ask, conversation_about
from hearback.inbox.callbacks.actions import ask_for_call, book_call
from hearback.inbox.callbacks.models import Callback
from hearback.inbox.tests.makers import ANSWER, TITLE, a_page
from hearback.kit import clock
from hearback.portal.tests.makers import address_of
from tests.cast import NOW, Cast, apply, make_cast
from tests.chromium import PLAIN_STATIC, flaws, launched, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
PHONE = {"width": 320, "height": 700}
ASKED = "Do you pay for my train to the interview?"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with launched() as chromium:
        yield chromium


@pytest.fixture
def house(live_server: Any, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Cast:
    """Ana asked something and wants to be rung; a call with Bo is booked in nine minutes."""
    del live_server
    settings.STORAGES = {**settings.STORAGES, "staticfiles": PLAIN_STATIC}
    cast = make_cast()
    ana = apply(cast, "Ana Moreau", now=NOW - HOUR)
    about = "The Saturday shifts"
    number, when = "416 555 0142", "2026-11-24-afternoon"
    ask_for_call(application=ana, choice=when, number=number, about=about, now=NOW - HOUR)
    ask(application=ana, words=ASKED, now=NOW - HOUR)
    bo = conversation_about(apply(cast, "Bo Lindqvist", now=NOW - HOUR), now=NOW - HOUR)
    at, number = NOW + 9 * MINUTE, "+14165550143"
    book_call(conversation=bo, at=at, number=number, about="", by=cast.susan, now=NOW - HOUR)
    a_page(cast, now=NOW - timedelta(days=300))
    a_page(cast, now=NOW, title="Is there a car park?", answer="Behind the shop.")
    monkeypatch.setattr(clock, "now", lambda: NOW)
    return cast


@pytest.fixture
def susan(house: Cast, browser: Browser, live_server: Any, settings: Any) -> Iterator[Page]:
    """A page of Susan's browser; whatever it complains of fails the test."""
    context = browser.new_context(base_url=live_server.url, viewport={"width": 1280, "height": 800})
    sign_in(context, house.susan, cookie=settings.SESSION_COOKIE_NAME, url=live_server.url)
    page, complaints = context.new_page(), list[str]()
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    yield page
    context.close()
    assert complaints == []


def _shoot(page: Page, name: str) -> None:
    folder = os.environ.get("SHOTS")
    if folder:
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)


def test_two_keys_put_the_answer_into_the_reply(susan: Page) -> None:
    ana = Callback.objects.get(about="The Saturday shifts").conversation
    susan.goto(reverse("desk:conversation", args=[ana.public_id]))
    box = susan.locator("#reply-form textarea")
    box.fill("Hello Ana,\n")
    box.press("/")
    susan.keyboard.press("Enter")
    expect(box).to_have_value(f"Hello Ana,\n{ANSWER}")
    expect(box).to_be_focused()
    _shoot(susan, "conversation")


def test_a_slash_in_a_word_stays_and_escape_leaves_one(susan: Page) -> None:
    ana = Callback.objects.get(about="The Saturday shifts").conversation
    susan.goto(reverse("desk:conversation", args=[ana.public_id]))
    box = susan.locator("#reply-form textarea")
    box.press_sequentially("and/or ")
    box.press("/")
    susan.keyboard.press("Escape")
    expect(box).to_have_value("and/or /")


def test_pressing_the_number_silences_the_alarm(susan: Page) -> None:
    susan.goto("/desk/calls/")
    expect(susan.get_by_text("Susan Ito rings Bo Lindqvist: in 9 min.")).to_be_visible()
    with susan.expect_response("**/ring/"):
        susan.evaluate("document.querySelector('[data-ring]').click()")
    susan.goto("/desk/")
    expect(susan.get_by_text("rings Bo Lindqvist")).to_have_count(0)


PAGES = ["/desk/calls/", "/desk/calls/?whose=all", "/desk/book/", "/desk/book/new/"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("where", PAGES)
def test_every_page_passes_axe_and_fits_a_phone(susan: Page, where: str, scheme: Any) -> None:
    susan.emulate_media(color_scheme=scheme)
    susan.goto(where)
    assert flaws(susan, scheme=scheme) == []
    name = where.strip("/").replace("/", "-").replace("?", "-")
    _shoot(susan, f"{name}-{scheme}")
    susan.set_viewport_size(PHONE)  # type: ignore[arg-type]  # a mapping does
    wide = susan.evaluate("document.documentElement.scrollWidth")
    assert wide <= PHONE["width"]
    _shoot(susan, f"{name}-{scheme}-phone")


def test_planning_a_call_passes_axe(susan: Page) -> None:
    ana = Callback.objects.get(about="The Saturday shifts").conversation.application
    assert ana is not None
    for name in ("call_back", "book_call"):
        susan.goto(reverse(f"desk:{name}", args=[ana.public_id]))
        assert flaws(susan) == []
        _shoot(susan, name)
    susan.goto(reverse("desk:application", args=[ana.public_id]))
    _shoot(susan, "application")


def test_a_candidate_asks_for_a_call_without_a_script(
    house: Cast, browser: Browser, live_server: Any
) -> None:
    chen = apply(house, "Chen Wei", now=NOW - HOUR)
    context = browser.new_context(
        base_url=live_server.url,
        viewport={"width": 320, "height": 700},
        java_script_enabled=False,
    )
    page = context.new_page()
    page.goto(address_of(chen))
    page.get_by_role("link", name="Please ring me").click()
    _shoot(page, "portal-call")
    page.get_by_label("Tuesday after five").check()
    page.get_by_role("button", name="Please ring me").click()
    expect(
        page.get_by_text("Susan Ito rings you: Tuesday 24 November, 17:00").first
    ).to_be_visible()
    expect(page.get_by_text(TITLE)).to_be_visible()
    _shoot(page, "portal-status")
    context.close()
