"""Passing an opening on, in a real browser: a link is copied by one press, and by hand without."""

# M34

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from hearback.kit import clock
from hearback.portal.tests.makers import address_of
from hearback.relations.friends.codes import link_of
from tests.cast import NOW, apply, make_cast
from tests.chromium import PLAIN_STATIC, flaws, launched

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

    from hearback.pipeline.models import Application

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with launched() as chromium:
        yield chromium


@pytest.fixture
def ana(live_server: Any, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Application:
    """Ana, who applied to the shop behind a server."""
    settings.STORAGES = {**settings.STORAGES, "staticfiles": PLAIN_STATIC}
    settings.HEARBACK_URL = live_server.url
    monkeypatch.setattr(clock, "now", lambda: NOW)
    return apply(make_cast())


@pytest.mark.parametrize("may_copy", [True, False])
def test_one_press_copies_the_link_and_says_so(
    browser: Browser, live_server: Any, ana: Application, *, may_copy: bool
) -> None:
    """On a plain http address a browser has no clipboard to ask for: the older way copies."""
    phone = {"width": 320, "height": 700}
    context = browser.new_context(base_url=live_server.url, viewport=phone)  # type: ignore[arg-type]
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(address_of(ana, "friends"))
    if not may_copy:
        page.evaluate("Object.defineProperty(navigator.clipboard, 'writeText', {value: undefined})")
    page.get_by_role("button", name="Copy the link Shop manager").click()
    page.get_by_text("Copied.").wait_for()
    opening = ana.opening
    assert page.evaluate("navigator.clipboard.readText()") == link_of(ana, opening)
    assert flaws(page) == []
    context.close()


def test_without_script_no_button_is_shown_and_the_link_is_there(
    browser: Browser, live_server: Any, ana: Application
) -> None:
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto(address_of(ana, "friends"))
    assert page.get_by_label("Shop manager").first.input_value() == link_of(ana, ana.opening)
    assert page.get_by_role("button", name="Copy the link").count() == 0
    context.close()
