"""Coming to an interview as both sides live it: invited at the desk, chosen on a phone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.applying import address_of, links_in
from tests.tales.browsing import open_case
from tests.until import until

if TYPE_CHECKING:
    from collections.abc import Callable
    from email.message import EmailMessage

    from playwright.sync_api import Page

    from tests.house import House

VISIT = "A visit to the shop"
WORDS = "We would like to show you the shop and to hear how you lead."


def invite(desk: Page, name: str) -> None:
    """From the person's page to the letter that asks them to choose a time."""
    open_case(desk, name)
    desk.get_by_role("link", name="Invite to an interview").click()
    desk.get_by_label(VISIT).check()
    desk.locator("textarea[name=words]").fill(WORDS)
    desk.get_by_role("button", name="Invite").click()
    expect(desk.locator("[aria-labelledby=interviews]")).to_contain_text("No time chosen yet")


def choose(phone: Page, address: str) -> None:
    """Pick a time of the week after; the page then says everything about the day."""
    phone.goto(address)
    expect(phone.get_by_role("heading", level=1)).to_have_text("Choose a time")
    phone.get_by_role("link", name="Later days").click()
    phone.locator("input[name=slot]").last.check()
    phone.get_by_role("button", name="Book this time").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text(VISIT)


def letter_to(house: House, address: str, about: str) -> EmailMessage:
    """The newest letter to this address whose subject says so, once there is one."""

    def there() -> EmailMessage | None:
        mails = house.relay.taken_by(address)
        return next((one for one in reversed(mails) if about in str(one["Subject"])), None)

    return until(there, f"a letter about {about!r} to {address}", 90)


def link_to(house: House, address: str, about: str, fits: Callable[[str], bool] | str) -> str:
    """The path of the page such a letter leads to; `fits` is a piece of it, or says which it is."""
    found = links_in(house, letter_to(house, address, about))
    leads = fits if callable(fits) else (lambda path: fits in path)
    return next(path for path in found if leads(path))


def candidate(name: str) -> str:
    """Where letters to this person go."""
    return address_of(name)
