"""Search: names, addresses and CVs, for whom may see them, newest first."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from hearback.desk.queries import finding
from hearback.desk.queries import search as queries
from hearback.desk.tests.conftest import As, read, text_of
from tests.cast import NOW, Cast, apply

HOUR = timedelta(hours=1)


def found(answer: Any) -> list[str]:
    """Who was found, in order."""
    return [hit.application.name for hit in answer.context["found"].hits]


@pytest.fixture
def papers(cast: Cast) -> None:
    """Three people with CVs, the newest last."""
    read(apply(cast, "Ana Moreau", now=NOW - 3 * HOUR), "Shift leader at Kettle & Pine, O'Brien's")
    read(apply(cast, "Ben Okafor", now=NOW - 2 * HOUR), "Baker, early shift, front-end of the shop")
    other = apply(cast, "Chen Wei", opening=cast.other_opening, now=NOW - HOUR)
    read(other, "Window dresser with a shift of her own")


pytestmark = pytest.mark.usefixtures("papers")


@pytest.mark.parametrize(
    ("words", "people"),
    [
        ("moreau", ["Ana Moreau"]),
        ("MOREAU ana", ["Ana Moreau"]),
        ("shift", ["Chen Wei", "Ben Okafor", "Ana Moreau"]),
        ("shift lead", ["Ana Moreau"]),
        ("kett", ["Ana Moreau"]),
        ("front-end", ["Ben Okafor"]),
        ("o'brien", ["Ana Moreau"]),
        ("ana.moreau@mail.example", ["Ana Moreau"]),
        ("Ana.Moreau@MAIL.example", ["Ana Moreau"]),
        ("ana.mor", ["Ana Moreau"]),
        ("baker dresser", []),
    ],
)
def test_finds_every_word_anywhere_the_last_one_by_its_beginning(
    as_: As, cast: Cast, words: str, people: list[str]
) -> None:
    assert found(as_(cast.susan).get("/desk/search/", {"q": words})) == people


def test_shows_the_words_around_what_was_searched_for(as_: As, cast: Cast) -> None:
    page = as_(cast.susan).get("/desk/search/", {"q": "kettle"})
    assert "<mark>Kettle</mark> &amp; Pine" in text_of(page)


def test_what_a_cv_says_is_text_and_no_markup(as_: As, cast: Cast) -> None:
    read(apply(cast, "Dana Ruiz"), "<script>alert(1)</script> \x02sommelier\x03 <mark>")
    page = as_(cast.susan).get("/desk/search/", {"q": "sommelier"}).content.decode()
    assert "<script>alert" not in page
    assert "&lt;mark&gt;" in page or "<mark>sommelier</mark>" in page


def test_says_so_when_nobody_matches(as_: As, cast: Cast) -> None:
    page = text_of(as_(cast.susan).get("/desk/search/", {"q": "zzzz"}))
    assert "Nobody here matches “zzzz”." in page


@pytest.mark.parametrize(
    "words",
    [
        "'",
        "''",
        "\\",
        "a & b | !c",
        ":*",
        "()",
        "<->",
        "!!!",
        "\x00",
        "ana\x00",
        "%s",
        "é" * 3000,
        "&",
    ],
)
def test_nothing_typed_is_an_operator_or_an_error(as_: As, cast: Cast, words: str) -> None:
    assert as_(cast.susan).get("/desk/search/", {"q": words}).status_code == 200


def test_each_finds_only_whom_they_may_see(as_: As, cast: Cast) -> None:
    for member in (cast.grace, cast.ben):
        assert found(as_(member).get("/desk/search/", {"q": "shift"})) == [
            "Ben Okafor",
            "Ana Moreau",
        ]
        assert found(as_(member).get("/desk/search/", {"q": "chen.wei@mail.example"})) == []


def test_who_takes_part_in_no_opening_finds_nobody(as_: As, cast: Cast) -> None:
    cast.opening.panel.remove(cast.ben)
    assert found(as_(cast.ben).get("/desk/search/", {"q": "shift"})) == []


@pytest.mark.parametrize("way", ["by words", "in the newest", "by date"])
@pytest.mark.parametrize("who", ["susan", "grace"])
def test_every_way_of_searching_finds_the_same_in_pages(
    as_: As, cast: Cast, monkeypatch: pytest.MonkeyPatch, way: str, who: str
) -> None:
    expected = {"by words": (1.0, 100.0), "in the newest": (999.0, 99_999.0), "by date": (5.0, 9.0)}
    monkeypatch.setattr(finding, "_expected", lambda _query: expected[way][0])
    monkeypatch.setattr(finding, "_rows", lambda: expected[way][1])
    monkeypatch.setattr(finding, "FEW_HITS", 1)
    monkeypatch.setattr(finding, "FIRST_LOOK", 2)
    monkeypatch.setattr(queries, "PAGE", 2)
    for number in range(3):
        moment = NOW - 10 * HOUR - timedelta(days=30 * number)
        read(apply(cast, f"Person {number}", now=moment), "shift")
    client, seen, after = as_(getattr(cast, who)), list[str](), dict[str, str]()
    for _page in range(4):
        page = client.get("/desk/search/", {"q": "shift", **after})
        seen += found(page)
        after = {"after": str(page.context["found"].next)}
        if page.context["found"].next is None:
            break
    newest = ["Chen Wei", "Ben Okafor", "Ana Moreau", "Person 0", "Person 1", "Person 2"]
    assert seen == (newest if who == "susan" else newest[1:])


def test_a_common_beginning_is_compared_with_what_the_rarer_words_found(
    as_: As, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    common = {"'sh':*": 90_000.0}
    monkeypatch.setattr(finding, "_expected", lambda query: common.get(query, 9.0))
    monkeypatch.setattr(finding, "_rows", lambda: 99_999.0)
    susan = as_(cast.susan)
    assert found(susan.get("/desk/search/", {"q": "early sh"})) == ["Ben Okafor"]
    assert found(susan.get("/desk/search/", {"q": "early dr"})) == []


def test_the_piece_for_htmx_is_the_list_alone(as_: As, cast: Cast) -> None:
    page = as_(cast.susan).get("/desk/search/", {"q": "ana"}, headers={"hx-request": "true"})
    assert b"<html" not in page.content
    assert b"data-open" in page.content


def test_costs_the_same_for_one_hit_and_for_many(
    as_: As, cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(12):
        read(apply(cast, f"Person {number}"), "shift")
    susan = as_(cast.susan)
    susan.get("/desk/search/", {"q": "shift"})
    with django_assert_max_num_queries(15):
        susan.get("/desk/search/", {"q": "shift"})
