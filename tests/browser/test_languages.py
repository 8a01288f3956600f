"""Candidates' pages in other languages in a real Chromium: long words fit, axe has no complaint."""

# M1 M11

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.applying import OPENING, status_path
from tests.chromium import flaws, launched

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from tests.house import House

pytestmark = pytest.mark.browser

NARROW = {"width": 320, "height": 700}
PUBLIC = ("/", "/?q=astronaut", OPENING, f"{OPENING}thanks/", "/status/", "/status/none/", "/none/")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with launched() as browser:
        yield browser


def _phone(chromium: Browser, house: House, locale: str) -> Page:
    return chromium.new_context(
        base_url=house.environ["HEARBACK_URL"],
        viewport=NARROW,  # type: ignore[arg-type]  # both are numbers
        locale=locale,
        timezone_id="Europe/Berlin",
    ).new_page()


def _pages(house: House, page: Page, email: str) -> Iterator[str]:
    """Every page of a candidate's, one after another; buttons are found without their words."""
    for path in PUBLIC:
        page.goto(path)
        yield path
    page.goto(OPENING)
    page.click(".form .button.primary")
    page.wait_for_selector(".error-summary")
    yield "errors"
    page.fill("#id_name", "Ana Moreau")
    page.fill("#id_email", email)
    page.click(".form .button.primary")
    page.wait_for_url("**/thanks/**")
    own = status_path(house, house.mails_to(email)[0])
    page.goto(own)
    yield "status"
    for act in ("withdraw", "details"):
        page.goto(f"{own}{act}/")
        yield act
        if act == "details":
            page.fill("#id_name", "Ana B.")
        page.click("button[value=send]")
        page.wait_for_selector("#id_code")
        yield f"{act}: code"


@pytest.mark.parametrize("locale", ["de-DE", "fr-CA", "es-ES"])
def test_every_page_fits_a_narrow_phone(open_house: House, chromium: Browser, locale: str) -> None:
    page = _phone(chromium, open_house, locale)
    language = locale[:2]
    troubles = []
    for name in _pages(open_house, page, f"{language}@mail.example"):
        assert page.get_attribute("html", "lang") == language, name
        troubles += [f"{name}: {flaw}" for flaw in flaws(page)]
    assert troubles == []
    assert page.context.cookies() == []


def test_a_language_is_chosen_with_a_finger(open_house: House, chromium: Browser) -> None:
    """By a link that later pages keep; on one's own page by a button that letters heed."""
    page = _phone(chromium, open_house, "en-GB")
    page.goto("/")
    page.get_by_role("link", name="Deutsch").click()
    page.click(".listing a")
    assert page.get_attribute("html", "lang") == "de"
    page.fill("#id_name", "Ana Moreau")
    page.fill("#id_email", "finger@mail.example")
    page.get_by_role("button", name="Bewerbung senden").click()
    page.wait_for_url("**/thanks/?lang=de")
    page.goto(status_path(open_house, open_house.mails_to("finger@mail.example")[0]))
    assert page.get_attribute("html", "lang") == "de"
    page.get_by_role("button", name="Français").click()
    page.wait_for_selector("html[lang=fr]")
    assert "si vous faites partie de la présélection" in page.inner_text("main")
    assert page.context.cookies() == []
