"""The list of openings and what each says of itself."""  # M7

from __future__ import annotations

from datetime import timedelta
from typing import Any

from pytest_django import DjangoAssertNumQueries

from hearback.desk.queries import openings as queries
from hearback.desk.tests.conftest import As, Moment, text_of
from hearback.ledger.actions import sweep
from hearback.pipeline.models import Opening, OpeningState
from tests.cast import NOW, Cast, apply

HOUR = timedelta(hours=1)


def listed(page: Any) -> list[str]:
    """Which openings are on the list, in order."""
    return [opening.title for opening, _work, _wait in page.context["rows"]]


def test_says_how_many_wait_how_long_and_how_many_in_vain(
    as_: As, cast: Cast, moment: Moment
) -> None:
    apply(cast, "Ana Moreau", now=NOW)
    apply(cast, "Ben Okafor", now=NOW + 30 * HOUR)
    moment.now = NOW + 49 * HOUR
    sweep(now=moment.now)
    words = text_of(as_(cast.susan).get("/desk/openings/"))
    assert '<b class="figures">2</b> people wait' in words
    assert "the longest 2 days" in words
    assert "1 told a time that passed" in words
    assert "nobody waits" in words


def test_each_sees_the_openings_they_take_part_in(as_: As, cast: Cast) -> None:
    assert listed(as_(cast.susan).get("/desk/openings/")) == ["Shop manager", "Window dresser"]
    for member in (cast.grace, cast.ben):
        page = as_(member).get("/desk/openings/")
        assert listed(page) == ["Shop manager"]
        assert "Write a brief" not in text_of(page)


def test_can_be_narrowed_by_title_state_and_owner(as_: As, cast: Cast) -> None:
    Opening.objects.filter(pk=cast.other_opening.pk).update(state=OpeningState.PAUSED)
    susan = as_(cast.susan)
    assert listed(susan.get("/desk/openings/", {"q": "dress"})) == ["Window dresser"]
    assert listed(susan.get("/desk/openings/", {"state": "paused"})) == ["Window dresser"]
    assert listed(susan.get("/desk/openings/", {"whose": "mine"})) == ["Shop manager"]
    assert listed(susan.get("/desk/openings/", {"state": "nonsense"})) == [
        "Shop manager",
        "Window dresser",
    ]
    nothing = susan.get("/desk/openings/", {"q": "zzz"}, headers={"hx-request": "true"})
    assert "No opening fits." in text_of(nothing)
    assert b"<html" not in nothing.content


def test_what_is_at_work_comes_first_what_is_over_last(as_: As, cast: Cast) -> None:
    Opening.objects.filter(pk=cast.opening.pk).update(state=OpeningState.CLOSED)
    assert listed(as_(cast.susan).get("/desk/openings/")) == ["Window dresser", "Shop manager"]


def test_a_draft_leads_to_its_brief_and_a_closed_one_to_its_board(as_: As, cast: Cast) -> None:
    Opening.objects.filter(pk=cast.opening.pk).update(state=OpeningState.DRAFT)
    words = text_of(as_(cast.susan).get("/desk/openings/"))
    assert 'href="/desk/openings/shop-manager/brief/"' in words
    assert 'href="/desk/openings/window-dresser/"' in words


def test_pages_are_turned(as_: As, cast: Cast, monkeypatch: Any) -> None:
    monkeypatch.setattr(queries, "PAGE", 1)
    susan = as_(cast.susan)
    first = susan.get("/desk/openings/")
    assert (listed(first), first.context["has_next"]) == (["Shop manager"], True)
    second = susan.get("/desk/openings/", {"page": "2"})
    assert (listed(second), second.context["has_next"]) == (["Window dresser"], False)
    assert listed(susan.get("/desk/openings/", {"page": "x"})) == ["Shop manager"]


def test_costs_the_same_for_one_opening_and_for_many(
    as_: As, cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    susan = as_(cast.susan)
    susan.get("/desk/openings/")
    with django_assert_max_num_queries(11):
        susan.get("/desk/openings/")
