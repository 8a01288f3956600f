"""A question on the status page, and the answer of a human, seen by mail and on the page."""

# M6 M31

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.applying import address_of, apply, body_of, status_path
from tests.tales.browsing import DESK, PHONE, open_page, sign_in
from tests.until import until

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.house import House

pytestmark = [pytest.mark.browser, pytest.mark.slow]

QUESTION = "Is there a changing room? I would come by bicycle."
ANSWER = "There is, with a shower, behind the workshop. Hang your things there to dry."


def _ask(phone: Page, own_page: str) -> None:
    phone.goto(own_page)
    phone.get_by_label("Your question").fill(QUESTION)
    phone.get_by_role("button", name="Ask", exact=True).click()
    expect(phone.locator("#talk")).to_contain_text(QUESTION)
    expect(phone.locator("#talk")).to_contain_text("Susan Ito replies to your message by")


def _answer(desk: Page) -> None:
    desk.get_by_role("link", name="Inbox").first.click()
    desk.locator("[data-row]").get_by_role("link", name="Ana Moreau").click()
    expect(desk.locator(".talk-said")).to_contain_text(QUESTION)
    desk.get_by_label("Your reply").fill(ANSWER)
    desk.get_by_role("button", name="Send", exact=True).click()
    expect(desk.get_by_text("Your reply to Ana Moreau is on its way.")).to_be_visible()


def test_a_question_is_heard_promised_and_answered(house: House, chromium: Browser) -> None:
    """She asks on her page; Susan answers from the inbox; the mail keeps what was promised."""
    house.web()
    house.worker()
    phone, desk = open_page(chromium, house, PHONE), open_page(chromium, house, DESK)
    apply(house, "Ana Moreau")
    own_page = status_path(house, house.mails_to(address_of("Ana Moreau"))[0])
    _ask(phone, own_page)

    _answer(sign_in(desk, house, "susan@harbour.example"))
    phone.goto(own_page)
    expect(phone.locator("#talk")).not_to_contain_text(ANSWER)
    house.jump_to(house.now() + timedelta(minutes=1))

    mail = house.mails_to(address_of("Ana Moreau"), 2, seconds=60)[1]
    assert ANSWER in " ".join(body_of(mail).split())
    assert "Susan Ito" in str(mail["From"])
    until(
        lambda: house.value("SELECT state FROM ledger_promise WHERE what = 'question'") == "kept",
        "the promised reply to be kept",
        30,
    )
    phone.goto(own_page)
    expect(phone.locator("#talk")).to_contain_text(ANSWER)
    expect(phone.locator("#talk")).not_to_contain_text("replies to your message by")
    desk.reload()
    expect(desk.locator(".talk-said")).to_contain_text("Sent")
    assert house.check() == {}
