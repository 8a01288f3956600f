"""A scorecard in a real browser: kept as it is typed, through a tunnel too, at any width."""

# M20

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, BrowserContext, Page, expect

from hearback.interviews.kits.tests.makers import AFTER, EVIDENCE, files, seat, visited
from hearback.interviews.models import Score, Scorecard
from hearback.interviews.tests.makers import PANELIST
from hearback.kit.links import token
from tests.cast import Cast, apply, make_cast
from tests.chromium import PLAIN_STATIC, flaws, launched, sign_in
from tests.until import until

if TYPE_CHECKING:
    from hearback.careers.tests.conftest import Clock
    from hearback.interviews.models import Interview, Panelist

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

AWAY = "No network. What you type is kept in this browser, and sent when it is back."
SAID = "What did they say or do?"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with launched() as chromium:
        yield chromium


@pytest.fixture
def cast(live_server: Any, settings: Any) -> Cast:
    settings.STORAGES = {**settings.STORAGES, "staticfiles": PLAIN_STATIC}
    del live_server
    return make_cast()


@pytest.fixture
def visit(cast: Cast, page_clock: Clock) -> Interview:
    page_clock.moment = AFTER
    return visited(cast, apply(cast))


def _opened(browser: Browser, live_server: Any, width: int) -> tuple[BrowserContext, Page]:
    context = browser.new_context(
        base_url=live_server.url, viewport={"width": width, "height": 844}
    )
    return context, context.new_page()


def _by_link(panelist: Panelist) -> str:
    return reverse("portal:seat_scorecard", args=[token(PANELIST, panelist.public_id, 1)])


def _shoot(page: Page, name: str) -> None:
    """A picture to look at, for whoever names a folder for them."""
    folder = os.environ.get("PICTURES")
    if folder:
        page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=True)


@pytest.mark.parametrize("width", [390, 320])
def test_it_is_kept_as_it_is_typed_and_through_a_tunnel(
    browser: Browser, live_server: Any, cast: Cast, visit: Interview, width: int
) -> None:
    context, page = _opened(browser, live_server, width)
    page.goto(_by_link(seat(visit, cast.grace)))
    kept = page.locator("[data-kept]")
    expect(kept).to_have_text("Kept as you type.")
    _shoot(page, f"card-{width}")
    page.get_by_label(SAID).press_sequentially("Led nine people")
    expect(kept).to_have_text("Saved at 13:00")
    assert Score.objects.get().words == "Led nine people"

    context.set_offline(offline=True)
    expect(kept).to_have_text(AWAY)
    page.get_by_label(SAID).press("Control+End")
    page.keyboard.type(" through the move")
    page.get_by_label("4: Led and taught others").check()
    page.get_by_role("button", name="File it").click()
    expect(kept).to_have_text(AWAY)
    _shoot(page, f"away-{width}")
    assert Score.objects.get().words == "Led nine people"
    context.set_offline(offline=False)
    expect(kept).to_have_text("Saved at 13:00")
    score = Score.objects.get()
    assert (score.words, score.level) == ("Led nine people through the move", 4)
    assert page.evaluate("localStorage.length") == 0

    page.get_by_role("button", name="File it").click()
    expect(page.get_by_text("2 things to mend")).to_be_visible()
    _shoot(page, f"missing-{width}")
    assert flaws(page) + flaws(page, scheme="dark") == []
    page.get_by_label("Strong yes").check()
    page.get_by_label("Why, in one sentence").fill("She has done it, and says what she learned.")
    page.get_by_role("button", name="File it").click()
    expect(page.get_by_text("Filed, version 1")).to_be_visible()
    _shoot(page, f"filed-{width}")
    assert flaws(page) == []
    assert Scorecard.objects.filed().count() == 1
    assert page.evaluate("localStorage.length") == 0
    context.close()


def test_what_was_typed_in_the_tunnel_outlives_the_page(
    browser: Browser, live_server: Any, cast: Cast, visit: Interview
) -> None:
    """The phone let go of the page; opened anew it sends what it kept."""
    context, page = _opened(browser, live_server, 390)
    address = _by_link(seat(visit, cast.grace))
    page.goto(address)
    context.set_offline(offline=True)
    page.get_by_label(SAID).press_sequentially("In the tunnel")
    page.close()
    context.set_offline(offline=False)
    page = context.new_page()
    page.goto(address)
    expect(page.get_by_label(SAID)).to_have_value("In the tunnel")
    expect(page.locator("[data-kept]")).to_have_text("Saved at 13:00")
    assert Score.objects.get().words == "In the tunnel"
    context.close()


def test_two_devices_say_what_the_other_wrote(
    browser: Browser, live_server: Any, cast: Cast, visit: Interview, page_clock: Clock
) -> None:
    address = _by_link(seat(visit, cast.grace))
    pages = [_opened(browser, live_server, 390)[1] for _ in range(2)]
    for page in pages:
        page.goto(address)
    for page, words in zip(pages, ("from the phone", "from the laptop"), strict=True):
        page.get_by_label(SAID).press_sequentially(words)
        until(lambda said=words: Score.objects.filter(words=said).exists(), "all of it is kept")  # type: ignore[misc]  # lambda with a default
        # The newest words stand: how long ago they were typed is counted back from this clock.
        page_clock.moment += timedelta(minutes=1)
    expect(pages[1].locator("[data-kept]")).to_contain_text(
        "On another device it said: “from the phone”"
    )
    assert Score.objects.get().words == "from the laptop"
    for page in pages:
        page.context.close()


def test_kit_card_and_debrief_read_well_at_the_desk(
    browser: Browser, live_server: Any, settings: Any, cast: Cast, visit: Interview
) -> None:
    files(visit, cast.grace, level=1, overall="no", summary="She could not say what to do anew.")
    files(visit, cast.jo, level=4)
    found: dict[str, list[str]] = {}
    for width, member in ((1280, cast.susan), (320, cast.susan), (1280, cast.ben)):
        context, page = _opened(browser, live_server, width)
        sign_in(context, member, cookie=settings.SESSION_COOKIE_NAME, url=live_server.url)
        pages = {
            "kit": f"/desk/kits/{visit.round.public_id}/",
            "edit": f"/desk/kits/{visit.round.public_id}/edit/",
            "debrief": f"/desk/applications/{visit.application.public_id}/debrief/",
            "card": f"/desk/interviews/{visit.public_id}/scorecard/",
        }
        mine = ("card",) if member == cast.ben else ("kit", "edit", "debrief")
        for name in mine:
            page.goto(pages[name])
            _shoot(page, f"{name}-{width}")
            found[f"{name} {width}"] = flaws(page) + flaws(page, scheme="dark")
        if member == cast.susan and width == 1280:
            files(visit, cast.ben)
            page.goto(pages["debrief"])
            expect(page.get_by_text(EVIDENCE).first).to_be_visible()
            _shoot(page, "debrief-all")
            found["debrief, all in"] = flaws(page) + flaws(page, scheme="dark")
            Scorecard.objects.filter(panelist__member=cast.ben).delete()
        context.close()
    assert found == {name: [] for name in found}
