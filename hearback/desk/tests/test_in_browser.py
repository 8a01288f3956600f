"""The desk in a real browser: keys, moving by hand and by mouse, accessibility, no JavaScript."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from hearback.answers.tests.makers import tell_no
from hearback.channels.models import Message, MessageState
from hearback.desk.tests.conftest import attach, read
from hearback.desk.tests.test_documents import PDF
from hearback.kit import clock
from hearback.ledger.actions import sweep
from hearback.pipeline.models import Application
from tests.cast import NOW, Cast, apply, make_cast
from tests.chromium import PLAIN_STATIC, flaws, launched, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

HOUR = timedelta(hours=1)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with launched() as chromium:
        yield chromium


@pytest.fixture
def house(live_server: Any, settings: Any, tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> Cast:
    """The cast behind a server on Tuesday morning: somebody late, stuck, decided, waiting."""
    del live_server
    folder = {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": tmp_path},
    }
    settings.STORAGES = {**settings.STORAGES, "staticfiles": PLAIN_STATIC, "default": folder}
    cast = make_cast()
    late = apply(cast, "Ana Moreau", now=NOW - 50 * HOUR)
    read(late, "Shift leader at Kettle & Pine")
    attach(late, b"Shift leader at Kettle & Pine", "Ana Moreau.txt")
    sweep(now=NOW)
    read(apply(cast, "Ben Okafor", now=NOW - 46 * HOUR, met=False), "Baker, early shift")
    apply(cast, "محمد الأحمد", now=NOW - HOUR, met=None)
    tell_no(cast, apply(cast, "Chen Wei", now=NOW - 2 * HOUR))
    stuck = apply(cast, "Maximiliane Featherstonehaugh-Wolffenbüttel", now=NOW - 3 * HOUR)
    Message.objects.filter(about=stuck.public_id).update(state=MessageState.FAILED, trouble="550")
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


def case_of(name: str) -> str:
    """The address of somebody's application."""
    return f"/desk/applications/{Application.objects.get(name=name).public_id}/"


def test_today_is_walked_and_opened_by_keys(susan: Page) -> None:
    susan.goto("/desk/")
    names = susan.locator("[data-row] .row-name").all_inner_texts()
    susan.keyboard.press("j")
    susan.keyboard.press("j")
    susan.keyboard.press("k")
    focused = susan.evaluate("document.activeElement.querySelector('.row-name').innerText")
    assert focused == names[0]
    susan.keyboard.press("Enter")
    expect(susan.get_by_role("heading", level=1)).to_have_text(names[0])


def test_a_day_is_worked_by_keyboard_alone(susan: Page) -> None:
    susan.goto("/desk/")
    susan.keyboard.press("/")
    susan.keyboard.type("okafor")
    susan.keyboard.press("Enter")
    susan.wait_for_url("**/desk/search/**")
    susan.wait_for_load_state("networkidle")
    susan.keyboard.press("Tab")
    susan.keyboard.press("j")
    susan.keyboard.press("Enter")
    expect(susan.get_by_role("heading", level=1)).to_have_text("Ben Okafor")
    susan.get_by_role("link", name="Move on the board").focus()
    susan.keyboard.press("Enter")
    susan.get_by_role("radio", name="Review").focus()
    susan.keyboard.press("Space")
    susan.get_by_role("button", name="Move quietly").focus()
    susan.keyboard.press("Enter")
    expect(susan.get_by_text("Ben Okafor is in Review now.")).to_be_visible()


def test_dropping_a_card_asks_what_the_person_will_be_told(susan: Page, house: Cast) -> None:
    susan.goto("/desk/openings/shop-manager/")
    lane = susan.locator(f"[data-lane='{house.interview.pk}']")
    card = susan.locator("[data-card]", has_text="Ben Okafor")
    box, target = card.bounding_box(), lane.bounding_box()
    assert box is not None
    assert target is not None
    susan.mouse.move(box["x"] + 30, box["y"] + box["height"] - 10)
    susan.mouse.down()
    susan.mouse.move(target["x"] + 50, target["y"] + 40, steps=5)
    susan.mouse.move(target["x"] + 60, target["y"] + 50, steps=5)
    susan.mouse.up()
    susan.wait_for_url("**/move/?to=*")
    expect(susan.get_by_role("heading", level=1)).to_have_text("Move Ben Okafor")
    expect(susan.get_by_role("radio", name="Interview")).to_be_checked()


