"""The list of openings and the page of each, in every state an opening can be in."""

# M1 M3

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from django.urls import reverse

from hearback.accounts.models import Place, Team
from hearback.pipeline.models import Opening, OpeningState, WayOfWorking
from tests.cast import NOW, Cast, apply, make_cast

if TYPE_CHECKING:
    from hearback.careers.tests.conftest import Clock

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def cast() -> Cast:
    return make_cast()


def _opening(cast: Cast, slug: str, **more: Any) -> Opening:
    known: dict[str, Any] = {
        "title": slug.replace("-", " ").capitalize(),
        "state": OpeningState.PUBLISHED,
        "team": cast.shop,
        "place": cast.toronto,
        "owner": cast.susan,
        "policy": cast.opening.policy,
        "published_at": NOW - timedelta(days=1),
    }
    return Opening.objects.create(slug=slug, **(known | more))


def _page(address: str) -> str:
    answer = Client().get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_list_shows_what_is_published_and_nothing_else(cast: Cast) -> None:
    for state in ("draft", "paused", "filled", "closed"):
        _opening(cast, f"a-{state}-job", state=state)
    page = _page("/")
    assert "Shop manager" in page
    assert "CAD 58,000 to 66,000 a year" in page
    assert "2 openings" in page
    assert "You hear from Susan Ito" in page
    assert "job" not in page.partition("<main")[2].partition("</main>")[0].lower().replace(
        "jobs/", ""
    )


def test_words_and_filters_narrow_the_list(cast: Cast) -> None:
    care = Team.objects.create(name="Customer care")
    home = Place.objects.create(name="At home", city="Ottawa", country="CA", zone="America/Toronto")
    remote = WayOfWorking.REMOTE
    _opening(cast, "phone-care", team=care, place=home, way_of_working=remote, summary="Kettles.")
    for query in (
        "q=KETTLES",
        "q=phone+ottawa",
        f"team={care.pk}",
        f"place={home.pk}",
        "way=remote",
        f"way=remote&team={care.pk}&q=care",
    ):
        page = _page(f"/?{query}")
        assert "1 of 3 openings fits" in page, query
        assert "Phone care" in page
        assert "Window dresser" not in page
    assert "Remote (1)" in _page("/")
    assert "Remote (0)" in _page(f"/?team={cast.shop.pk}")


@pytest.mark.parametrize(
    "query",
    [
        "place=999999",
        "place=x",
        "way=sideways",
        "team=1)--",
        "page=9",
        "page=-1",
        "page=%00",
        "owner=1",
        "place__country=CA",
        "q[]=x",
    ],
)
def test_what_the_address_cannot_mean_is_left_out_and_said(cast: Cast, query: str) -> None:
    """Reliability 121: filters are an allowlist."""
    page = _page(f"/?{query}")
    assert "so we left it out" in page
    assert cast.opening.title in page


def test_a_plain_search_is_not_called_odd(cast: Cast) -> None:
    assert "left it out" not in _page(f"/?q=manager&place=&team={cast.shop.pk}&way=&page=1")


@pytest.mark.parametrize("words", ["%00", "%ED%A0%80", "'%20OR%201=1", "a+" * 500, "%25_%5C"])
def test_strange_words_find_nothing_and_break_nothing(words: str) -> None:
    """Reliability 80 and 89."""
    assert Client().get(f"/?q={words}").status_code == 200


def test_an_empty_search_says_how_to_go_on() -> None:
    page = _page("/?q=astronaut")
    assert "Nothing fits all of that yet" in page
    assert "There are 2 openings in all." in page


def test_no_openings_at_all_is_said_kindly() -> None:
    make_cast()
    Opening.objects.update(state=OpeningState.PAUSED)
    assert "No openings today" in _page("/")


def test_a_long_list_has_pages(cast: Cast) -> None:
    for number in range(60):
        _opening(cast, f"job-{number}")
    first, second = _page("/?way=on_site"), _page("/?way=on_site&page=2")
    assert "62 openings" in _page("/")
    assert "Page 1 of 2" in first
    assert "way=on_site&amp;page=2" in first
    assert first.count("<li>\n    <h2>") == 50
    assert second.count("<li>\n    <h2>") == 12


