"""The letters' pages in a real browser: a field put in by a press, the letter beside, any width."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.cast import Cast, apply, make_cast
from tests.chromium import PLAIN_STATIC, flaws, launched, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGES = [
    "/desk/settings/letters/",
    "/desk/settings/letters/careers.receipt/de/",
    "/desk/settings/letters/careers.receipt/de/versions/",
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with launched() as chromium:
        yield chromium


@pytest.fixture
def cast(live_server: Any, settings: Any) -> Cast:
    settings.STORAGES = {**settings.STORAGES, "staticfiles": PLAIN_STATIC}
    del live_server
    cast = make_cast()
    apply(cast, "Ana Moreau")
    return cast


@pytest.mark.parametrize("width", [1280, 320])
def test_a_letter_is_changed_read_and_taken_back(
    browser: Browser, live_server: Any, settings: Any, cast: Cast, width: int
) -> None:
    context = browser.new_context(
        base_url=live_server.url, viewport={"width": width, "height": 900}
    )
    cookie = settings.SESSION_COOKIE_NAME
    sign_in(context, cast.omar, cookie=cookie, url=live_server.url)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)

    page.goto(PAGES[1])
    letter = page.locator("#letter")
    expect(letter).to_contain_text("Guten Tag Ana,")
    page.get_by_label("Letter", exact=True).press("Control+End")
    page.keyboard.type("\nIhre ")
    page.get_by_role("button", name="person", exact=True).click()
    expect(letter).to_contain_text("Ihre Susan Ito")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved. Letters written from now on say so.")).to_be_visible()

    found = {}
    for where in PAGES:
        page.goto(where)
        found[where] = flaws(page) + flaws(page, scheme="dark")
    assert found == {key: [] for key in PAGES}

    page.goto(PAGES[2])
    expect(page.locator("ins")).to_have_text("Ihre {{ person }}")
    page.get_by_role("button", name="Use the words it came with").click()
    expect(page.get_by_text("Taken back: the words beneath stand.")).to_be_visible()
    assert complaints == []
    context.close()
