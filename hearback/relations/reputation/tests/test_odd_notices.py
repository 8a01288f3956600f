"""What another system tells may be odd, doubled, or come at the moment a promise breaks."""

# M36

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection, transaction

from hearback.ledger.actions import sweep
from hearback.ledger.models import Promise, PromiseState
from hearback.relations.models import Cause, Review
from hearback.relations.reputation.tests.makers import REVIEWS, file_of, paste, told
from tests.at_once import at_once
from tests.cast import Cast
from tests.until import somebody_waits_for_a_lock, until

if TYPE_CHECKING:
    from tests.desk_visit import As

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.slow,
    pytest.mark.usefixtures("cast"),
]

SAID = {"site": "Indeed", "text": "Fair and quick."}


@pytest.mark.parametrize("name", ["site", "id", "text", "place", "opening", "url"])
@pytest.mark.parametrize("odd", ["\x00", "a\x00b", "\ud800", "\ud800 shop", "x" * 300_000, [], {}])
def test_odd_words_are_cleaned_or_refused_and_break_nothing(name: str, odd: object) -> None:
    assert told({**SAID, name: odd}).status_code in {204, 422}
    assert Review.objects.count() <= 1


@pytest.mark.parametrize("body", ["[" * 100_000, '{"data": 7}', '"x"', "null", '{"data": null}'])
def test_a_body_that_is_no_notice_is_refused(body: str) -> None:
    assert told(body).status_code == 400


@pytest.mark.parametrize(
    "scale", [{"rating": 1, "lowest": 1, "scale": 1}, {"rating": 0, "lowest": 0, "scale": 0}]
)
def test_a_scale_without_length_is_refused_with_a_sentence(scale: dict[str, int]) -> None:
    refused = told({**SAID, **scale})
    assert refused.status_code == 422
    assert "The scale has to end above where it begins." in refused.content.decode()


def test_told_twice_at_once_it_is_kept_and_promised_once() -> None:
    answers: list[Any] = at_once(*[lambda: told(SAID)] * 3)
    assert [answer.status_code for answer in answers] == [204] * 3
    assert Review.objects.count() == Promise.objects.filter(what="review_answer").count() == 1


def test_an_answer_noted_while_its_promise_breaks_keeps_the_new_one(cast: Cast, as_: As) -> None:
    review = paste(as_(cast.jo))
    first = review.promise
    assert first is not None
    for at in (first.remind_at, first.escalate_at):
        sweep(now=at)
    browser, path = as_(cast.jo), f"{REVIEWS}{review.public_id}/"

    def answer() -> int:
        try:
            noted = {"act": "answer", "address": "https://reviews.example/1#answer"}
            return int(browser.post(path, noted).status_code)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            assert sweep(now=first.due_at + timedelta(minutes=10)).broken == 1
            noted = pool.submit(answer)
            until(somebody_waits_for_a_lock, "the answer waits for the clock")
        assert noted.result(timeout=20) == 302
    review.refresh_from_db()
    assert review.answered_at is not None
    assert not Promise.objects.filter(what="review_answer", state=PromiseState.OPEN).exists()


def test_of_very_many_broken_lines_the_rest_is_counted(cast: Cast, as_: As) -> None:
    listed = "site,text\n" + "Kununu,\n" * 205 + "Kununu,Kind.\n"
    page = file_of(as_(cast.jo), listed.encode())
    assert "One new review." in page
    assert "Line 201:" in page
    assert "5 more lines could not be read." in page


def test_a_cause_needs_a_name_somebody_can_read(cast: Cast, as_: As) -> None:
    answer = as_(cast.omar).post(f"{REVIEWS}terms/", {"act": "cause", "name": "\u200b"})
    assert answer.status_code == 422
    assert not Cause.objects.exists()
