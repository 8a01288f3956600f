"""The pages of the answers in a real browser: accessible at every width, led by the keyboard."""

# M10 M28 M29

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from hearback.answers import actions
from hearback.answers.models import AnswerKind, Batch, DeclineReason, Outcome
from hearback.answers.tests.makers import HOUR, helpful, tell_no
from hearback.kit import clock
from hearback.pipeline.models import Application
from tests.cast import NOW, apply, make_cast
from tests.chromium import PLAIN_STATIC, flaws, launched, sign_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from tests.cast import Cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WIDTHS = (1280, 320)
MOST_TABS = 60


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with launched() as chromium:
        yield chromium


@pytest.fixture
def house(live_server: Any, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Cast:
    """The cast behind a server: people who wait in two stages, one told no, things that help."""
    del live_server
    settings.STORAGES = {**settings.STORAGES, "staticfiles": PLAIN_STATIC}
    cast = make_cast()
    helpful()
    DeclineReason.objects.create(name="Others", words="Others have more “{criterion}”.")
    apply(cast, "Ana Moreau", now=NOW - HOUR)
    apply(cast, "محمد الأحمد", now=NOW - HOUR)
    known = apply(cast, "Maximiliane Featherstonehaugh-Wolffenbüttel", now=NOW - 3 * HOUR)
    Application.objects.filter(pk=known.pk).update(stage=cast.interview)
    tell_no(cast, apply(cast, "Chen Wei", now=NOW - 2 * HOUR))
    monkeypatch.setattr(clock, "now", lambda: NOW)
    return cast


@pytest.fixture
def susan(house: Cast, browser: Browser, live_server: Any, settings: Any) -> Iterator[Page]:
    """A page of Susan's browser; whatever it complains of fails the test."""
    context = browser.new_context(base_url=live_server.url, viewport={"width": 1280, "height": 800})
    cookie = settings.SESSION_COOKIE_NAME
    sign_in(context, house.susan, cookie=cookie, url=live_server.url)
    page, complaints = context.new_page(), list[str]()
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    context.close()
    assert complaints == []


def answer_page(name: str, kind: str) -> str:
    """Where somebody is answered."""
    return reverse(f"answers:{kind}", args=[Application.objects.get(name=name).public_id])


def closing_page(name: str = "closing", *more: object) -> str:
    """A page of the end of an opening."""
    return reverse(f"answers:{name}", args=["shop-manager", *more])


def judged(page: Page, where: str) -> dict[str, list[str]]:
    """What is wrong with the page that is open, by width and scheme; nothing if all is well."""
    found = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        found[f"{where} {width} light"] = flaws(page)
        found[f"{where} {width} dark"] = flaws(page, scheme="dark")
    return {name: said for name, said in found.items() if said}


def tab_to(page: Page, name: str) -> None:
    """Press Tab until the box or button of this name has the focus."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate("name => document.activeElement.name === name", name):
            return
    raise AssertionError(f"{name} is out of reach of the Tab key")


@pytest.mark.parametrize("kind", ["onward", "hold", "decline", "hire"])
def test_an_answers_form_is_accessible_empty_wrong_and_filled(susan: Page, kind: str) -> None:
    susan.goto(answer_page("Ana Moreau", kind))
    assert judged(susan, kind) == {}
    susan.set_viewport_size({"width": 1280, "height": 800})
    for box in susan.locator("main textarea, main input[type=text]").all():
        box.fill("")
    susan.get_by_role("button", name="Show the letter").click()
    susan.wait_for_load_state("networkidle")
    assert judged(susan, f"{kind}, nothing filled in") == {}


def test_the_closing_wizard_is_accessible_at_every_step(susan: Page, house: Cast) -> None:
    wrong: dict[str, list[str]] = {}
    susan.goto(closing_page())
    wrong |= judged(susan, "how it ends")
    actions.start_closing(opening=house.opening, outcome=Outcome.CLOSED, by=house.susan, now=NOW)
    pages = [closing_page(), closing_page("decline_all"), closing_page("hold_all")]
    pages += [closing_page("waiting", house.new.pk), closing_page("waiting", house.interview.pk)]
    for where in pages:
        susan.goto(where)
        wrong |= judged(susan, where)
    plan = actions.Plan(
        kind=AnswerKind.DECLINE,
        thanks={house.new.pk: "taking the time to apply"},
        reason="",
        outcome=Outcome.CLOSED,
        resource=helpful(),
        per_minute=60,
        send_now=False,
    )
    actions.start_batch(opening=house.opening, plan=plan, by=house.susan, now=NOW)
    susan.goto(reverse("answers:batch", args=[Batch.objects.get().public_id]))
    wrong |= judged(susan, "progress")
    assert wrong == {}


def test_the_settings_of_the_answers_are_accessible(susan: Page) -> None:
    resource, reason = helpful(), DeclineReason.objects.get(name="Others")
    wrong: dict[str, list[str]] = {}
    for where in (
        reverse("answers:resources"),
        reverse("answers:resource_new"),
        reverse("answers:resource", args=[resource.pk]),
        reverse("answers:reasons"),
        reverse("answers:reason_new"),
        reverse("answers:reason", args=[reason.pk]),
    ):
        susan.goto(where)
        wrong |= judged(susan, where)
    assert wrong == {}


def test_a_no_is_written_and_sent_by_keyboard_alone(susan: Page) -> None:
    """From box to box, the letter beside them, the button below it, and back to the person."""
    susan.goto(answer_page("Ana Moreau", "decline"))
    tab_to(susan, "thanks")
    susan.keyboard.press("Control+A")
    susan.keyboard.type("coming in on Monday")
    tab_to(susan, "ground")
    susan.keyboard.type("two")
    tab_to(susan, "reason")
    susan.keyboard.type("Others who applied have led a team for longer.")
    tab_to(susan, "help")
    susan.keyboard.type("Leading")
    expect(susan.locator("#letter")).to_contain_text("Thank you for coming in on Monday.")
    while susan.evaluate("document.activeElement.value") != "send":
        tab_to(susan, "act")
    susan.keyboard.press("Enter")
    expect(susan.get_by_role("heading", level=1)).to_have_text("Ana Moreau")
    expect(susan.get_by_role("button", name="Take it back")).to_be_visible()


def test_an_opening_is_closed_by_keyboard_alone(susan: Page) -> None:
    susan.goto(closing_page())
    tab_to(susan, "outcome")
    susan.keyboard.press("ArrowDown")
    susan.keyboard.press("Enter")
    expect(susan.get_by_role("heading", level=1)).to_contain_text("wait for an answer")
    susan.get_by_role("link", name="Tell many of them no").focus()
    susan.keyboard.press("Enter")
    expect(susan.get_by_role("heading", level=1)).to_have_text("A no to many")
    tab_to(susan, "help")
    susan.keyboard.type("Leading")
    expect(susan.locator("#letter")).to_contain_text("We have closed this opening")
    while susan.evaluate("document.activeElement.value") != "send":
        tab_to(susan, "act")
    susan.keyboard.press("Enter")
    expect(susan.get_by_role("heading", level=1)).to_contain_text("3 letters")
