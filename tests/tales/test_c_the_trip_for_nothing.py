"""Story C, told as it should end: the position is gone, and he is rung before he leaves home."""

# M14 M15 M16

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.applying import address_of, apply, body_of, links_in
from tests.furnish_plan import plan_in
from tests.tales.browsing import DESK, PHONE, open_page, sign_in
from tests.tales.visiting import WORDS, choose, invite, link_to
from tests.until import until

if TYPE_CHECKING:
    from email.message import EmailMessage

    from playwright.sync_api import Browser, Page

    from tests.house import House

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(300)]

MINUTE = timedelta(minutes=1)
TOMAS = "Tomas Berg"
WAY = timedelta(minutes=75)
SUSAN = "susan@harbour.example"


def _asked_at(house: House, moment: str) -> datetime:
    """When it is asked whether the job is still open, once the worker has planned it."""
    asked = "SELECT ask_at FROM interviews_check WHERE moment = %s"
    planned = f"it is planned to ask ({moment})"
    found: datetime = until(lambda: house.value(asked, moment), planned, 90)
    return found


def _newest_ask(house: House) -> str:
    """The link of the second letter that asks, once it is there."""
    asks = until(lambda: _asks(house) if len(_asks(house)) > 1 else None, "a second letter", 60)
    return next(path for path in links_in(house, asks[-1]) if "/still-open/" in path)


def _asks(house: House) -> list[EmailMessage]:
    mails = house.relay.taken_by(SUSAN)
    return [one for one in mails if "still open" in str(one["Subject"])]


def _read_about_the_day(phone: Page) -> None:
    """Who, about what, how to get in; and he says how long his way is."""
    expect(phone.locator("main")).to_contain_text("Ring at the side door")
    expect(phone.locator("main")).to_contain_text("Leading a team, with Grace Okafor")
    phone.get_by_label("How many minutes is your way to us?").fill(f"{WAY.seconds // 60}")
    phone.get_by_role("button", name="Tell them").click()


def _he_is_written_to(house: House) -> None:
    """The letter that calls it off says so plainly, and takes it out of his calendar."""

    def off() -> list[EmailMessage]:
        mails = house.relay.taken_by(address_of(TOMAS))
        return [one for one in mails if "Called off" in str(one["Subject"])]

    (letter,) = until(off, "he is told that it is called off", 60)
    assert "Please do not set out for it." in body_of(letter)
    (entry,) = (part for part in letter.walk() if part.get_content_type() == "text/calendar")
    assert entry.get_param("method") == "CANCEL"


def _ring(desk: Page, house: House) -> datetime:
    """Susan finds the call on her list and makes it; returns when."""
    desk.goto("/desk/calls/")
    row = desk.locator("[data-row]").filter(has_text=TOMAS)
    expect(row).to_contain_text("please do not set out")
    row.get_by_role("button", name="We spoke").click()
    expect(desk.locator("[data-row]").filter(has_text=TOMAS)).to_have_count(0)
    at: datetime = house.value("SELECT at FROM inbox_callattempt WHERE outcome = 'spoke'")
    return at


def test_he_is_rung_before_he_leaves_home(house: House, chromium: Browser) -> None:
    """Invited, booked, still open two days before, filled that morning: he is rung in time."""
    plan_in(house)
    house.web()
    house.worker()
    phone, desk = open_page(chromium, house, PHONE), open_page(chromium, house, DESK)
    apply(house, TOMAS)
    sign_in(desk, house, SUSAN)
    invite(desk, TOMAS)
    invitation = house.mails_to(address_of(TOMAS), 2, seconds=60)[1]
    assert WORDS in " ".join(body_of(invitation).split())
    choose(phone, next(one for one in links_in(house, invitation) if "/interviews/" in one))
    _read_about_the_day(phone)
    confirmation = house.mails_to(address_of(TOMAS), 3, seconds=60)[2]
    assert "text/calendar" in str(confirmation)
    assert "Leading a team" in body_of(confirmation)
    begins_at = house.value("SELECT begins_at FROM interviews_interview")

    house.jump_to(_asked_at(house, "before") + MINUTE)
    desk.goto(link_to(house, SUSAN, "still open", "/still-open/"))
    desk.get_by_role("button", name="Yes, it is still open").click()
    expect(desk.get_by_role("heading", level=1)).to_have_text("It is still open")

    house.jump_to(_asked_at(house, "morning") + MINUTE)
    until(lambda: house.value("SELECT count(*) FROM interviews_ask") == 2, "it is asked again", 60)
    desk.goto(_newest_ask(house))
    desk.get_by_role("button", name="No: filled").click()
    expect(desk.get_by_role("heading", level=1)).to_have_text("It is filled")

    _he_is_written_to(house)
    rang = _ring(desk, house)
    assert rang < begins_at - WAY, "he was rung before he left home"
    phone.reload()
    expect(phone.locator("main")).to_contain_text("called off. Please do not set out for it")
    assert house.check() == {}