def test_typing_a_name_narrows_the_board_in_place(susan: Page) -> None:
    susan.goto("/desk/openings/shop-manager/")
    susan.get_by_label("Find by name").press_sequentially("okaf")
    expect(susan.locator(".ticket")).to_have_count(1)
    expect(susan.get_by_label("Find by name")).to_be_focused()
    assert "q=okaf" in susan.url


def test_the_answer_panel_is_what_a_press_on_answer_leads_to(susan: Page) -> None:
    susan.goto("/desk/")
    susan.locator("[data-row]", has_text="Ben Okafor").get_by_role("link", name="Answer").click()
    expect(susan.locator("#answer")).to_be_in_viewport()
    expect(susan.get_by_role("link", name="Decline")).to_be_visible()


def test_a_cv_is_seen_as_pages_beside_the_case(susan: Page) -> None:
    ben = Application.objects.get(name="Ben Okafor")
    two = PDF.replace(b"[3 0 R]/Count 1", b"[3 0 R 3 0 R]/Count 2")
    attach(ben, two, "Ben Okafor.pdf", "pdf")
    susan.goto(case_of("Ben Okafor"))
    picture = susan.get_by_role("img", name="Page 1, open it large")
    expect(picture).to_have_js_property("complete", True)
    expect(picture).to_have_js_property("naturalWidth", 1_200)
    expect(susan.get_by_role("img", name="Page 2, open it large")).to_be_attached()
    expect(susan.locator(".viewer-pages img")).to_have_count(2)
    assert flaws(susan) == []
    with susan.context.expect_page() as opened:
        picture.click()
    assert opened.value.url.endswith("/pages/1/")


PAGES = [
    "/desk/",
    "/desk/search/?q=moreau",
    "/desk/search/?q=nobodyofthatname",
    "/desk/outbox/",
    "/desk/openings/",
    "/desk/openings/new/",
    "/desk/openings/shop-manager/",
    "/desk/openings/shop-manager/people/",
    "/desk/openings/shop-manager/brief/",
    "/desk/openings/shop-manager/edit/",
]
OF_SOMEBODY = [
    ("Ana Moreau", ""),
    ("Ana Moreau", "call/"),
    ("Ana Moreau", "move/"),
    ("Chen Wei", ""),
]


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_is_accessible_and_fits(
    susan: Page, browser: Browser, live_server: Any, width: int, scheme: Any
) -> None:
    context = browser.new_context(
        base_url=live_server.url,
        viewport={"width": width, "height": 800},
        color_scheme=scheme,
        storage_state=susan.context.storage_state(),
    )
    page = context.new_page()
    for address in [*PAGES, *(f"{case_of(name)}{more}" for name, more in OF_SOMEBODY)]:
        page.goto(address)
        page.wait_for_load_state("networkidle")
        page.evaluate("document.querySelectorAll('main details').forEach(one => one.open = true)")
        assert flaws(page, scheme=scheme) == [], address
    context.close()


def test_without_javascript_the_day_can_be_worked(
    susan: Page, browser: Browser, live_server: Any, house: Cast
) -> None:
    context = browser.new_context(
        base_url=live_server.url,
        java_script_enabled=False,
        storage_state=susan.context.storage_state(),
    )
    page = context.new_page()
    page.goto("/desk/openings/shop-manager/")
    page.get_by_label("Find by name").fill("okafor")
    page.get_by_role("button", name="Show").click()
    page.get_by_role("link", name="Move Ben Okafor").click()
    page.get_by_role("radio", name="Review").check()
    page.get_by_role("button", name="Move quietly").click()
    assert Application.objects.get(name="Ben Okafor").stage == house.review
    context.close()