def test_the_brief_says_everything_and_who_answers_by_when() -> None:
    page = _page("/jobs/shop-manager/")
    for words in (
        "Open and close the shop",
        "two years of leading a team",
        "CAD 58,000 to 66,000 a year",
        "Nine people, two of them apprentices.",
        "A call",
        "20 minutes",
        "No software screens, scores or ranks applications.",
        "This is an existing vacancy.",
        "Apply now and you hear from Susan Ito by Thursday 26 November, 10:00 (Toronto time).",
        'href="tel:+14165550101"',
        'name="resume"',
        'name="q_',
    ):
        assert words in page, words


def test_who_is_away_does_not_promise_on_the_page(cast: Cast) -> None:
    cast.susan.absences.create(first_day=NOW.date(), last_day=NOW.date() + timedelta(days=9))
    page = _page("/jobs/shop-manager/")
    assert "you hear from Jo Lind by" in page


def test_the_promise_on_the_page_is_the_one_that_is_made(cast: Cast) -> None:
    """Rule 2: what is shown before applying is what is stored."""
    page = _page("/jobs/shop-manager/")
    promise = apply(cast).promises.get()
    when = promise.words.removeprefix("Susan Ito tells you by ").partition(" whether")[0]
    assert f"by {when} (Toronto time)" in page


def test_a_paused_opening_says_so_and_has_no_form(cast: Cast) -> None:
    cast.opening.state = OpeningState.PAUSED
    cast.opening.save()
    page = _page("/jobs/shop-manager/")
    assert "This opening is paused" in page
    assert "Everyone who applied already still hears back." in page
    assert "<form" not in page.partition("<main")[2]
    assert "ld+json" not in page


@pytest.mark.parametrize("state", [OpeningState.FILLED, OpeningState.CLOSED])
def test_what_is_over_is_gone_but_helps(cast: Cast, state: OpeningState) -> None:
    """Rule 8 and reliability 127: filled is gone at once from page, list, map and markup."""
    cast.opening.state = state
    cast.opening.save()
    answer = Client().get("/jobs/shop-manager/")
    page = answer.content.decode()
    assert answer.status_code == 410
    assert "ld+json" not in page
    assert "<form" not in page
    assert "Window dresser" in page
    assert "shop-manager" not in _page("/")
    assert "shop-manager" not in _page("/sitemap.xml")


def test_a_draft_does_not_exist(cast: Cast) -> None:
    cast.opening.state = OpeningState.DRAFT
    cast.opening.save()
    for name in ("opening", "read", "thanks"):
        address = reverse(f"careers:{name}", args=["shop-manager"])
        assert Client().get(address, follow=True).status_code == 404
        unknown = reverse(f"careers:{name}", args=["nothing-here"])
        assert Client().get(unknown, follow=True).status_code == 404
    assert Client().post("/jobs/shop-manager/", {"name": "x"}).status_code == 404


def test_the_last_day_lasts_until_midnight_where_the_work_is(cast: Cast, page_clock: Clock) -> None:
    """Reliability 148: the deadline goes by the clock of the place, not of the client."""
    cast.opening.valid_through = date(2026, 11, 24)
    cast.opening.save()
    page_clock.moment = NOW.replace(day=25, hour=4, minute=59)  # 23:59 in Toronto
    assert "Send my application" in _page("/jobs/shop-manager/")
    page_clock.moment = NOW.replace(day=25, hour=5)
    page = _page("/jobs/shop-manager/")
    assert "The last day to apply has passed" in page
    assert "<form" not in page
    assert "shop-manager" not in _page("/")


def test_search_engines_are_told_what_to_read() -> None:
    robots = _page("/robots.txt")
    assert "Disallow: /status/" in robots
    assert "Sitemap: http://testserver/sitemap.xml" in robots
    assert "<loc>http://testserver/jobs/shop-manager/</loc>" in _page("/sitemap.xml")


def test_the_thanks_page_names_who_answers() -> None:
    page = _page("/jobs/shop-manager/thanks/")
    assert "Susan Ito" in page
    assert "/status/" in page
    assert "status/" not in page.replace('href="/status/"', "")


def test_the_list_costs_the_same_with_many_openings(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    for number in range(30):
        _opening(cast, f"job-{number}")
    with django_assert_max_num_queries(3):
        _page("/")


def test_the_page_of_an_opening_takes_few_questions(django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(13):
        _page("/jobs/shop-manager/")
