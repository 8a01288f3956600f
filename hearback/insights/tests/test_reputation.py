"""Public reviews stand beside the survey, month by month, and give nobody away."""

# M36 M38

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearback.insights.figures.reputation import kept_back
from hearback.insights.tests.makers import look, opinions, says, table
from hearback.rules.measures import FLOOR, Moment
from tests.cast import NOW, Cast, make_cast

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db

JANUARY, FEBRUARY = date(2026, 1, 1), date(2026, 2, 1)
OCTOBER, NOVEMBER = date(2026, 10, 1), date(2026, 11, 1)
YEAR = [date(2025 + (n + 11) // 12, (n + 11) % 12 + 1, 1) for n in range(24)]


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hearback.kit.clock.now", lambda: NOW + timedelta(hours=4))


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def omar(cast: Cast, client: Client) -> Client:
    client.force_login(cast.omar)
    return client


def paste(client: Client, written_on: str, given_: str, **more: str) -> None:
    """Somebody at the desk pastes a review with a rating from 1 to 5."""
    review = {"source": "Kununu", "text": f"{written_on} {given_}", "written_on": written_on}
    rating = {"given": given_, "low": "1", "high": "5"}
    answer = client.post("/desk/reviews/new/", {**review, **rating, **more})
    assert answer.status_code == 302


def told(cast: Cast, scores: list[int], month: date) -> None:
    opinions(cast, scores, moment=Moment.ANSWER, month=month)


def trend(client: Client, **asked: str) -> dict[str, list[str]]:
    """The file of the two lines, by month."""
    return {row[0]: row[1:] for row in table(client, "reputation", "trend", **asked)[1:]}


def test_ratings_and_the_survey_stand_side_by_side(cast: Cast, omar: Client) -> None:
    paste(omar, "2026-09-04", "5")
    paste(omar, "2026-09-20", "3")
    paste(omar, "2026-11-03", "2")
    told(cast, [0] * 6, OCTOBER)
    told(cast, [10] * 8, NOVEMBER)
    rows = trend(omar)
    page = look(omar, "reputation")

    assert [*rows] == ["November 2026", "October 2026", "September 2026"]
    assert rows["September 2026"] == ["2", "0.75", "–", "0", "–"]
    assert rows["October 2026"][:2] == ["0", "–"]
    assert rows["November 2026"][:2] == ["1", "0.25"]
    # Each month leans on both, which the last column marks.
    assert float(rows["October 2026"][2]) > -100
    assert 0 < float(rows["November 2026"][2]) < 100
    assert float(rows["November 2026"][4]) > 0
    assert "Public reviews: 75 % in September 2026, 25 % in November 2026." in says(page, "trend")
    assert "cNPS after the answer: " in says(page, "trend")
    assert "/desk/insights/reputation/" in look(omar, "experience")


def test_before_anything_was_said_nothing_is_drawn(omar: Client) -> None:
    page = look(omar, "reputation")

    assert page.count("Nothing to count yet.") == 2
    assert 'role="img"' not in page


@pytest.mark.parametrize(("scores", "said"), [([9], "1 answer,"), ([9] * 4, "4 answers,")])
def test_a_month_of_few_answers_has_no_score(
    cast: Cast, omar: Client, scores: list[int], said: str
) -> None:
    told(cast, scores, NOVEMBER)
    (row,) = trend(omar).values()

    assert row[:2] == ["0", "–"]
    assert row[2].startswith(f"Too few: {said}")
    assert row[3:] == [str(len(scores)), "–"]
    assert 'role="img"' not in look(omar, "reputation")


def test_a_small_month_cannot_be_worked_out_from_what_stands_beside_it(
    cast: Cast, omar: Client
) -> None:
    told(cast, [9] * 3, JANUARY)
    told(cast, [9] * 8, FEBRUARY)
    told(cast, [9] * 9, OCTOBER)
    rows = trend(omar)

    assert rows["January 2026"][2].startswith("Too few")
    assert rows["February 2026"][2].startswith("Not shown: with the total")
    assert float(rows["October 2026"][2]) == 100


@given(numbers=st.dictionaries(st.sampled_from(YEAR), st.integers(1, 12)))
def test_whatever_is_subtracted_from_whatever_leaves_five_or_none(numbers: dict[date, int]) -> None:
    firsts = {date.min, YEAR[12], YEAR[21]}
    hidden = kept_back(numbers, firsts=firsts)
    cuts = sorted({*firsts, date.max})

    for begin in cuts:
        for end in cuts:
            within = {month for month in numbers if begin <= month < end}
            left = sum(numbers[month] for month in within & hidden.keys())
            assert left == 0 or left >= FLOOR or within <= hidden.keys()
    assert all(number >= FLOOR or month in hidden for month, number in numbers.items())


def test_a_month_of_neither_is_a_gap_and_a_review_without_rating_counts(omar: Client) -> None:
    paste(omar, "2026-08-04", "4")
    paste(omar, "2026-11-03", "")
    paste(omar, "", "1")
    rows = trend(omar)
    page = look(omar, "reputation")

    nothing = ["0", "–", "–", "0", "–"]
    assert rows["September 2026"] == rows["October 2026"] == rows["November 2026"] == nothing
    assert table(omar, "reputation", "reviews")[1:] == [
        ["November 2026", "1", "0"],
        ["August 2026", "1", "0"],
    ]
    assert says(page, "trend") == "Public reviews: 75 % in August 2026."
    assert "One review is in no month" in page


def test_reviews_are_those_of_a_place_or_a_team_and_the_survey_is_everybodys(
    cast: Cast, omar: Client
) -> None:
    paste(omar, "2026-11-03", "5", opening=str(cast.opening.pk))
    paste(omar, "2026-11-04", "1")
    told(cast, [10] * 6, NOVEMBER)

    assert trend(omar)["November 2026"][:2] == ["2", "0.5"]
    for asked in ({"team": str(cast.shop.pk)}, {"place": str(cast.toronto.pk)}):
        row = trend(omar, months="24", **asked)["November 2026"]
        assert row[:3] == ["1", "1.0", "100.0"]
    for odd in ({"months": "3"}, {"months": ""}, {"place": "x"}, {"team": "99999"}):
        assert "November 2026" in trend(omar, **odd)
