"""Pages around the customer behind the CV in a real Chromium: axe, dark, small, by keyboard."""

# M5 M31 M32 M33 M34 M35 M36 M38 M39

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from hearback.kit import clock
from hearback.kit.links import token
from hearback.kit.tests.test_contrast import contrast
from hearback.pipeline.models import Application, Purpose
from hearback.portal.tests.makers import address_of
from hearback.relations.models import Code
from hearback.relations.pool.letters import LEAVING
from tests.architecture.routes import ROUTES, How
from tests.browser.full_house import AFTER_ALL, fill
from tests.chromium import PLAIN_STATIC, flaws, launched, sign_in, unreached

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from tests.architecture.world import World
    from tests.chromium import Scheme
    from tests.relay import TestRelay

    Open = Callable[..., Page]

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.timeout(400),
]

PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
FOLDED = "document.querySelectorAll('main details:not(.menu)').forEach(one => one.open = true)"
# Of every drawing that is seen: whether it leaves the page, and in which colours words stand on it.
CHARTS = """() => [...document.querySelectorAll('.chart')]
  .filter(one => one.checkVisibility()).map(one => ({
    says: one.getAttribute('aria-label'),
    out: one.getBoundingClientRect().right > innerWidth + 1,
    ground: getComputedStyle(one.closest('.figure-both')).backgroundColor,
    inks: [...new Set([...one.querySelectorAll('text')]
      .filter(text => /--(ink|soft)/.test(text.getAttribute('fill')))
      .map(text => getComputedStyle(text).fill))]}))"""
READABLE = 4.5
SEEN: list[tuple[Scheme, int]] = [
    *(("light", 390), ("dark", 1280), ("dark", 320), ("light", 1280)),
]
FIGURES = "index black_hole funnel times heat experience lines teams reputation service me cases"
BY_ROLE = {
    "omar": [
        *(f"insights:{name}" for name in FIGURES.split()),
        *("insights:service_by", "insights:group"),
        *("reputation:reviews", "reputation:new", "reputation:file"),
        *("reputation:review", "reputation:terms"),
        *("offers:pools", "offers:pool_new", "offers:pool", "offers:redeemed", "offers:tills"),
        *("friends:rules", "desk:in_touch"),
    ],
    "nadia": ["insights:index", "insights:worth", "customers:customers"],
    "alex": ["customers:shop"],
    "ben": ["insights:me", "insights:cases"],
}
# Looked at by whoever holds the link, in the tests of their pages below; and files.
BY_LINK = {"offers:till", "friends:shop", "relations:in_touch", "relations:leave"}
FILES = {"insights:board", "customers:broken"}
OURS = ("insights:", "reputation:", "offers:", "friends:", "customers:")


class House(NamedTuple):
    """The house, its address, and three who applied: thanked, told no, and staying in touch."""

    world: World
    url: str
    cookie: str
    thanked: Application
    declined: Application
    staying: Application


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with launched() as browser:
        yield browser


class Moment:
    """The moment pages believe it is."""

    now = AFTER_ALL


@pytest.fixture
def moment(monkeypatch: pytest.MonkeyPatch) -> Moment:
    one = Moment()
    monkeypatch.setattr(clock, "now", lambda: one.now)
    return one


@pytest.fixture
def house(
    live_server: Any, settings: Any, moment: Moment, relay: TestRelay, tmp_path: Path
) -> House:
    del moment, relay  # both at work
    files = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    settings.STORAGES = {
        "default": {**files, "OPTIONS": {"location": str(tmp_path / "files")}},
        "staticfiles": PLAIN_STATIC,
    }
    settings.HEARBACK_RATE_LIMITS = False
    world, *people = fill()
    return House(world, live_server.url, settings.SESSION_COOKIE_NAME, *people)


