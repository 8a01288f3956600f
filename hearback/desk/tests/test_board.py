"""The board of an opening: stages, counts, waits, people findable by the hundred."""  # M7 M10

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from hearback.answers.tests.makers import tell_no
from hearback.desk.queries import board as queries
from hearback.desk.tests.conftest import As, Moment, settled, text_of
from hearback.ledger.actions import sweep
from hearback.ledger.models import Entry, Promise
from hearback.pipeline.models import ApplicationState
from tests.cast import NOW, Cast, apply

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
BOARD = "/desk/openings/shop-manager/"


def lanes(page: Any) -> dict[str, list[str]]:
    """Who is in which lane of a board."""
    return {
        lane.stage.name: [ticket.name for ticket in lane.tickets] for lane in page.context["lanes"]
    }


def test_everybody_in_progress_stands_in_their_stage_longest_wait_first(
    as_: As, cast: Cast
) -> None:
    apply(cast, "Ben New", now=NOW - HOUR)
    apply(cast, "Ana New", now=NOW - DAY)
    interviewed = apply(cast, "Chen Interview", now=NOW)
    interviewed.stage = cast.interview
    interviewed.save()
    apply(cast, "Dana Elsewhere", opening=cast.other_opening)
    page = as_(cast.susan).get(BOARD)
    found = lanes(page)
    assert found["New"] == ["Ana New", "Ben New"]
    assert found["Interview"] == ["Chen Interview"]
    words = text_of(page)
    assert "the longest wait is 24 h" in words
    assert "Nobody here." in words


def test_a_lane_says_how_many_were_told_a_time_in_vain(
    as_: As, cast: Cast, moment: Moment
) -> None:  # M7
    apply(cast, "Ana Broken", now=NOW)
    apply(cast, "Ben Fine", now=NOW + 30 * HOUR)
    moment.now = NOW + 50 * HOUR
    sweep(now=moment.now)
    page = as_(cast.susan).get(BOARD)
    assert "1 was told a time that passed" in text_of(page)
    late = {ticket.name: ticket.is_late for ticket in page.context["lanes"][0].tickets}
    assert late == {"Ana Broken": True, "Ben Fine": False}


def test_a_card_says_that_an_answer_is_on_its_way(as_: As, cast: Cast) -> None:
    tell_no(cast, apply(cast, "Ana Moreau"))
    assert "Your no leaves" in text_of(as_(cast.susan).get(BOARD))


def test_a_long_lane_shows_a_page_and_more_on_asking(
    as_: As, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "PAGE", 2)
    for number in range(5):
        apply(cast, f"Person {number}", now=NOW - 5 * HOUR + number * HOUR)
    susan = as_(cast.susan)
    page = susan.get(BOARD)
    assert lanes(page)["New"] == ["Person 0", "Person 1"]
    assert str(page.context["lanes"][0].people) == "5"
    address = f"{BOARD}lanes/{cast.new.pk}/"
    more = {"after": str(page.context["lanes"][0].next)}
    second = susan.get(address, more, headers={"hx-request": "true"})
    assert [ticket.name for ticket in second.context["tickets"]] == ["Person 2", "Person 3"]
    assert b"<html" not in second.content
    whole = susan.get(address, more)
    assert b"<html" in whole.content
    third = susan.get(address, {"after": str(second.context["next"])})
    assert [ticket.name for ticket in third.context["tickets"]] == ["Person 4"]
    assert third.context["next"] is None


def test_people_of_the_same_second_are_each_shown_once(
    as_: As, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "PAGE", 2)
    everybody = {f"Person {number}" for number in range(7)}
    for name in everybody:
        apply(cast, name, now=NOW)
    susan, seen = as_(cast.susan), list[str]()
    page = susan.get(f"{BOARD}people/")
    for _page in range(4):
        seen += [ticket.name for ticket in page.context["tickets"]]
        page = susan.get(f"{BOARD}people/", {"after": str(page.context["next"])})
    assert len(seen) == 7
    assert set(seen) == everybody


