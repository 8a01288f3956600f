"""Pools at the desk: lists with broken lines, rules as plain rows, interests asked while needed."""

# M5 M34

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from hearback.channels.models import Message
from hearback.inbox.thanks import Occasion, thanks_for_many
from hearback.pipeline.models import OpeningState
from hearback.relations.models import Code, Interest, Pool
from hearback.relations.offers import actions
from hearback.relations.tests import offer_makers as makers
from hearback.relations.tests.makers import form_at, words_of
from hearback.relations.tests.offer_makers import running
from tests.at_once import at_once
from tests.cast import NOW, Cast, apply, make_cast
from tests.desk_visit import As

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def test_broken_lines_and_doubles_are_named_and_the_rest_is_taken(as_: As, cast: Cast) -> None:
    browser = as_(cast.omar)
    pool = makers.pool_by_desk(browser)
    listed = '=HYPERLINK("x")\nGOOD-1\nGOOD 1\nAB\nGOOD-2;note\n' + "X" * 65 + "\nGOOD-3\n"
    page = words_of(makers.add(browser, pool, listed))
    assert "2 codes were added" in page or "3 codes were added" in page
    assert "1 =HYPERLINK" in page
    assert "3 GOOD 1" in page
    assert "4 AB It is shorter" in page
    again = words_of(makers.add(browser, pool, "GOOD-1\nGOOD-9"))
    assert "1 code was added" in again
    assert "1 GOOD-1 It is in a pool already." in again


def test_lines_no_table_has_are_named_and_the_rest_is_taken(as_: As, cast: Cast) -> None:
    browser = as_(cast.omar)
    pool = makers.pool_by_desk(browser)
    listed = "X" * 200_000 + "\n" + "ß" * 40 + "\nGOOD-1\n"
    page = words_of(makers.add(browser, pool, listed))
    assert "1 code was added" in page
    assert page.count("It is longer than 64 signs.") == 2
    assert Code.objects.get().code == "GOOD-1"


@pytest.mark.parametrize("turn", range(2))
def test_the_same_list_twice_at_once_is_taken_and_counted_once(turn: int) -> None:
    del turn
    cast = make_cast()
    pools = [running(cast, codes=0, name=name) for name in ("Autumn", "Winter")]
    listed = "\n".join(f"HARBOUR-{number}" for number in range(300))

    def add(pool: Pool) -> int:
        return actions.add_codes(pool=pool, text=listed, by=cast.omar, now=NOW).taken

    counts: list[Any] = at_once(*[lambda pool=pool: add(pool) for pool in [*pools, pools[0]]])
    assert sorted(counts) == [0, 0, 300]
    assert Code.objects.count() == 300


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_files_of_any_program_are_read(as_: As, cast: Cast, codec: str) -> None:
    browser = as_(cast.omar)
    pool = makers.pool_by_desk(browser)
    file = SimpleUploadedFile("codes.csv", "code,note\r\nÉTÉ-1,a\r\nÉTÉ-2,b\r\n".encode(codec))
    browser.post(reverse("offers:codes", args=[pool.public_id]), {"file": file})
    assert list(Code.objects.order_by("pk").values_list("code", flat=True)) == ["ÉTÉ-1", "ÉTÉ-2"]


def test_a_workbook_and_an_empty_list_are_refused_with_a_sentence(as_: As, cast: Cast) -> None:
    browser = as_(cast.omar)
    pool = makers.pool_by_desk(browser)
    address = reverse("offers:codes", args=[pool.public_id])
    book = SimpleUploadedFile("codes.xlsx", b"PK\x03\x04" + b"\0" * 50)
    assert "save it as CSV" in words_of(browser.post(address, {"file": book}))
    assert "Paste codes" in words_of(browser.post(address, {}))
    assert not Code.objects.exists()


def test_a_rule_chooses_by_place_and_interest_and_says_who_would_get_it(
    as_: As, cast: Cast
) -> None:
    browser = as_(cast.omar)
    for name in ("Ana Moreau", "Bo Lee"):
        apply(cast, name)
    sent = {**makers.POOL, "openings": str(cast.other_opening.pk), "act": "look"}
    assert "Of 2 applications in the last 30 days: 0." in words_of(
        browser.post(reverse("offers:pool_new"), sent)
    )
    assert not Pool.objects.exists()
    sent["openings"] = str(cast.opening.pk)
    page = words_of(browser.post(reverse("offers:pool_new"), sent))
    assert "30 days: 2. Shop manager : 2" in page.replace(":  2", ": 2") or "30 days: 2." in page


@pytest.mark.usefixtures("papers")
def test_interests_are_asked_only_while_a_pool_names_some_and_choose_who_gets_it(
    as_: As, cast: Cast
) -> None:
    browser = as_(cast.omar)
    assert "What do you like of ours?" not in _form(cast)
    pool = makers.pool_by_desk(browser, interests="Books\nTravel")
    makers.add(browser, pool, "HARBOUR-1\nHARBOUR-2")
    assert "What do you like of ours?" not in _form(cast)
    makers.start(browser, pool)
    assert "What do you like of ours?" in _form(cast)
    _apply(cast, "bo@mail.example")
    assert not Code.objects.exclude(given_at=None).exists()
    _apply(cast, "ana@mail.example", **{"offers-interests": "Books"})
    assert Interest.objects.get().words == "Books"
    assert "HARBOUR-1" in Message.objects.filter(purpose="careers.receipt").latest("pk").text


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"ends_on": "2026-10-01"}, "The last day comes before the first."),
        ({"in_receipt": ""}, "Choose with which letter it goes along."),
        ({"sum_in_all": "100"}, "Say what one costs"),
        ({"words_en": ""}, "required"),
    ],
)
def test_what_does_not_fit_is_said(
    as_: As, cast: Cast, wrong: dict[str, str], sentence: str
) -> None:
    answer = as_(cast.omar).post(reverse("offers:pool_new"), {**makers.POOL, **wrong})
    assert answer.status_code == 422
    assert sentence in words_of(answer)
    assert not Pool.objects.exists()


