"""The team's pages in a real browser: passkeys, accessibility at every width, no JavaScript."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from hearback.accounts.models import Member
from hearback.team import actions
from hearback.team.tests.conftest import PASSWORD
from tests.cast import NOW, Cast, apply, make_cast
from tests.chromium import PLAIN_STATIC, flaws, launched

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PLAIN = {"staticfiles": PLAIN_STATIC}
KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with launched() as chromium:
        yield chromium


@pytest.fixture
def house(live_server: Any, settings: Any) -> Cast:
    """The cast, everybody with the same password, behind a server."""
    settings.HEARBACK_RATE_LIMITS = False
    settings.STORAGES = {**settings.STORAGES, **PLAIN}
    del live_server
    cast = make_cast()
    for member in Member.objects.all():
        member.set_password(PASSWORD)
        member.save()
    apply(cast)
    return cast


@pytest.fixture
def context(browser: Browser, live_server: Any) -> Iterator[BrowserContext]:
    """A browser of one person; closed afterwards."""
    context = browser.new_context(base_url=live_server.url)
    yield context
    context.close()


def sign_in(page: Page, member: Member) -> None:
    """By address and password."""
    page.goto("/desk/sign-in/")
    page.get_by_label("E-mail address").fill(member.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def test_a_passkey_is_made_and_opens_the_desk_alone_and_after_the_password(
    house: Cast, context: BrowserContext
) -> None:
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    device = context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})
    sign_in(page, house.susan)
    page.goto("/desk/account/webauthn/add/")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("Name (optional)").fill("My phone")
    page.get_by_label("Sign in with this alone").check()
    page.get_by_role("button", name="Add it").click()
    page.wait_for_url("**/recovery-codes/")
    page.get_by_role("button", name="Sign out").click()
    page.goto("/desk/sign-in/?next=/desk/team/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url("**/desk/team/")
    page.get_by_role("button", name="Sign out").click()
    sign_in(page, house.susan)
    assert page.get_by_role("heading", name="One more step").is_visible()
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url("**/desk/")
    assert complaints == []


def test_a_device_that_says_no_is_answered_with_a_sentence(
    house: Cast, context: BrowserContext
) -> None:
    del house
    page = context.new_page()
    device = context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": KEY | {"isUserVerified": False}})
    page.goto("/desk/sign-in/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.get_by_text("That did not work. Try again, or use your password.").wait_for()


def test_without_javascript_everything_but_passkeys_works(
    house: Cast, browser: Browser, live_server: Any
) -> None:
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    sign_in(page, house.susan)
    page.goto(f"/desk/team/{house.susan.pk}/hours/")
    page.get_by_label("Friday").fill("9-13")
    page.get_by_role("button", name="Save").click()
    assert page.get_by_text("Promises made already keep their dates.").is_visible()
    house.susan.refresh_from_db()
    assert house.susan.hours["4"] == [["09:00", "13:00"]]
    page.goto("/desk/sign-in/")
    assert not page.get_by_role("button", name="Sign in with a passkey").is_visible()
    context.close()


def pages(cast: Cast) -> list[str]:
    """Every page of the team somebody may spend time on."""
    susan, place = cast.susan.pk, cast.toronto.pk
    return [
        "/desk/team/",
        "/desk/team/invite/",
        "/desk/team/me/about/",
        f"/desk/team/{susan}/",
        f"/desk/team/{susan}/edit/",
        f"/desk/team/{susan}/hours/",
        f"/desk/team/{susan}/away/",
        f"/desk/team/{susan}/leave/",
        f"/desk/team/{susan}/hand-over/",
        "/desk/settings/",
        "/desk/settings/organisation/",
        "/desk/settings/teams/",
        f"/desk/settings/places/{place}/",
        "/desk/settings/places/add/",
        "/desk/settings/promises/",
        f"/desk/settings/promises/{cast.opening.policy_id}/",
        "/desk/settings/stages/",
        f"/desk/settings/stages/{cast.review.pk}/",
        "/desk/account/",
        "/desk/account/password/",
    ]


@pytest.mark.parametrize("width", [320, 1280])
def test_every_page_is_accessible_and_fits(
    house: Cast, browser: Browser, live_server: Any, width: int
) -> None:
    actions.invite(
        email="nina@harbour.example", name="Nina", role="lead", team=None, by=house.alex, now=NOW
    )
    size: Any = {"width": width, "height": 640}
    context = browser.new_context(base_url=live_server.url, viewport=size)
    page = context.new_page()
    sign_in(page, house.alex)
    found = {}
    for where in pages(house):
        page.goto(where)
        found[where] = flaws(page) + flaws(page, scheme="dark")
    context.close()
    assert {where: rules for where, rules in found.items() if rules} == {}


@pytest.mark.parametrize("where", ["/desk/sign-in/", "/desk/sign-in/forgotten/"])
def test_the_door_is_accessible(house: Cast, context: BrowserContext, where: str) -> None:
    del house
    page = context.new_page()
    page.goto(where)
    assert flaws(page) == []
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.type") == "email"
