"""People at their browsers: a phone or a desk's screen, opened on a house."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, ViewportSize

    from tests.house import House

PHONE: ViewportSize = {"width": 390, "height": 844}
DESK: ViewportSize = {"width": 1280, "height": 800}


def open_page(chromium: Browser, house: House, size: ViewportSize) -> Page:
    """A browser of somebody in Toronto, with cookies of its own."""
    context = chromium.new_context(
        base_url=house.environ["HEARBACK_URL"], viewport=size, timezone_id="America/Toronto"
    )
    return context.new_page()


def sign_in(desk: Page, house: House, address: str) -> Page:
    """Let a member of the team in by a one-time link; returns the same page, at the desk."""
    desk.goto(house.sign_in_link(address))
    desk.get_by_role("button").first.click()
    desk.wait_for_url("**/desk/**")
    return desk


def open_case(desk: Page, name: str) -> None:
    """From Today to the application of somebody."""
    desk.goto("/desk/")
    row = desk.locator("[data-row]").filter(has_text=name)
    row.get_by_role("link", name=name, exact=True).click()