def test_the_last_day_is_not_moved_earlier_once_a_code_is_out(as_: As, cast: Cast) -> None:
    pool = running(cast)
    apply(cast)
    sent = {**makers.POOL, "ends_on": "2026-12-01"}
    answer = as_(cast.omar).post(reverse("offers:pool", args=[pool.public_id]), sent)
    assert "no earlier day" in words_of(answer)
    assert Pool.objects.get().ends_on.month == 12
    assert Pool.objects.get().ends_on.day == 31


def test_what_a_code_is_worth_stays_as_it_was_told_once_one_is_out(as_: As, cast: Cast) -> None:
    pool = running(cast)
    address = reverse("offers:pool", args=[pool.public_id])
    less = {**makers.POOL, "value": "5 % off"}
    assert as_(cast.omar).post(address, less).status_code == 302  # nobody was told yet
    apply(cast)
    for change in ({"value": "1 % off"}, {"currency": "CAD"}):
        answer = as_(cast.omar).post(address, {**less, **change})
        assert answer.status_code == 422
        assert "People were told what their code is worth." in words_of(answer)
    assert Pool.objects.get().value == "5 % off"
    mended = {**less, "words_en": "At every till of ours."}
    assert as_(cast.omar).post(address, mended).status_code == 302


def test_a_rule_for_an_opening_that_closes_does_not_come_to_mean_everybody(
    as_: As, cast: Cast
) -> None:
    browser = as_(cast.omar)
    pool = makers.pool_by_desk(browser, openings=str(cast.opening.pk))
    cast.opening.state = OpeningState.CLOSED
    cast.opening.save()
    address = reverse("offers:pool", args=[pool.public_id])
    page = browser.get(address).content.decode()
    ticked = re.findall(r'name="openings" value="(\d+)"[^>]* checked', page)
    assert ticked == [str(cast.opening.pk)]
    browser.post(address, {**makers.POOL, "name": "Mended", "openings": ticked})
    assert [row.value for row in Pool.objects.get(name="Mended").rows.all()] == ticked


@pytest.mark.parametrize("field", ["most", "most_a_month"])
def test_a_number_nobody_can_mean_is_refused_with_a_sentence(
    as_: As, cast: Cast, field: str
) -> None:
    sent = {**makers.POOL, field: "9" * 30}
    answer = as_(cast.omar).post(reverse("offers:pool_new"), sent)
    assert answer.status_code == 422
    assert not Pool.objects.exists()


def test_whoever_may_not_change_settings_finds_no_pools(as_: As, cast: Cast) -> None:
    for member in (cast.susan, cast.grace, cast.nadia):
        assert as_(member).get("/desk/offers/").status_code == 404
    assert Client().get("/desk/offers/").status_code == 302


@pytest.mark.parametrize("turn", range(2))
def test_workers_at_once_never_give_one_code_to_two_people(turn: int) -> None:
    """Four workers, each with its own people, and fewer codes than people."""
    del turn
    cast = make_cast()
    people = [apply(cast, f"Person {number:02}").pk for number in range(24)]
    running(cast, codes=18, in_receipt=False, in_answer=True)
    parts = [people[start::4] for start in range(4)]

    def give(part: list[int]) -> object:
        return dict(thanks_for_many(part, occasion=Occasion.ANSWER, now=NOW))

    told = at_once(*[lambda part=part: give(part) for part in parts])
    codes = [thanks.code for found in told for thanks in found.values()]  # type: ignore[attr-defined]
    assert len(codes) == len(set(codes))
    assert len(codes) <= 18
    assert Code.objects.filter(given_at__isnull=False).count() == len(codes)


def test_the_same_people_in_two_batches_at_once_get_one_code_each() -> None:
    cast = make_cast()
    people = [apply(cast, f"Person {number:02}").pk for number in range(12)]
    running(cast, codes=40, in_receipt=False, in_answer=True)

    def give(order: list[int]) -> object:
        return dict(thanks_for_many(order, occasion=Occasion.ANSWER, now=NOW))

    told = at_once(lambda: give(people), lambda: give(people[::-1]))
    first, second = told
    assert first == second
    assert Code.objects.filter(given_at__isnull=False).count() == 12


def _form(cast: Cast) -> str:
    return Client().get(f"/jobs/{cast.opening.slug}/").content.decode()


def _apply(cast: Cast, email: str, **more: str) -> None:
    questions = cast.opening.questions.all()
    fields = {f"q_{one.pk}": "yes" if one.kind == "yes_no" else "Books." for one in questions}
    address = f"/jobs/{cast.opening.slug}/"
    assert form_at(address, **{**fields, "email": email, **more}).status_code == 302