@pytest.fixture
def opened(house: House, chromium: Browser) -> Iterator[Open]:
    """Opens a browser, with a member of the team signed in or nobody."""
    contexts = []

    def open_page(who: str = "", **more: Any) -> Page:
        size: Any = DESK if who else PHONE
        context = chromium.new_context(base_url=house.url, viewport=size, **more)
        contexts.append(context)
        if who:
            sign_in(context, getattr(house.world.cast, who), cookie=house.cookie, url=house.url)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()


def colour(said: str) -> str:
    """A colour as Chromium computes it, such as rgb(31, 38, 48), in hexadecimal."""
    return "#" + "".join(f"{int(part):02x}" for part in re.findall(r"\d+", said)[:3])


def faint(page: Page) -> list[str]:
    """What is wrong with the drawings of the page as it stands."""
    troubles = []
    for one in page.evaluate(CHARTS):
        troubles += ["a drawing says nothing"] * (not one["says"])
        troubles += [f"runs over the edge: {one['says']}"] * one["out"]
        troubles += [
            f"{ink} on {one['ground']}: {one['says']}"
            for ink in one["inks"]
            if contrast(colour(ink), colour(one["ground"])) < READABLE
        ]
    return troubles


def looked_at(page: Page, name: str) -> list[str]:
    """What is wrong with this page: light and dark, wide and narrow, and by the keyboard."""
    page.evaluate(FOLDED)
    troubles = []
    seen: list[tuple[Scheme, int]] = [
        ("light", 390),
        ("dark", 1280),
        ("dark", 320),
        ("light", 1280),
    ]
    for scheme, width in seen:
        page.set_viewport_size({"width": width, "height": 900})
        found = [*flaws(page, scheme=scheme), *faint(page)]
        troubles += [f"{name} {scheme} {width}: {said}" for said in found]
    return troubles + [f"{name}, not by keyboard: {said}" for said in unreached(page)]


def test_every_page_of_these_parts_is_looked_at() -> None:
    ours = {name for name in ROUTES if name.startswith(OURS)}
    pages = {name for name in ours if ROUTES[name].how is not How.PRESS}
    assert pages - FILES - BY_LINK - {one for names in BY_ROLE.values() for one in names} == set()


@pytest.mark.parametrize("who", [*BY_ROLE])
def test_pages_of_the_team_are_accessible_and_fit(house: House, opened: Open, who: str) -> None:
    page, troubles = opened(who), list[str]()
    drawn = 0
    for name in BY_ROLE[who]:
        answer = page.goto(house.world.address(name, getattr(house.world.cast, who)))
        assert answer is not None
        assert answer.status == 200, name
        troubles += looked_at(page, name)
        drawn += page.locator(".chart-wide").count()
    assert troubles == []
    assert drawn >= {"omar": 9, "nadia": 1}.get(who, 0)


def test_money_at_risk_with_its_sum_and_what_is_wrong(opened: Open) -> None:
    page = opened("nadia")
    page.goto("/desk/insights/worth/")
    page.locator("[name=reach]").fill("2")
    page.locator("[name=acting]").fill("none")
    page.get_by_role("button", name="Work it out").click()
    troubles = looked_at(page, "worth, wrong")
    assert page.title().startswith("Error:")
    page.locator("[name=acting]").fill("50")
    page.get_by_role("button", name="Work it out").click()
    assert "Nineteen times in twenty" in page.inner_text("main")
    assert troubles + looked_at(page, "worth, with its sum") == []


def seal_of(staying: Application) -> str:
    """What the address by which somebody leaves ends with."""
    consent = staying.candidate.consents.get(purpose=Purpose.POOL).public_id
    return f"{token(LEAVING, consent, 1)}/{consent}/"


