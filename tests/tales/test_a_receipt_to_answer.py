"""Story A and the beginning of B, in a real browser against the real relay: receipt to answer."""

# M1 M2 M3 M7 M11 M28

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests import relay as orders
from tests.applying import body_of, status_path
from tests.tales.browsing import DESK, PHONE, open_case, open_page, sign_in
from tests.until import until

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from tests.house import House

pytestmark = [pytest.mark.browser, pytest.mark.slow]

CV = "Ana Moreau\nToronto\nana@moreau.example\n+1 416 555 0177\n\nShift leader, Kettle & Pine\n"


def _apply_on_the_phone(phone: Page, cv: Path) -> None:
    phone.goto("/")
    phone.get_by_role("link", name="Shop manager").first.click()
    phone.set_input_files("#id_resume", cv)
    expect(phone.get_by_label("Your name")).to_have_value("Ana Moreau", timeout=20_000)
    expect(phone.get_by_label("E-mail")).to_have_value("ana@moreau.example")
    phone.get_by_label("Yes").first.check()
    phone.get_by_role("button", name="Send my application").click()
    expect(phone.get_by_role("heading", level=1)).to_contain_text("Thank you")


def _answer_onward(desk: Page) -> None:
    open_case(desk, "Ana Moreau")
    expect(desk.get_by_role("heading", level=1)).to_contain_text("Ana Moreau")
    desk.get_by_role("link", name="Onward").first.click()
    expect(desk.locator("#letter")).to_contain_text("Ana")
    desk.get_by_role("button", name="Send").first.click()
    expect(desk.get_by_role("heading", level=1)).to_contain_text("Ana Moreau")


def test_from_a_phone_to_a_person_s_answer(house: House, chromium: Browser, tmp_path: Path) -> None:
    """Apply, receipt, promise, answer; the page tells of it once it has reached her."""
    house.web()
    house.worker()
    cv = tmp_path / "Ana Moreau CV.txt"
    cv.write_text(CV)
    phone, desk = open_page(chromium, house, PHONE), open_page(chromium, house, DESK)
    _apply_on_the_phone(phone, cv)

    receipt = house.mails_to("ana@moreau.example", seconds=60)[0]
    words = body_of(receipt)
    assert "Susan Ito tells you by" in words
    assert "two years of leading a team" in words
    assert "+1 416 555 0101" in words
    own_page = status_path(house, receipt)
    phone.goto(own_page)
    expect(phone.locator("main")).to_contain_text("Susan Ito tells you by")

    house.relay.tell(orders.LATER)
    _answer_onward(sign_in(desk, house, "susan@harbour.example"))
    # Good news leaves by day where it is read; then the letter knocks, in vain.
    leaves = house.value("SELECT send_after FROM channels_message WHERE purpose = 'answers.onward'")
    house.jump_to(leaves + timedelta(minutes=2))
    until(
        lambda: house.value(
            "SELECT attempts FROM channels_message WHERE purpose = 'answers.onward'"
        ),
        "the letter to knock at the relay",
        60,
    )
    phone.goto(own_page)
    expect(phone.locator("main")).to_contain_text("Susan Ito tells you by")

    house.relay.tell(orders.ACCEPT)
    house.jump("20m")
    answer = house.mails_to("ana@moreau.example", 2, seconds=60)[1]
    assert "Shop manager" in str(answer["Subject"])
    until(lambda: house.check() == {}, "every invariant to hold", 30)
    assert house.value("SELECT count(*) FROM ledger_promise WHERE state = 'kept'") == 1
    phone.goto(own_page)
    expect(phone.locator("main")).not_to_contain_text("whether you are on the shortlist by")
    expect(phone.locator("main")).to_contain_text("by")
