"""A public review is kept once and whole, owned, answered by a promised day, traced and mended."""

# M36

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hearback.channels.models import Message
from hearback.ledger.actions import sweep
from hearback.ledger.models import Promise, PromiseState
from hearback.relations.models import Cause, Review
from hearback.relations.reputation.keys import webhook_key
from hearback.relations.reputation.queries import by_month
from hearback.relations.reputation.tests.makers import REVIEWS, file_of, paste, told
from hearback.relations.tests.makers import words_of
from tests.cast import NOW, Cast
from tests.desk_visit import As, Moment

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_a_pasted_review_is_tied_owned_and_promised_an_answer(
    cast: Cast, as_: As, moment: Moment
) -> None:
    review = paste(as_(cast.jo), opening=str(cast.opening.pk))
    assert (review.opening, review.place, review.owner) == (
        cast.opening,
        cast.toronto,
        cast.susan,
    )
    assert review.written_on == date(2026, 11, 20)
    assert review.share == 0.25
    promise = review.promise
    assert promise is not None
    assert (promise.promisee, promise.state, promise.owner) == ("team", "open", cast.susan)
    assert promise.due_at.date() == date(2026, 11, 27)
    today = words_of(as_(cast.susan).get("/desk/"))
    assert "Susan Ito answers the review on Glassdoor" in today
    assert f"/desk/reviews/{review.public_id}/" in as_(cast.susan).get("/desk/").content.decode()
    # Who wrote it is nowhere asked or kept.
    assert not {"author", "name", "candidate"} & {one.name for one in Review._meta.get_fields()}
    assert moment.now == NOW


def test_the_answer_s_address_keeps_the_promise_and_nothing_less(
    cast: Cast, as_: As, moment: Moment
) -> None:
    review = paste(as_(cast.jo))
    path = f"{REVIEWS}{review.public_id}/"
    moment.now = NOW + timedelta(days=1)
    for wrong in ("", "not an address", "javascript:alert(1)"):
        answer = as_(cast.jo).post(path, {"act": "answer", "address": wrong})
        assert answer.status_code == 422
    right = {"act": "answer", "address": "https://reviews.example/1#answer"}
    assert as_(cast.jo).post(path, right).status_code == 302
    review.refresh_from_db()
    assert review.promise is not None
    assert review.promise.state == PromiseState.KEPT
    assert review.promise.evidence == "https://reviews.example/1#answer"
    assert as_(cast.jo).post(path, right).status_code == 409


def test_an_answer_owed_is_reminded_of_told_on_and_owed_again(cast: Cast, as_: As) -> None:
    review = paste(as_(cast.jo), opening=str(cast.opening.pk))
    promise = review.promise
    assert promise is not None
    for at in (promise.remind_at, promise.escalate_at, promise.due_at + timedelta(minutes=10)):
        for _again in range(3):
            sweep(now=at)
    letters = Message.objects.filter(purpose="relations.review_owed").order_by("pk")
    assert letters[0].to_address == cast.susan.email
    assert {one.to_address for one in letters[1:]} == {cast.omar.email}
    promise.refresh_from_db()
    review.refresh_from_db()
    assert promise.state == PromiseState.BROKEN
    assert review.promise is not None
    assert (review.promise.follows, review.promise.state) == (promise, PromiseState.OPEN)


def test_a_cause_and_a_fix_are_noted_and_leads_keep_the_list(
    cast: Cast, as_: As, moment: Moment
) -> None:
    assert as_(cast.jo).get(f"{REVIEWS}terms/").status_code == 404
    lead = as_(cast.omar)
    lead.post(f"{REVIEWS}terms/", {"act": "cause", "name": "We were slow"})
    cause = Cause.objects.get()
    review = paste(as_(cast.jo))
    path = f"{REVIEWS}{review.public_id}/"
    as_(cast.jo).post(path, {"act": "cause", "cause": cause.pk})
    fix = {"fix": "A stand-in for every interviewer", "fix_owner": cast.grace.pk}
    as_(cast.jo).post(path, {"act": "fix", "fix_by": "2026-12-01", **fix})
    moment.now = NOW + timedelta(days=2)
    as_(cast.jo).post(path, {"act": "fixed"})
    review.refresh_from_db()
    assert (review.cause, review.fix_owner, review.fix_by) == (
        cause,
        cast.grace,
        date(2026, 12, 1),
    )
    assert review.fixed_at == moment.now
    lead.post(f"{REVIEWS}causes/{cause.pk}/offer/")
    assert "We were slow" not in as_(cast.jo).get(path).content.decode().partition("<select")[2]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
