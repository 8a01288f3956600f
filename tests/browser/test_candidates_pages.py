"""The candidate's pages in a real Chromium: without scripts, by keyboard, small, dark and light."""

# M1 M2 M11

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.applying import OPENING, status_path
from tests.chromium import flaws, launched

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Page, Response

    from tests.chromium import Scheme
    from tests.house import House

pytestmark = pytest.mark.browser

CV = "Ana Moreau\nToronto\nana@moreau.example\n+1 416 555 0177\n\nShift leader, Kettle & Pine\n"
MOST_BYTES = 60 * 1024


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with launched() as browser:
        yield browser


@pytest.fixture
def cv(tmp_path: Path) -> Path:
    file = tmp_path / "Ana Moreau CV.txt"
    file.write_text(CV)
    return file


def _context(chromium: Browser, house: House, **more: object) -> BrowserContext:
    known = {
        "base_url": house.environ["HEARBACK_URL"],
        "viewport": {"width": 390, "height": 844},
        "timezone_id": "Asia/Tokyo",
    }
    return chromium.new_context(**{**known, **more})  # type: ignore[arg-type]  # options vary by test


def _own_page(page: Page, house: House, email: str) -> None:
    """Open the page the receipt links to."""
    page.goto(status_path(house, house.mails_to(email)[0]))


def test_an_application_without_scripts_or_cookies(
    open_house: House, chromium: Browser, cv: Path
) -> None:
    """Reliability 153: mistakes are announced, nothing is lost, and the receipt comes."""
    page = _context(chromium, open_house, java_script_enabled=False).new_page()
    page.goto(OPENING)
    page.set_input_files("#id_resume", cv)
    page.click("#read-cv")
    assert page.input_value("#id_name") == "Ana Moreau"
    assert page.input_value("#id_email") == "ana@moreau.example"
    assert "Please check what we read." in page.inner_text("main")
    page.fill("#id_email", "ana@moreau")
    page.get_by_role("button", name="Send my application").click()
    assert page.title().startswith("Error:")
    assert page.get_attribute(".error-summary", "role") == "alert"
    assert page.input_value("#id_name") == "Ana Moreau"
    page.get_by_role("link", name="E-mail: Please check this address").click()
    page.fill("#id_email", "plain@mail.example")
    page.get_by_role("button", name="Send my application").click()
    assert page.url.endswith("/thanks/")
    assert page.context.cookies() == []
    _own_page(page, open_house, "plain@mail.example")
    assert "whether you are on the shortlist" in page.inner_text("main")
    assert "Toronto time" in page.inner_text("main")


def test_choosing_a_cv_fills_the_form_in(open_house: House, chromium: Browser, cv: Path) -> None:
    page = _context(chromium, open_house).new_page()
    page.goto(OPENING)
    page.fill("#id_name", "Ana M.")
    page.set_input_files("#id_resume", cv)
    page.wait_for_selector(".file-kept")
    assert page.input_value("#id_name") == "Ana M."
    assert page.input_value("#id_phone") == "(416) 555-0177"
    page.fill("#id_email", "tokyo@mail.example")
    page.get_by_role("button", name="Send my application").click()
    _own_page(page, open_house, "tokyo@mail.example")
    assert "Tokyo time" in page.inner_text("main")


def test_the_whole_way_by_keyboard(open_house: House, chromium: Browser) -> None:
    """Enter sends the form, although another button comes first; focus goes to what is wrong."""
    page = _context(chromium, open_house).new_page()
    page.goto(OPENING)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.focus("#id_name")
    page.keyboard.type("Ana Moreau")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "id_email"
    page.keyboard.press("Enter")
    page.wait_for_selector(".error-summary")
    assert page.evaluate("document.activeElement.className") == "error-summary"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "id_email"
    page.keyboard.type("keys@mail.example")
    page.keyboard.press("Enter")
    page.wait_for_url("**/thanks/")
    assert open_house.mails_to("keys@mail.example")


def _candidate_pages(house: House, chromium: Browser, cv: Path) -> Iterator[tuple[str, Page]]:
    """Every page a candidate may come to, one after another, in a phone's width."""
    page = _context(chromium, house).new_page()
    for path in ("/", "/?q=astronaut", OPENING, f"{OPENING}thanks/", "/status/", "/status/none/"):
        page.goto(path)
        yield path, page
    page.goto(OPENING)
    page.set_input_files("#id_resume", cv)
    page.wait_for_selector(".file-kept")
    yield "read", page
    page.fill("#id_email", "ana@")
    page.get_by_role("button", name="Send my application").click()
    page.wait_for_selector(".error-summary")
    yield "errors", page
    page.fill("#id_email", "axe@mail.example")
    page.get_by_role("button", name="Send my application").click()
    _own_page(page, house, "axe@mail.example")
    yield "status", page
    for name in ("Correct my details", "Withdraw my application"):
        _own_page(page, house, "axe@mail.example")
        page.get_by_role("link", name=name).click()
        yield name, page
        if name.startswith("Correct"):
            page.fill("#id_name", "Ana B.")
        page.get_by_role("button", name="Mail me the code").click()
        page.fill("#id_code", "123")
        page.locator("button[value=do]").click()
        page.wait_for_selector(".error-summary")
        yield f"{name}: wrong code", page


def test_every_page_is_accessible_and_fits(open_house: House, chromium: Browser, cv: Path) -> None:
    """No complaint of axe, light or dark; nothing is cut off at 320 px, which 200 % zoom is."""
    troubles: list[str] = []
    for name, page in _candidate_pages(open_house, chromium, cv):
        seen: list[tuple[Scheme, int]] = [("light", 390), ("dark", 320), ("light", 1280)]
        for scheme, width in seen:
            page.set_viewport_size({"width": width, "height": 800})
            found = flaws(page, scheme=scheme)
            troubles += [f"{name} {scheme} {width}: {said}" for said in found]
    assert troubles == []


def test_every_page_is_light_and_asks_nobody_else(
    open_house: House, chromium: Browser, cv: Path
) -> None:
    """At most 60 kB over the line, scripts, styles and pictures included, all from our host."""
    weights: dict[str, int] = {}
    hosts: set[str] = set()
    for path in ("/", OPENING, f"{OPENING}thanks/", "/status/"):
        context = _context(chromium, open_house)
        page = context.new_page()
        weights[path] = _weigh(page, path, hosts)
        context.close()
    context = _context(chromium, open_house)
    page = context.new_page()
    page.goto(OPENING)
    page.fill("#id_name", "Ana Moreau")
    page.fill("#id_email", "light@mail.example")
    page.get_by_role("button", name="Send my application").click()
    (receipt,) = open_house.mails_to("light@mail.example")
    fresh = _context(chromium, open_house).new_page()
    weights["status"] = _weigh(fresh, status_path(open_house, receipt), hosts)
    assert cv.exists()
    assert {path: weight for path, weight in weights.items() if weight > MOST_BYTES} == {}
    assert hosts == {open_house.environ["HEARBACK_URL"].partition("//")[2]}


def _weigh(page: Page, path: str, hosts: set[str]) -> int:
    """How many bytes a first visit takes."""
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108
    page.goto(path, wait_until="networkidle")
    hosts |= {answer.url.partition("//")[2].partition("/")[0] for answer in answers}
    sizes = [answer.request.sizes() for answer in answers]
    return sum(size["responseBodySize"] + size["responseHeadersSize"] for size in sizes)
