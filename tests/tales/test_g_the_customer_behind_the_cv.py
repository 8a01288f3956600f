"""Story G, in a real browser: a customer hears late, says so, and is seen in a sum only."""

# M9 M32 M33 M35

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.applying import SEE_OTHER, address_of, body_of, fill_in, status_path
from tests.deciding import case_of, letters_to, open_the_office, write
from tests.tales.browsing import DESK, PHONE, open_case, open_page, sign_in
from tests.tales.visiting import link_to
from tests.until import until

if TYPE_CHECKING:
    from collections.abc import Sequence

    from playwright.sync_api import Browser, Page

    from tests.house import House

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(400)]

ANA = "Ana Moreau"
OTHERS = ("Ben Okafor", "Chen Wei", "Dara Singh", "Eli Stone", "Fay Adams", "Gus Vidal", "Hana Ito")
SUSAN, NADIA = "susan@harbour.example", "nadia@harbour.example"
SEGMENT = "Harbour circle"
AGREE = "You may look whether I am also a customer of yours"
TELLING = (SEGMENT, "4711", "ustomer of", "take it elsewhere")


def _hand_in_the_list(nadia: Page) -> None:
    """Ana and the others have bought here; so has Zoe, who never applies."""
    rows = [f"{address_of(ANA)},{SEGMENT},4711.00"]
    rows += [f"{address_of(name)},Regulars,{200 + n}.00" for n, name in enumerate(OTHERS)]
    table = "\n".join(["email,segment,value", *rows, "zoe@mail.example,Regulars,90.00"])
    nadia.goto("/desk/insights/customers/")
    nadia.get_by_label("List of customers (CSV)").set_input_files(
        {"name": "customers.csv", "mimeType": "text/csv", "buffer": table.encode()}
    )
    nadia.get_by_label("Currency").fill("CAD")
    nadia.get_by_role("button", name="Send the list").click()


def _agree_and_apply(phone: Page) -> None:
    """On her phone, with the box at the end of the form that nobody has to open."""
    phone.goto("/jobs/shop-manager/")
    phone.get_by_label("Your name").fill(ANA)
    phone.get_by_label("E-mail").fill(address_of(ANA))
    phone.get_by_label("Yes").first.check()
    box = phone.get_by_label(AGREE)
    phone.locator("details").filter(has=box).locator("summary").click()
    box.check()
    phone.get_by_role("button", name="Send my application").click()
    expect(phone.get_by_role("heading", level=1)).to_contain_text("Thank you")


def _is_told_no_at_once(house: House, names: Sequence[str]) -> None:
    susan = house.signed_in(SUSAN)
    for name in names:
        assert write(susan, house, name, "decline").press("now").status in SEE_OTHER


def _is_left_waiting_then_told(house: House, desk: Page) -> None:
    """The day comes and goes; she is apologised to, with a new time, and answered after all."""
    due = house.value(
        "SELECT p.due_at FROM ledger_promise p JOIN pipeline_application a"
        " ON a.id = p.application_id WHERE a.name = %s AND p.state = 'open'",
        ANA,
    )
    house.advance(f"{(due - house.now()) // timedelta(minutes=1) + 2}m")
    until(lambda: letters_to(house, ANA, "inbox.apology") == ["accepted"], "they say sorry", 60)
    assert any("sorry" in body_of(mail).lower() for mail in house.mails_to(address_of(ANA), 2))
    open_case(desk, ANA)
    expect(desk.locator("main")).to_contain_text("Broken")
    _is_told_no_at_once(house, [ANA])
    until(lambda: letters_to(house, ANA, "answers.decline") == ["accepted"], "she hears", 60)


def _says_how_it_was(house: House, page: Page, name: str, tie: str) -> None:
    """From the letter that asks: a number tapped, two questions, one press."""
    page.goto(link_to(house, address_of(name), "How were we to deal with", "/said/"))
    page.get_by_label(tie).check()

    def is_taken() -> bool:
        """Whoever presses at once is asked to press once more: a minute passes by our clock."""
        house.jump("1m")
        page.get_by_role("button", name="Send", exact=True).click()
        return page.get_by_role("heading", level=1).inner_text() == "Thank you"

    until(is_taken, f"what {name} says is kept", 30)


def _learns_nothing(house: House, desk: Page) -> None:
    """Whoever decides finds no trace of it: not on her page, in her history, nor in the figures."""
    case = case_of(house, ANA)
    pages = ["/desk/", f"/desk/applications/{case}/", "/desk/search/?q=Ana", "/desk/outbox/"]
    for path in [*pages, "/desk/inbox/", "/desk/me/", "/desk/openings/shop-manager/"]:
        answer = desk.goto(path)
        assert answer is not None
        assert answer.status == 200, path
        said = desk.content()
        assert [word for word in TELLING if word in said] == [], path
    for path in ("/desk/insights/worth/", "/desk/insights/customers/"):
        answer = desk.goto(path)
        assert answer is not None
        assert answer.status == 404, path


def _sees_one_at_risk(nadia: Page) -> None:
    """One of eight is lost, whoever it is; what she may be worth is a sum with a range."""
    page = nadia.locator("main")

    def is_there() -> bool:
        nadia.goto("/desk/insights/worth/")
        return "1 of 8 people" in page.inner_text()

    until(is_there, "what was said is among the figures", 60)
    nadia.locator("[name=reach]").fill("1")
    nadia.locator("[name=acting]").fill("100")
    nadia.get_by_role("button", name="Work it out").click()
    expect(page).to_contain_text("Customers at risk: 1.")
    expect(page).to_contain_text("Nineteen times in twenty it lies between CAD ")
    said = nadia.content()
    assert [word for word in (ANA, "Moreau", SEGMENT, "4711") if word in said] == []


def test_a_customer_left_waiting_is_seen_in_a_sum_and_nowhere_else(
    house: House, chromium: Browser
) -> None:
    """She says that she goes elsewhere; the analyst sees one customer at risk, with a range."""
    open_the_office(house)
    house.web()
    house.worker()
    nadia = sign_in(open_page(chromium, house, DESK), house, NADIA)
    _hand_in_the_list(nadia)
    until(
        lambda: house.value("SELECT count(*) FROM relations_customer") == len(OTHERS) + 2,
        "the list is read",
        60,
    )
    phone = open_page(chromium, house, PHONE)
    _agree_and_apply(phone)
    for number, name in enumerate(OTHERS, start=1):
        visitor = house.visitor(f"192.0.2.{number}")
        more = {"customers-look": "on"}
        assert fill_in(visitor, name, cv=None, **more).status in SEE_OTHER
    assert status_path(house, house.mails_to(address_of(ANA))[0])
    desk = sign_in(open_page(chromium, house, DESK), house, SUSAN)
    _is_told_no_at_once(house, OTHERS)
    _is_left_waiting_then_told(house, desk)
    house.advance("4d")
    _says_how_it_was(house, phone, ANA, "I will take it elsewhere")
    for name in OTHERS:
        _says_how_it_was(house, phone, name, "Pretty good")
    house.advance("2d")
    house.ring("count_opinions")
    until(
        lambda: not house.value("SELECT count(*) FROM surveys_opinion WHERE counted_at IS NULL"),
        "what they said counts",
        60,
    )
    house.ring("renew_cells")
    _learns_nothing(house, desk)
    _sees_one_at_risk(nadia)
