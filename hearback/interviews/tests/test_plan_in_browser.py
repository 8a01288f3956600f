"""The plan in a real browser: moved about with and without a script, by keyboard, at any width."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from hearback.interviews.models import Room, Round
from hearback.interviews.tests.makers import booked, plan
from hearback.kit import clock
from tests.cast import NOW, Cast, apply, make_cast
from tests.chromium import PLAIN_STATIC, flaws, launched, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with launched() as chromium:
        yield chromium


@pytest.fixture
def house(live_server: Any, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Cast:
    """The cast behind a server, with a visit somebody is booked for and a room."""
    del live_server
    settings.STORAGES = {**settings.STORAGES, "staticfiles": PLAIN_STATIC}
    monkeypatch.setattr(clock, "now", lambda: NOW)
    cast = make_cast()
    Room.objects.create(place=cast.toronto, name="The attic", how_to_find="Up the stairs")
    booked(cast, apply(cast), plan(cast))
    return cast


@pytest.fixture
def of_omar(
    house: Cast, browser: Browser, live_server: Any, settings: Any
) -> Iterator[Callable[..., Page]]:
    """A page of Omar's browser, of whatever make is asked for."""
    made: list[BrowserContext] = []

    def page(**more: Any) -> Page:
        context = browser.new_context(base_url=live_server.url, **more)
        made.append(context)
        sign_in(context, house.omar, cookie=settings.SESSION_COOKIE_NAME, url=live_server.url)
        return context.new_page()

    yield page
    for context in made:
        context.close()


def topics(page: Page) -> list[str]:
    """The topics in the boxes, in order; blank ones left out."""
    boxes = page.get_by_label("Topic, as everybody reads it").all()
    return [found for box in boxes if (found := box.input_value())]


@pytest.mark.parametrize("scripts", ["with scripts", "without"])
def test_parts_change_places_and_what_was_typed_stays(
    of_omar: Callable[..., Page], scripts: str
) -> None:
    page = of_omar(java_script_enabled=scripts == "with scripts")
    visit = Round.objects.get()
    page.goto(f"/desk/rounds/{visit.public_id}/")
    page.get_by_label("Minutes", exact=True).first.fill("50")
    page.get_by_role("button", name="Later Part 1").click()
    expect(page.get_by_role("heading", level=2).first).to_have_text("On the floor")
    assert topics(page) == ["On the floor", "Leading a team"]
    page.get_by_role("button", name="Keep the round").last.click()
    expect(page.get_by_text("“A visit to the shop” is kept.")).to_be_visible()
    assert list(visit.sessions.values_list("topic", "minutes")) == [
        ("On the floor", 30),
        ("Leading a team", 50),
    ]


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_is_accessible_and_fits(
    of_omar: Callable[..., Page], width: int, scheme: Any
) -> None:
    page = of_omar(viewport={"width": width, "height": 800}, color_scheme=scheme)
    tab = "/desk/openings/shop-manager/interviews/"
    kinds = [f"{tab}new/?kind={kind}" for kind in ("call", "video", "on_site", "lunch")]
    visit, room = Round.objects.get(), Room.objects.get()
    for where in [
        tab,
        *kinds,
        f"{tab}brief/",
        f"/desk/rounds/{visit.public_id}/",
        "/desk/settings/rooms/",
        f"/desk/settings/rooms/{room.pk}/",
        "/desk/settings/interviewers/",
    ]:
        page.goto(where)
        page.wait_for_load_state("networkidle")
        page.evaluate("document.querySelectorAll('main details').forEach(one => one.open = true)")
        assert flaws(page, scheme=scheme) == [], where