def _pages(house: House, page: Page, moment: Moment) -> Iterator[str]:
    """The pages of whoever applied or was told by a friend, one after another."""
    waiting = house.world.waiting
    page.goto("/jobs/shop-manager/")
    yield "the form, with what else is asked"
    for one, name in ((waiting, "asked to be looked for"), (house.thanked, "thanked")):
        page.goto(address_of(one))
        yield f"status, {name}"
    page.goto(address_of(waiting, "withdraw"))
    yield "withdraw"
    page.goto(address_of(waiting, "friends"))
    yield "friends"
    page.goto(house.world.address("friends:shop", house.world.cast.susan))
    yield "behind a link to the shop"
    asked = f"{address_of(waiting)}said/application/"
    for path in (asked, f"{asked}9/"):
        page.goto(path)
        yield path
    page.get_by_role("button", name="Send", exact=True).click()
    yield "pressed too soon"
    moment.now += timedelta(minutes=1)
    page.get_by_role("button", name="Send", exact=True).click()
    assert page.inner_text("h1") == "Thank you"
    yield "said"
    page.goto(address_of(house.declined, "in_touch"))
    yield "stay in touch"
    page.get_by_role("button", name="Yes, tell me").click()
    yield "pressed too soon to stay in touch"
    moment.now += timedelta(minutes=1)
    page.get_by_role("button", name="Yes, tell me").click()
    yield "stays in touch"
    page.goto(address_of(house.declined))
    yield "status, staying in touch"
    page.get_by_role("button", name="Take this back").click()
    yield "taken back"


def test_pages_behind_a_link_are_accessible_and_fit(
    house: House, opened: Open, moment: Moment
) -> None:
    page, troubles = opened(), list[str]()
    for name in _pages(house, page, moment):
        troubles += looked_at(page, name)
    assert troubles == []
    assert page.context.cookies() == []


@pytest.mark.parametrize("language", ["de", "fr", "es"])
def test_longer_words_fit_a_narrow_phone(house: House, opened: Open, language: str) -> None:
    """Pages speak the language somebody applied in; the open ones the browser's."""
    Application.objects.update(language=language)
    page, troubles = opened(locale=language), list[str]()
    page.set_viewport_size({"width": 320, "height": 700})
    waiting, susan = house.world.waiting, house.world.cast.susan
    own = [address_of(waiting), f"{address_of(waiting)}said/application/"]
    own += [address_of(waiting, "friends"), address_of(waiting, "withdraw")]
    own += [address_of(house.thanked), address_of(house.declined, "in_touch")]
    out = f"/in-touch/{seal_of(house.staying)}"
    shops = [house.world.address(name, susan) for name in ("friends:shop", "offers:till")]
    for path in ["/jobs/shop-manager/", *own, out, *shops]:
        page.goto(path)
        assert page.get_attribute("html", "lang") == language, path
        page.evaluate(FOLDED)
        troubles += [f"{path}: {said}" for said in flaws(page)]
    assert troubles == []


def test_the_way_out_and_the_till_are_accessible_and_fit(house: House, opened: Open) -> None:
    page, troubles = opened(), list[str]()
    seal = seal_of(house.staying)
    page.goto(f"/in-touch/{seal.partition('/')[0]}/")
    troubles += looked_at(page, "a link that lost a piece")
    page.goto(f"/in-touch/{seal}")
    troubles += looked_at(page, "the way out")
    page.get_by_role("button", name="End it").click()
    assert page.inner_text("h1") == "You hear no more"
    troubles += looked_at(page, "out")
    page.goto("/till/nobody/")
    troubles += looked_at(page, "no till")
    page.goto(house.world.address("offers:till", house.world.cast.susan))
    troubles += looked_at(page, "the till")
    code = Code.objects.filter(application=house.thanked).values_list("code", flat=True)[0]
    for typed, button in (("", "Look it up"), ("WRONG", "Look it up"), (code, "Look it up")):
        page.get_by_label("Code").fill(typed)
        page.get_by_role("button", name=button).click()
        troubles += looked_at(page, f"the till, {typed}")
    page.get_by_role("button", name="Redeem it").click()
    troubles += looked_at(page, "redeemed")
    assert Code.objects.get(code=code).redeemed_at is not None
    assert troubles == []
