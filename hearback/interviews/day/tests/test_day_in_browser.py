"""The day of an interview in a real browser: both sides, the desk, the rescue; axe."""

# M16 M17

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from hearback.interviews.checking import actions as still_open
from hearback.interviews.checking.models import Ask
from hearback.interviews.checking.tests.conftest import page_of
from hearback.interviews.day.actions import ring_alarms
from hearback.interviews.models import Interview
from hearback.interviews.tests.makers import MONDAY, booked, plan
from hearback.kit import clock
from hearback.kit.links import token
from hearback.portal.tests.makers import secret_of
from tests.cast import Cast, apply, make_cast
from tests.chromium import PLAIN_STATIC, flaws, launched, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
PHONE, WIDE = {"width": 390, "height": 800}, {"width": 1280, "height": 900}


class Moment:
    """The moment pages believe it is."""

    now = MONDAY - HOUR


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with launched() as chromium:
        yield chromium


@pytest.fixture
def moment(monkeypatch: pytest.MonkeyPatch) -> Moment:
    one = Moment()
    monkeypatch.setattr(clock, "now", lambda: one.now)
    return one


@pytest.fixture
def cast(live_server: Any, settings: Any, moment: Moment) -> Cast:  # noqa: ARG001  at work
    """Ana is expected on Monday at ten, Bo at two."""
    settings.STORAGES = {**settings.STORAGES, "staticfiles": PLAIN_STATIC}
    cast = make_cast()
    visit = plan(cast)
    booked(cast, apply(cast), visit)
    booked(cast, apply(cast, "Bo Chen"), visit, at=MONDAY + 4 * HOUR)
    return cast


@pytest.fixture
def page(cast: Cast, browser: Browser, live_server: Any, settings: Any) -> Iterator[Page]:
    """Susan's browser, which opens everybody's links too."""
    context = browser.new_context(viewport=PHONE, base_url=live_server.url)  # type: ignore[arg-type]
    sign_in(context, cast.susan, cookie=settings.SESSION_COOKIE_NAME, url=live_server.url)
    one = context.new_page()
    trouble: list[str] = []
    one.on("pageerror", lambda error: trouble.append(str(error)))
    yield one
    context.close()
    assert trouble == []


def _shot(page: Page, name: str) -> None:
    """Axe, at both widths; a picture where PICTURES names a folder."""
    for size in (PHONE, WIDE):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        assert flaws(page) == [], name
        if folder := os.environ.get("PICTURES"):
            page.screenshot(path=f"{folder}/{name}-{size['width']}.png", full_page=True)


def test_both_sides_say_that_they_are_here(page: Page, moment: Moment) -> None:
    interview = Interview.objects.order_by("begins_at")[0]
    guest = f"/status/{secret_of(interview.application)}/interviews/{interview.public_id}/here/"
    grace = interview.panelists.get(member__name="Grace Okafor")
    host = f"/seat/{token('portal:seat', grace.public_id, 1)}/here/"
    page.goto(guest)
    _shot(page, "guest")
    page.get_by_role("button", name="I am here").click()
    expect(page.get_by_text("here since 09:00")).to_be_visible()
    page.goto(host)
    page.get_by_role("button", name="10 minutes").click()
    expect(page.get_by_text("running late, here by")).to_be_visible()
    _shot(page, "host")
    moment.now = MONDAY + 16 * MINUTE
    ring_alarms(now=moment.now)
    page.goto("/desk/interviews/today/")
    _shot(page, "today")
    page.get_by_role("link", name="Rescue it").click()
    _shot(page, "rescue")
    page.get_by_role("button", name="Send the apology").click()
    expect(page.get_by_text("The letter is on its way.").first).to_be_visible()
    page.get_by_role("link", name="Say how it ended").click()
    _shot(page, "happened")
    page.get_by_label("We did not come").check()
    page.get_by_role("button", name="Note it").click()
    expect(page.get_by_text("Did not happen")).to_be_visible()


def test_one_tap_says_whether_it_is_still_open(page: Page, moment: Moment) -> None:
    moment.now = MONDAY - timedelta(days=4) - HOUR
    still_open.plan_checks(now=moment.now)
    still_open.ask_what_is_due(now=moment.now)
    page.goto(page_of(Ask.objects.get()))
    _shot(page, "still-open")
    page.get_by_role("button", name="Yes, it is still open").click()
    expect(page.get_by_text("You said so. Thank you.")).to_be_visible()
    page.get_by_role("button", name="No: paused").click()
    expect(page.get_by_role("heading", name="It is paused")).to_be_visible()
    _shot(page, "paused")
    page.goto("/desk/openings/shop-manager/still-open/")
    _shot(page, "still-open-desk")
