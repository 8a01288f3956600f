"""The pages of an interview in a real browser: small and dark, for guest and host."""

# M14 M15

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse

from hearback.interviews.booking import actions as act
from hearback.interviews.models import Interview
from hearback.interviews.tests.makers import plan
from hearback.kit import clock
from hearback.kit.links import url
from hearback.portal.tests.makers import secret_of
from tests.cast import NOW, apply, make_cast
from tests.chromium import PLAIN_STATIC, flaws, launched, sign_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, Page

    from tests.cast import Cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WIDTHS = (390, 320, 1280)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with launched() as chromium:
        yield chromium


@pytest.fixture
def cast(live_server: Any, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Cast:
    """The shop behind a server; Ana is invited."""
    settings.STORAGES = {**settings.STORAGES, "staticfiles": PLAIN_STATIC}
    settings.HEARBACK_URL = live_server.url
    monkeypatch.setattr(clock, "now", lambda: NOW)
    cast = make_cast()
    ana = apply(cast, "Maximiliane Featherstonehaugh-Wolffenbüttel")
    act.invite(application=ana, round=plan(cast), words="", by=cast.susan, now=NOW)
    return cast


@pytest.fixture
def context(browser: Browser, live_server: Any) -> Iterator[BrowserContext]:
    """A phone."""
    context = browser.new_context(base_url=live_server.url, viewport={"width": 390, "height": 844})
    yield context
    context.close()


def _judged(page: Page, where: str) -> list[str]:
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 844})
        for scheme in ("light", "dark"):
            found += [f"{where} {width} {scheme}: {one}" for one in flaws(page, scheme=scheme)]
    return found


def test_a_guest_chooses_a_time_and_reads_about_the_day(
    cast: Cast, context: BrowserContext
) -> None:
    meeting = Interview.objects.get()
    page = context.new_page()
    secret = secret_of(meeting.application)
    names = [secret, meeting.public_id]
    page.goto(reverse("portal:interview_times", args=names))
    troubles = _judged(page, "times")
    page.get_by_role("group", name="Monday 30 November").get_by_text("10:00").click()
    page.get_by_role("button", name="Book this time").click()
    assert "Monday 30 November, 10:00 to 11:30" in page.inner_text("main")
    troubles += _judged(page, "day")
    for name in ("Choose another time", "Call it off"):
        page.goto(reverse("portal:interview", args=names))
        page.get_by_role("link", name=name).click()
        troubles += _judged(page, name)
    page.goto(reverse("portal:interview_other", args=names))
    page.get_by_role("button", name="Send").click()
    troubles += _judged(page, "other, nothing said")
    page.goto(reverse("portal:status", args=[secret]))
    troubles += _judged(page, "status")
    panelist = meeting.panelists.get(member=cast.grace)
    page.goto(url("portal:seat", panelist.public_id, panelist.link_generation))
    assert "You meet Maximiliane" in page.inner_text("main")
    troubles += _judged(page, "seat")
    assert troubles == []


def test_the_team_books_by_hand_in_one_screen(
    cast: Cast, context: BrowserContext, live_server: Any, settings: Any
) -> None:
    sign_in(context, cast.susan, cookie=settings.SESSION_COOKIE_NAME, url=live_server.url)
    meeting = Interview.objects.get()
    application = meeting.application
    page = context.new_page()
    page.goto(reverse("desk:application", args=[application.public_id]))
    troubles = _judged(page, "application")
    page.get_by_role("link", name="Book by hand").click()
    troubles += _judged(page, "by hand")
    page.get_by_role("link", name="Monday 30 November, 09:00").click()
    page.get_by_role("button", name="Book it").click()
    assert "Booked. Everybody concerned is told." in page.inner_text("body")
    page.goto(reverse("desk:application", args=[application.public_id]))
    troubles += _judged(page, "booked")
    page.get_by_role("link", name="Somebody for Grace Okafor").click()
    troubles += _judged(page, "stand in")
    page.goto(reverse("booking:off", args=[meeting.public_id]))
    troubles += _judged(page, "off")
    page.goto(reverse("booking:invite", args=[application.public_id]))
    troubles += _judged(page, "invite")
    assert troubles == []
