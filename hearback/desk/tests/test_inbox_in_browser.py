"""The inbox in a real browser: keys through the day, two who write at once, axe, no JavaScript."""

# M6

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from hearback.accounts.models import Member
from hearback.channels.models import Channel, Message
from hearback.inbox.actions import Heard, ask, conversation_with, hear, write_note
from hearback.inbox.models import ReplyDraft
from hearback.kit import clock
from hearback.pipeline.models import Conversation, ConversationState
from tests.cast import NOW, Cast, apply, make_cast
from tests.chromium import PLAIN_STATIC, flaws, launched, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

HOUR = timedelta(hours=1)
LIST = "/desk/inbox/"
# Menus lie over what is beside them while they are open, so they are looked at closed.
FOLDED = "main details:not(.menu)"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with launched() as chromium:
        yield chromium


@pytest.fixture
def house(live_server: Any, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Cast:
    """Two who asked on their page, one stranger by mail, and a note."""
    del live_server
    settings.STORAGES = {**settings.STORAGES, "staticfiles": PLAIN_STATIC}
    cast = make_cast()
    for hours, name in ((3, "Ana Moreau"), (2, "Maximiliane Featherstonehaugh-Wolffenbüttel")):
        at = NOW - hours * HOUR
        asked = ask(application=apply(cast, name, now=at), words="Is there a car park?", now=at)
        write_note(conversation=asked.conversation, text="Ask Grace.", by=cast.jo, now=at)
    stranger = conversation_with("noor@mail.example", name="Noor", owner=cast.susan, now=NOW - HOUR)
    words = "Do you take trainees?\n" + "https://example.com/" + "x" * 200
    mail = Heard(channel=Channel.EMAIL, text=words, quoted="> Hello", at=NOW - HOUR, subject="Hi")
    hear(conversation=stranger, heard=mail, now=NOW - HOUR)
    monkeypatch.setattr(clock, "now", lambda: NOW)
    return cast


def _context(browser: Browser, member: Member, live_server: Any, settings: Any) -> BrowserContext:
    context = browser.new_context(base_url=live_server.url, viewport={"width": 1280, "height": 800})
    sign_in(context, member, cookie=settings.SESSION_COOKIE_NAME, url=live_server.url)
    return context


@pytest.fixture
def susan(house: Cast, browser: Browser, live_server: Any, settings: Any) -> Iterator[Page]:
    """A page of Susan's browser; whatever it complains of fails the test."""
    context = _context(browser, house.susan, live_server, settings)
    page, complaints = context.new_page(), list[str]()
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    yield page
    context.close()
    assert complaints == []


def address(name: str) -> str:
    """The page of somebody's conversation."""
    return f"{LIST}{Conversation.objects.get(name=name).public_id}/"


def test_a_day_is_worked_by_keys(susan: Page) -> None:
    susan.goto(LIST)
    susan.keyboard.press("j")
    susan.keyboard.press("Enter")
    heading = susan.get_by_role("heading", level=1)
    expect(heading).to_have_text("Ana Moreau")
    susan.keyboard.press("r")
    susan.keyboard.type("Yes, behind the shop.")
    susan.keyboard.press("Control+Enter")
    expect(susan.get_by_text("Your reply to Ana Moreau is on its way.")).to_be_visible()
    susan.keyboard.press("j")
    expect(heading).to_contain_text("Maximiliane")
    susan.keyboard.press("s")
    susan.keyboard.press("Enter")
    expect(susan.get_by_text("Put off. It comes back")).to_be_visible()
    susan.keyboard.press("j")
    expect(heading).to_have_text("Noor")
    susan.keyboard.press("n")
    susan.keyboard.type("He came to the fair.")
    susan.keyboard.press("Tab")
    susan.keyboard.press("Enter")
    expect(susan.locator(".speech.is-note")).to_contain_text("He came to the fair.")
    susan.keyboard.press("e")
    susan.keyboard.type("Jo met him.")
    susan.keyboard.press("Enter")
    expect(susan.get_by_text("Done. New words bring it back.").first).to_be_visible()
    assert not Conversation.objects.awaiting_us().filter(snoozed_until=None).exists()


def test_the_keys_are_told_by_a_key(susan: Page) -> None:
    susan.goto(address("Noor"))
    susan.keyboard.press("?")
    expect(susan.locator("#keys-help")).to_contain_text("give to a colleague")
    susan.keyboard.press("Escape")
    susan.keyboard.press("a")
    expect(susan.get_by_label("Who answers")).to_be_focused()
    susan.keyboard.press("Escape")
    expect(susan.get_by_label("Who answers")).to_be_hidden()
    expect(susan.locator("summary", has_text="Give to a colleague")).to_be_focused()
    susan.keyboard.press("a")
    susan.get_by_role("heading", level=1).click()
    expect(susan.get_by_label("Who answers")).to_be_hidden()


def test_undo_brings_the_words_back_into_the_box(susan: Page) -> None:
    susan.goto(address("Ana Moreau"))
    susan.get_by_label("Your reply").fill("Yes.")
    susan.get_by_role("button", name="Send", exact=True).click()
    susan.get_by_role("button", name="Undo").click()
    expect(susan.get_by_label("Your reply")).to_have_value("Yes.")
    assert Message.objects.get(purpose="inbox.reply").state == "recalled"


def test_what_one_types_the_other_sees(
    susan: Page, house: Cast, browser: Browser, live_server: Any, settings: Any
) -> None:
    susan.goto(address("Noor"))
    susan.get_by_label("Your reply").press_sequentially("We do, from")
    expect(susan.locator("#beside")).to_contain_text("Kept at")
    context = _context(browser, house.jo, live_server, settings)
    jo = context.new_page()
    jo.goto(address("Noor"))
    expect(jo.locator("#beside")).to_contain_text("Susan is writing a reply.")
    jo.get_by_role("button", name="Go on with what Susan Ito began").click()
    expect(jo.get_by_label("Your reply")).to_have_value("We do, from")
    assert ReplyDraft.objects.get().by == house.jo
    context.close()


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
    talks = [address("Ana Moreau"), address("Noor"), f"{address('Noor')}link/"]
    case = Conversation.objects.get(name="Ana Moreau").application
    assert case is not None
    for where in [LIST, f"{LIST}?show=done", *talks, f"/desk/applications/{case.public_id}/"]:
        page.goto(where)
        page.wait_for_load_state("networkidle")
        page.evaluate(f"document.querySelectorAll('{FOLDED}').forEach(one => one.open = true)")
        assert flaws(page, scheme=scheme) == [], where
    context.close()


def test_without_javascript_everything_can_be_done(
    susan: Page, browser: Browser, live_server: Any
) -> None:
    context = browser.new_context(
        base_url=live_server.url,
        java_script_enabled=False,
        storage_state=susan.context.storage_state(),
    )
    page = context.new_page()
    page.goto(LIST)
    page.get_by_role("link", name="Ana Moreau").click()
    page.get_by_label("Your reply").fill("Yes.")
    page.get_by_role("button", name="Keep as a draft").click()
    expect(page.get_by_label("Your reply")).to_have_value("Yes.")
    page.get_by_role("button", name="Send", exact=True).click()
    page.get_by_role("button", name="Take it back").click()
    page.locator("summary", has_text="No answer needed").click()
    page.get_by_label("Why; it stays on record").fill("She rang.")
    page.get_by_role("button", name="Done", exact=True).click()
    assert Conversation.objects.get(name="Ana Moreau").state == ConversationState.DONE
    context.close()
