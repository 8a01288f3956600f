"""Story F, in a real browser: a no with thanks, a true reason and something that helps."""

# M11 M28 M29

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.applying import SEE_OTHER, address_of, body_of, fill_in, links_in, status_path
from tests.deciding import letters_to, open_the_office
from tests.tales.browsing import DESK, PHONE, open_case, open_page, sign_in
from tests.tales.visiting import letter_to

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.house import House

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ANA, BEN = "Ana Moreau", "Ben Okafor"
THANKS = "coming in on Monday with your questions"
REASON = "The two years of leading a team are not in your papers yet."
SEND = re.compile(r"^Send, ")


def _open_decline(desk: Page, name: str) -> None:
    open_case(desk, name)
    desk.get_by_role("link", name="Decline").click()
    expect(desk.get_by_role("button", name=SEND)).to_have_count(0)


def _is_refused_without_its_parts(desk: Page) -> None:
    """No thanks, no reason, nothing that helps: each is asked for, and there is nothing to send."""
    desk.get_by_label("Thank you for").fill("")
    desk.get_by_role("button", name="Show the letter").click()
    summary = desk.get_by_role("alert")
    expect(summary).to_contain_text("Thank the person for something they really did.")
    expect(summary).to_contain_text("Choose what the reason is about.")
    expect(summary).to_contain_text("Give the reason: choose a wording or write your own.")
    expect(summary).to_contain_text("Choose something that helps them go on.")
    expect(desk.get_by_role("button", name=SEND)).to_have_count(0)


def _fill_in_but_for_help(desk: Page) -> None:
    desk.get_by_label("Thank you for").fill(THANKS)
    desk.get_by_label("What it is about").select_option(label="two years of leading a team")
    desk.get_by_label("Or in your own words").fill(REASON)


def _lacks_only_help(desk: Page) -> None:
    """The pane beside the form says what is still missing, and there is nothing to send."""
    expect(desk.locator("#letter li")).to_have_text(["Choose something that helps them go on."])
    expect(desk.get_by_role("button", name=SEND)).to_have_count(0)


def _add_help(desk: Page) -> None:
    """With the last piece the letter stands beside the form, whole."""
    desk.get_by_label("What helps them go on").select_option(label="Window dresser")
    letter = desk.locator("#letter")
    expect(letter).to_contain_text(f"Thank you for {THANKS}.")
    expect(letter).to_contain_text("We will not be taking your application")
    expect(letter).to_contain_text(REASON)
    expect(letter).to_contain_text("Window dresser")
    expect(letter).to_contain_text("a no waits a day")


def _send(desk: Page, name: str) -> None:
    desk.get_by_role("button", name=SEND).click()
    expect(desk.get_by_role("heading", level=1)).to_have_text(name)


def test_a_no_is_kind_complete_and_can_be_taken_back(house: House, chromium: Browser) -> None:
    """Refused when incomplete, undone, sent a day later; another no gives way to good news."""
    open_the_office(house)
    house.web()
    house.worker()
    for number, name in enumerate((ANA, BEN), start=1):
        assert fill_in(house.visitor(f"192.0.2.{number}"), name, cv=None).status in SEE_OTHER
    desk = sign_in(open_page(chromium, house, DESK), house, "susan@harbour.example")

    _open_decline(desk, ANA)
    _is_refused_without_its_parts(desk)
    _fill_in_but_for_help(desk)
    _lacks_only_help(desk)
    _add_help(desk)
    _send(desk, ANA)
    desk.get_by_role("button", name="Undo").click()
    expect(desk.locator("main")).to_contain_text(f"Taken back. Nothing was sent to {ANA}")
    _open_decline(desk, ANA)
    _fill_in_but_for_help(desk)
    _add_help(desk)
    _send(desk, ANA)

    _open_decline(desk, BEN)
    _fill_in_but_for_help(desk)
    _add_help(desk)
    _send(desk, BEN)
    desk.get_by_role("button", name="Take it back").click()
    desk.get_by_role("link", name="Onward").click()
    desk.get_by_role("button", name="Send").first.click()
    expect(desk.locator("main")).to_contain_text("Onward")

    assert [len(house.relay.taken_by(address_of(name))) for name in (ANA, BEN)] == [1, 1]
    leaves = house.value("SELECT max(send_after) FROM channels_message WHERE state = 'queued'")
    house.advance(f"{(leaves - house.now()) // timedelta(minutes=1) + 2}m")
    receipt = house.mails_to(address_of(ANA))[0]
    answer = letter_to(house, address_of(ANA), "Your application to be our")
    words = " ".join(body_of(answer).split())
    assert f"Thank you for {THANKS}." in words
    assert "We will not be taking your application" in words
    assert REASON in words
    assert "Window dresser" in words
    assert "/jobs/window-dresser/" in links_in(house, answer)
    assert letter_to(house, address_of(BEN), "Good news")
    assert letters_to(house, BEN, "answers.decline") == ["recalled"]
    assert letters_to(house, ANA, "answers.decline") == ["recalled", "accepted"]
    assert letters_to(house, ANA, "surveys.applied") == []

    phone = open_page(chromium, house, PHONE)
    phone.goto(status_path(house, receipt))
    page = phone.locator("main")
    expect(phone.get_by_role("heading", level=1)).to_have_text("We are not taking this one further")
    expect(page).to_contain_text(f"Thank you for {THANKS}.")
    expect(page).to_contain_text(REASON)
    page.get_by_role("link", name="Window dresser").click()
    expect(phone.get_by_role("heading", level=1)).to_contain_text("Window dresser")
