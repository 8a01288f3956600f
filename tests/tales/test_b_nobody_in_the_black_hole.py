"""Story B, in a real browser with the demo's clock: a promise breaks aloud, and nobody is left."""

# M7 M8 M9 M10 M11 M29

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import psycopg
import pytest
from playwright.sync_api import expect

from tests.applying import SEE_OTHER, address_of, body_of, fill_in, status_path
from tests.deciding import TORONTO, open_the_office
from tests.tales.browsing import DESK, PHONE, open_case, open_page, sign_in
from tests.tales.visiting import letter_to
from tests.until import until

if TYPE_CHECKING:
    from datetime import datetime

    from playwright.sync_api import Browser, Page

    from tests.house import House

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ANA, BEN, CHEN = "Ana Moreau", "Ben Okafor", "Chen Wei"
SUSAN, JO, OMAR = (f"{name}@harbour.example" for name in ("susan", "jo", "omar"))


def _said(moment: datetime) -> str:
    local = moment.astimezone(TORONTO)
    return f"{local:%A} {local.day} {local:%B}, {local:%H:%M}"


def _advance_past(house: House, moment: datetime) -> None:
    """Let the demo's clock run until a minute or two after `moment`, as its command does."""
    house.advance(f"{(moment - house.now()) // timedelta(minutes=1) + 2}m")


def _subjects(house: House, address: str, count: int = 1) -> list[str]:
    return [str(mail["Subject"]) for mail in house.mails_to(address, count)]


def _is_promised_then_warned_then_told(house: House) -> datetime:
    """The owner is reminded, then the stand-in is told, all before the moment; returns it."""
    due: datetime = house.value("SELECT due_at FROM ledger_promise WHERE state = 'open'")
    house.mails_to(address_of(ANA))
    _advance_past(house, house.value("SELECT escalate_at FROM ledger_promise"))
    assert house.now() < due
    assert _subjects(house, SUSAN) == ["Somebody is about to wait longer than you said"]
    assert _subjects(house, JO) == ["A promise of Susan Ito is about to break"]
    assert f"{ANA}: {_said(due)}" in body_of(house.mails_to(SUSAN)[0])
    return due


def _answer_from_today(desk: Page) -> None:
    open_case(desk, ANA)
    expect(desk.locator("main")).to_contain_text("Broken")
    desk.get_by_role("link", name="Onward").click()
    expect(desk.locator("#letter")).to_contain_text("Hello Ana")
    desk.get_by_role("button", name="Send").first.click()
    expect(desk.get_by_role("heading", level=1)).to_contain_text(ANA)


def _start_closing(desk: Page) -> None:
    """Asked to close, it says who waits, and does not close."""
    desk.goto("/desk/openings/shop-manager/")
    desk.get_by_role("link", name="Fill or close").click()
    expect(desk.locator("main")).to_contain_text("3 people wait for an answer.")
    desk.get_by_role("radio", name="Closed").check()
    desk.get_by_role("button", name="Go on to the answers").click()
    expect(desk.get_by_role("heading", level=1)).to_have_text("3 people wait for an answer.")


def _tell_many_no(desk: Page) -> None:
    desk.get_by_role("link", name="Tell many of them no").click()
    desk.get_by_label("What helps them go on").select_option(label="Window dresser")
    expect(desk.locator("#letter")).to_contain_text("We have closed this opening")
    desk.get_by_role("button", name="Send them now").click()
    expect(desk.get_by_role("heading", level=1)).to_contain_text("3 letters")


def test_a_promise_breaks_aloud_and_is_made_good(house: House, chromium: Browser) -> None:
    """Reminder, stand-in, apology, lead; answered from Today; the record keeps what broke."""
    open_the_office(house)
    house.web()
    house.worker()
    assert fill_in(house.visitor(), ANA).status in SEE_OTHER
    due = _is_promised_then_warned_then_told(house)
    phone = open_page(chromium, house, PHONE)
    phone.goto(status_path(house, house.mails_to(address_of(ANA))[0]))
    expect(phone.locator("main")).to_contain_text(_said(due))
    expect(phone.locator("main")).not_to_contain_text("late")

    _advance_past(house, due)
    sorry = letter_to(house, address_of(ANA), "Sorry, I am late")
    new = house.value("SELECT due_at FROM ledger_promise WHERE state = 'open'")
    words = " ".join(body_of(sorry).split())
    assert _said(due) in words
    assert f"You now hear from me by {_said(new)}." in words
    assert _subjects(house, OMAR) == ["A promise of Susan Ito was not kept"]
    phone.reload()
    expect(phone.get_by_role("heading", level=1)).to_have_text("We are late, Ana. Sorry.")
    expect(phone.locator(".promise")).to_contain_text(_said(new))

    desk = sign_in(open_page(chromium, house, DESK), house, SUSAN)
    _answer_from_today(desk)
    house.advance("2m")
    assert letter_to(house, address_of(ANA), "Good news")
    phone.reload()
    expect(phone.get_by_role("heading", level=1)).not_to_contain_text("late")
    expect(phone.locator("main")).to_contain_text("We were late and said sorry.")
    kept = house.rows("SELECT state FROM ledger_promise WHERE promisee = 'candidate' ORDER BY id")
    assert kept == [("broken",), ("kept",), ("open",)]
    assert house.check() == {}


def test_an_opening_ends_when_everyone_in_it_has_a_letter(house: House, chromium: Browser) -> None:
    """Refused while somebody waits; a letter to each; progress without a reload; then it ends."""
    open_the_office(house)
    house.web()
    house.worker()
    people = [ANA, BEN, CHEN]
    for number, name in enumerate(people, start=1):
        assert fill_in(house.visitor(f"192.0.2.{number}"), name, cv=None).status in SEE_OTHER
    desk = sign_in(open_page(chromium, house, DESK), house, SUSAN)
    _start_closing(desk)
    with pytest.raises(psycopg.errors.IntegrityError, match="3 people in it have no answer yet"):
        house.rows("UPDATE pipeline_opening SET state = 'closed' WHERE slug = 'shop-manager'")
    _tell_many_no(desk)

    desk.evaluate("window.sameVisit = true")
    progress = desk.locator("#progress")
    expect(progress.locator("div", has_text="waiting to leave")).to_contain_text(
        "3", timeout=15_000
    )
    house.advance("2m")
    expect(progress).to_contain_text("Every letter has left.", timeout=15_000)
    expect(progress).to_contain_text("3 of 3")
    assert desk.evaluate("window.sameVisit") is True
    for name in people:
        answer = house.mails_to(address_of(name), 2)[1]
        words = " ".join(body_of(answer).split())
        assert words.startswith(f"Hello {name.split()[0]}")
        assert "We have closed this opening without hiring anybody." in words
        assert "Window dresser" in words
    until(
        lambda: (
            house.value("SELECT state FROM pipeline_opening WHERE slug = 'shop-manager'")
            == "closed"
        ),
        "the opening to end",
    )
    desk.goto("/desk/openings/shop-manager/")
    expect(desk.locator(".opening-state")).to_contain_text("Closed")
    assert house.command("check").returncode == 0