def test_a_file_is_taken_once_broken_lines_are_named_and_formulas_are_words(
    cast: Cast, as_: As, encoding: str
) -> None:
    text = (
        "Site;ID;Date;Rating;Scale;Review\n"
        "Kununu;1;2026-10-02;4,5;5;Très bien, merci\n"
        "Kununu;2;2026-10-03;9;5;Beyond the scale\n"
        "Kununu;3;yesterday;4;5;No date\n"
        "Kununu;4;2026-11-03;3;5;\n"
        'Kununu;5;2026-11-04;3;5;=HYPERLINK("http://evil.example")\n'
        "Kununu;6;2026-11-05;3;5;one;too;many\n"
    ).encode(encoding)
    page = file_of(as_(cast.jo), text)
    assert "2 new reviews" in page
    for line in (3, 4, 5, 7):
        assert f"Line {line}:" in page
    assert Review.objects.get(external_id="5").text.startswith("=HYPERLINK")
    again = file_of(as_(cast.jo), text)
    assert "0 new reviews" in again
    assert "2 were here already" in again
    assert Review.objects.count() == Promise.objects.filter(what="review_answer").count() == 2
    assert "No column of this file holds words" in file_of(as_(cast.jo), b"a,b\n1,2\n")


def test_a_long_review_in_another_script_is_kept_whole_and_shown_safely(
    cast: Cast, as_: As
) -> None:
    arabic = "مقابلة لطيفة جدا، لكن لا رد منذ أسبوعين 🧑🏽‍💻 "
    evil = "\u202e<script>alert(1)</script>"
    text = (evil + arabic * 600)[:20_000]
    review = paste(as_(cast.jo), text=text)
    assert len(review.text) > 19_900
    assert "\u202e" not in review.text
    assert "🧑🏽‍💻" in review.text
    page = as_(cast.jo).get(REVIEWS).content.decode()
    assert "<script>alert" not in page
    assert 'dir="auto"' in page
    assert "Read all" in page


def test_a_webhook_is_let_in_by_its_signature_and_tells_once(cast: Cast, as_: As) -> None:
    said = {"site": "Indeed", "id": 77, "text": "Fair and quick.", "rating": 5, "scale": 5}
    assert told({**said, "opening": "shop-manager", "date": "2026-11-01"}).status_code == 204
    assert told(said).status_code == 204
    review = Review.objects.get()
    assert (review.came_by, review.opening, review.share) == ("webhook", cast.opening, 1.0)
    assert told(said, **{"webhook-signature": "v1,AAAA"}).status_code == 403
    assert told({"site": "Indeed"}).status_code == 422
    old = webhook_key()
    as_(cast.omar).post(f"{REVIEWS}terms/key/")
    assert told(said, key=old).status_code == 403


def test_the_list_asks_the_database_no_more_for_more_reviews(
    cast: Cast, as_: As, django_assert_max_num_queries: Any
) -> None:
    browser = as_(cast.jo)
    for number in range(3):
        paste(browser, text=f"Review {number}", opening=str(cast.opening.pk))
    with CaptureQueriesContext(connection) as few:
        browser.get(REVIEWS)
    asked = len(few)
    for number in range(3, 53):
        told({"site": "Indeed", "text": f"Review {number}", "opening": "shop-manager"})
    with django_assert_max_num_queries(asked):
        page = browser.get(REVIEWS)
    assert "Show the next ones" in words_of(page)
    assert "Review 0" in words_of(browser.get(f"{REVIEWS}?page=2"))


def test_months_tell_how_many_how_well_and_how_answered(cast: Cast, as_: As) -> None:
    browser = as_(cast.jo)
    paste(browser, text="One", written_on="2026-10-05", given="5")
    paste(browser, text="Two", written_on="2026-10-31", given="3")
    paste(browser, text="Three", written_on="2026-11-01", given="")
    paste(browser, text="Four", written_on="", given="1")
    october, november = by_month(since=date(2026, 1, 1), until=date(2027, 1, 1))
    assert (october.month, october.number, october.rated) == (date(2026, 10, 1), 2, 2)
    assert october.share == pytest.approx(0.75)
    assert (november.number, november.rated, november.share) == (1, 0, None)
    assert by_month(since=date(2026, 1, 1), until=date(2027, 1, 1), opening=cast.opening) == []