def test_a_name_narrows_the_board_and_asks_for_no_more_than_the_lanes(as_: As, cast: Cast) -> None:
    apply(cast, "Ana Moreau")
    apply(cast, "Ben Okafor")
    page = as_(cast.susan).get(BOARD, {"q": "okaf"}, headers={"hx-request": "true"})
    assert lanes(page)["New"] == ["Ben Okafor"]
    assert b"<html" not in page.content
    assert "Nobody of that name here." in text_of(as_(cast.susan).get(BOARD, {"q": "zzz"}))


@pytest.mark.parametrize("words", ["%", "_", "' OR 1=1 --", "\x00", "Ana\\"])
def test_odd_words_in_the_filter_find_nobody_and_break_nothing(
    as_: As, cast: Cast, words: str
) -> None:
    apply(cast, "Ana Moreau")
    page = as_(cast.susan).get(BOARD, {"q": words})
    assert page.status_code == 200
    assert lanes(page)["New"] == ([] if words != "\x00" else ["Ana Moreau"])


def test_the_list_of_people_can_be_narrowed_to_a_stage(as_: As, cast: Cast) -> None:
    apply(cast, "Ana Moreau")
    susan = as_(cast.susan)
    everybody = susan.get(f"{BOARD}people/")
    assert [ticket.name for ticket in everybody.context["tickets"]] == ["Ana Moreau"]
    assert "New, waits" in text_of(everybody)
    nobody = susan.get(f"{BOARD}people/", {"stage": cast.offer.pk})
    assert "Nobody waits in this opening." in text_of(nobody)


def test_those_whose_application_ended_are_folded_away_and_counted(as_: As, cast: Cast) -> None:
    gone = apply(cast, "Ana Moreau")
    Promise.objects.update(state="released", closed_at=NOW)
    gone.state, gone.ended_at = ApplicationState.WITHDRAWN, NOW
    gone.save()
    susan = as_(cast.susan)
    page = susan.get(BOARD)
    assert lanes(page)["New"] == []
    assert [(state, str(number)) for state, _, number in page.context["ended"]] == [
        ("withdrawn", "1")
    ]
    listed = susan.get(f"{BOARD}ended/withdrawn/")
    assert [person.name for person in listed.context["people"]] == ["Ana Moreau"]
    assert susan.get(f"{BOARD}ended/in_progress/").status_code == 404


def test_a_stage_that_is_not_there_is_not_found(as_: As, cast: Cast) -> None:
    assert as_(cast.susan).get(f"{BOARD}lanes/999999/").status_code == 404


def test_costs_the_same_for_one_person_and_for_many(
    as_: As, cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(12):
        apply(cast, f"Person {number}")
    susan = as_(cast.susan)
    susan.get(BOARD)
    with django_assert_max_num_queries(20):
        susan.get(BOARD)


def test_moving_somebody_quietly_sends_nothing_and_keeps_what_was_promised(
    as_: As, cast: Cast
) -> None:  # M7
    application = apply(cast, "Ana Moreau")
    page = as_(cast.susan).post(
        f"/desk/applications/{application.public_id}/move/",
        {"stage": cast.review.pk, "quietly": "1"},
    )
    assert page.status_code == 302
    application.refresh_from_db()
    assert application.stage == cast.review
    assert Promise.objects.get().state == "open"
    assert Entry.objects.filter(kind="application.moved", by=cast.susan).exists()
    settled()


def test_moving_somebody_and_telling_them_goes_on_to_the_letter(as_: As, cast: Cast) -> None:
    application = apply(cast, "Ana Moreau")
    case = f"/desk/applications/{application.public_id}/"
    page = as_(cast.susan).post(f"{case}move/", {"stage": cast.interview.pk})
    assert page["Location"] == f"{case}onward/?stage={cast.interview.pk}"
    application.refresh_from_db()
    assert application.stage == cast.new


def test_a_card_cannot_be_moved_to_where_it_is_or_nowhere(as_: As, cast: Cast) -> None:
    application = apply(cast, "Ana Moreau")
    address = f"/desk/applications/{application.public_id}/move/"
    susan = as_(cast.susan)
    for stage in (cast.new.pk, "", "x", 999999):
        assert susan.post(address, {"stage": stage, "quietly": "1"}).status_code == 422
    dropped = susan.get(address, {"to": cast.offer.pk})
    assert f'value="{cast.offer.pk}"' in dropped.content.decode()
    assert "checked" in dropped.content.decode()
