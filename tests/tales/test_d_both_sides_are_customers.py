"""Story D: two people who know what the other hopes for, and two honest scorecards."""

# M17 M18 M19 M20

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.applying import address_of, apply, body_of
from tests.furnish_plan import plan_in
from tests.tales.browsing import DESK, PHONE, open_page, sign_in
from tests.tales.visiting import choose, invite, letter_to, link_to
from tests.until import until

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.house import House

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(400)]

ANA = "Ana Moreau"
GRACE, BEN, SUSAN = (f"{name}@harbour.example" for name in ("grace", "ben", "susan"))
HOPE = "I would like to see the shop at its busiest hour."
NOTE = "The week two of us ran the till alone: what it taught me about rosters."
AIM = "How you calm a queue. I am new at this myself."
HEARD = "She drew last winter's roster and said what she would change in it."


def _prepare(phone: Page, address: str) -> None:
    """She writes notes for herself, and a word to those she will meet."""
    phone.goto(address)
    expect(phone.locator("main")).to_contain_text("What did that teach you?")
    phone.get_by_label("Your notes on “Leading a team”").fill(NOTE)
    phone.get_by_role("button", name="Keep my notes").click()
    expect(phone.locator("main")).to_contain_text("Your notes are kept.")
    phone.get_by_label("What do you hope for from this?").fill(HOPE)
    phone.get_by_role("button", name="Tell them").click()
    expect(phone.locator("main")).to_contain_text("They can read it now.")


def _be_prepared(lift: Page, address: str) -> None:
    """The manager reads what she hopes for, in a lift and without signing in, and answers."""
    lift.goto(address)
    expect(lift.locator("main")).to_contain_text(HOPE)
    expect(lift.locator("main")).not_to_contain_text(NOTE)
    lift.get_by_label("What would you like to find out?").fill(AIM)
    lift.get_by_role("button", name="Tell them").click()
    expect(lift.locator("main")).to_contain_text("The candidate can read it now.")


def _score(lift: Page, address: str, *, level: int) -> None:
    """An own score, with what was heard, before anybody else's."""
    until(lambda: _may_file(lift, address), "the scorecard can be filed")
    lift.locator(f"input[name^=level][value='{level}']").check()
    lift.locator("textarea[name^=words]").fill(HEARD)
    lift.get_by_label("Yes", exact=True).check()
    lift.get_by_label("Why, in one sentence").fill("She has done it, and learned from it.")
    lift.get_by_role("button", name="File it").click()
    expect(lift.locator("main")).to_contain_text("Filed, version 1")


def _may_file(lift: Page, address: str) -> bool:
    lift.goto(f"{address}scorecard/")
    return lift.get_by_role("button", name="File it").is_visible()


def _ends_at(house: House) -> datetime:
    at: datetime = house.value("SELECT ends_at FROM interviews_interview")
    return at


def test_two_prepared_people_and_two_honest_scorecards(house: House, chromium: Browser) -> None:
    """Both tell the other beforehand; each scores before seeing the other's; then they compare."""
    plan_in(house)
    house.web()
    house.worker()
    phone, lift = (open_page(chromium, house, PHONE) for _ in range(2))
    desk = open_page(chromium, house, DESK)
    apply(house, ANA)
    invite(sign_in(desk, house, SUSAN), ANA)
    choose(phone, link_to(house, address_of(ANA), "", "/interviews/"))

    house.jump_to(_ends_at(house) - timedelta(days=1))
    _prepare(phone, link_to(house, address_of(ANA), "what helps you prepare", "/prepare/"))
    assert "Two lines from you" in body_of(letter_to(house, GRACE, f"meet {ANA} well"))
    _be_prepared(lift, link_to(house, GRACE, f"meet {ANA} well", "/prepare/"))
    phone.reload()
    expect(phone.locator("main")).to_contain_text(AIM)

    house.jump_to(_ends_at(house) + timedelta(minutes=1))
    seats = {who: link_to(house, who, f"meet {ANA} well", "/seat/") for who in (GRACE, BEN)}
    seats = {who: path.removesuffix("prepare/") for who, path in seats.items()}
    _score(lift, seats[GRACE], level=4)
    sign_in(desk, house, GRACE)
    ana = house.value("SELECT public_id FROM pipeline_application")
    desk.goto(f"/desk/applications/{ana}/")
    desk.get_by_role("link", name="Debrief").first.click()
    expect(desk.locator("main")).to_contain_text("The decision waits for Ben Ruiz")
    _score(lift, seats[BEN], level=3)
    desk.reload()
    expect(desk.locator("main")).to_contain_text(HEARD)
    expect(desk.locator("main")).not_to_contain_text("The decision waits")
    expect(desk.locator("main")).not_to_contain_text(NOTE)
    assert house.check() == {}
