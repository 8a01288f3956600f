"""Codes that go along with letters: once per person, bound with the letter, never for an answer."""

# M5 M34

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hearback.answers import actions as answers
from hearback.answers.models import AnswerKind, Outcome
from hearback.answers.tests.makers import helpful, send, tell_no, tell_onward
from hearback.channels.models import Message
from hearback.inbox.thanks import Occasion, Thanks, thanks_for
from hearback.inbox.wording.registry import LETTERS
from hearback.inbox.writing import Envelope, write
from hearback.ledger.models import Entry
from hearback.pipeline.models import Application
from hearback.portal.tests.makers import words_of
from hearback.relations.models import Code, Pool
from hearback.relations.offers.kinds import OFFER_GIVEN, POOL_DRY
from hearback.relations.tests import offer_makers as makers
from hearback.relations.tests.makers import form_at
from hearback.relations.tests.offer_makers import code_of, letter_to, running
from tests.cast import NOW, Cast, apply
from tests.desk_visit import As
from tests.relay import TestRelay

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
RECEIPT, ONWARD, DECLINE, HOLD = (
    "careers.receipt",
    "answers.onward",
    "answers.decline",
    "answers.hold",
)
GIFT = Thanks(
    value="10 % off",
    words={"en": "At the till."},
    code="GIFT-1",
    until=NOW.date() + timedelta(days=30),
)


def test_a_pool_set_up_at_the_desk_goes_along_with_the_receipt(as_: As, cast: Cast) -> None:
    browser = as_(cast.omar)
    pool = makers.pool_by_desk(browser)
    assert makers.add(browser, pool, "HARBOUR-1\nHARBOUR-2").status_code == 200
    makers.start(browser, pool)
    ana = apply(cast)
    letter = letter_to(ana, RECEIPT)
    assert "Your code: HARBOUR-1, until 31 December 2026." in letter.text
    assert "In our shops, at the till." in letter.text
    assert "It is yours whatever comes of your application" in letter.html
    assert "tells you by" in letter.text  # the promise is there as ever
    assert Entry.objects.filter(kind=OFFER_GIVEN.name, application=ana).count() == 1
    assert "HARBOUR-1" in words_of(ana)


def test_nobody_is_given_anything_before_a_pool_is_started(as_: As, cast: Cast) -> None:
    browser = as_(cast.omar)
    pool = makers.pool_by_desk(browser)
    makers.start(browser, pool)  # there is no code yet
    assert Pool.objects.get(pk=pool.pk).state == "draft"
    makers.add(browser, pool, "HARBOUR-1")
    assert "HARBOUR-1" not in letter_to(apply(cast), RECEIPT).text


def test_one_person_gets_one_code_of_a_pool_over_all_their_applications(cast: Cast) -> None:
    running(cast)
    first = apply(cast)
    second = apply(cast, opening=cast.other_opening)
    assert first.candidate_id == second.candidate_id
    assert code_of(first)
    assert not code_of(second)
    assert "Your code" not in letter_to(second, RECEIPT).text


@pytest.mark.usefixtures("papers")
def test_the_same_form_again_takes_no_second_code(cast: Cast) -> None:
    running(cast)
    for _ in range(2):
        form_at(f"/jobs/{cast.opening.slug}/", **_typed(cast))
    assert Code.objects.filter(given_at__isnull=False).count() == 1


def test_a_pool_over_or_not_begun_gives_nothing(cast: Cast) -> None:
    running(cast, ends_on="2026-11-23")
    running(cast, name="Later", starts_on="2026-11-25")
    assert not code_of(apply(cast))


@pytest.mark.parametrize("answer", ["yes", "no"])
def test_yes_and_no_carry_the_very_same_code(cast: Cast, answer: str) -> None:
    """The rule is given no state; only who asks differs, and nobody asks."""
    running(cast, in_receipt=False, in_answer=True)
    ana = apply(cast)
    tell: Any = tell_onward if answer == "yes" else tell_no
    tell(cast, ana)
    letter = letter_to(ana, ONWARD if answer == "yes" else DECLINE)
    assert code_of(ana).endswith("-0")
    assert f"Your code: {code_of(ana)}" in letter.text


def test_a_code_of_an_answer_shows_on_the_page_only_once_the_answer_arrived(
    cast: Cast, relay: TestRelay
) -> None:
    del relay
    running(cast, in_receipt=False, in_answer=True)
    ana = apply(cast)
    tell_no(cast, ana)
    assert "Your code" not in words_of(ana)
    send(NOW + 3 * DAY)
    assert f"Your code: {code_of(ana)}" in words_of(ana).replace(" , ", ", ")


def test_a_letter_taken_back_and_written_anew_takes_no_second_code(cast: Cast) -> None:
    running(cast, in_receipt=False, in_answer=True)
    ana = apply(cast)
    answer = tell_no(cast, ana)
    answers.recall(answer=answer, by=cast.susan, now=NOW)
    tell_onward(cast, ana)
    assert Code.objects.filter(given_at__isnull=False).count() == 1
    assert code_of(ana) in letter_to(ana, ONWARD).text


def test_a_letter_that_is_not_written_after_all_leaves_its_code_free(cast: Cast) -> None:
    running(cast, codes=1, in_receipt=False, in_answer=True)
    ana, bo = apply(cast), apply(cast, "Bo Lee")
    with transaction.atomic():
        assert thanks_for(ana, occasion=Occasion.ANSWER, now=NOW)
        transaction.set_rollback(True)  # as when its worker is killed before the letter is kept
    tell_no(cast, bo)
    assert (code_of(ana), bool(code_of(bo))) == ("", True)


def test_looking_at_a_letter_takes_no_code(as_: As, cast: Cast) -> None:
    running(cast, in_receipt=False, in_answer=True)
    ana = apply(cast)
    page = as_(cast.susan).get(f"/desk/applications/{ana.public_id}/onward/").content.decode()
    assert "Your code: •••••" in page
    assert not Code.objects.filter(given_at__isnull=False).exists()


def test_a_new_date_is_no_answer_and_carries_nothing(cast: Cast) -> None:
    running(cast, in_receipt=False, in_answer=True)
    ana = apply(cast)
    answers.hold(
        application=ana, reason="Grace is ill.", due_at=NOW + 5 * DAY, by=cast.susan, now=NOW
    )
    assert "Your code" not in letter_to(ana, HOLD).text
    assert not code_of(ana)


def test_a_pool_that_runs_dry_in_a_batch_stops_no_letter_and_tells_leads_once(cast: Cast) -> None:
    people = [apply(cast, f"Person {number:02}") for number in range(6)]
    pool = running(cast, codes=4, in_receipt=False, in_answer=True)
    plan = answers.Plan(
        kind=AnswerKind.DECLINE,
        thanks={cast.new.pk: "taking the time to apply"},
        reason="",
        outcome=Outcome.FILLED,
        resource=helpful(),
        per_minute=60_000,
        send_now=True,
    )
    answers.start_closing(opening=cast.opening, outcome=Outcome.FILLED, by=cast.susan, now=NOW)
    batch = answers.start_batch(opening=cast.opening, plan=plan, by=cast.susan, now=NOW)
    answers.write_batch(batch_id=batch.pk, clock=lambda: NOW)
    texts = [letter_to(person, DECLINE).text for person in people]
    assert sum("Your code: " in text for text in texts) == 4
    assert all("will not be taking" in text for text in texts)
    assert len({code_of(person) for person in people} - {""}) == 4
    apply(cast, "One More", opening=cast.other_opening)
    tell_no(cast, apply(cast, "Another", opening=cast.other_opening))
    assert Message.objects.filter(purpose="relations.pool_dry").count() == 1
    assert Entry.objects.filter(kind=POOL_DRY.name).count() == 1
    assert Pool.objects.get(pk=pool.pk).dry_at == NOW


def test_a_budget_in_all_and_by_month_is_held(cast: Cast) -> None:
    running(cast, codes=9, most_a_month=2)
    names = ["Ana Moreau", "Bo Lee", "Cy Day", "Di Fox"]
    given_now = [code_of(apply(cast, name)) for name in names[:3]]
    assert [bool(code) for code in given_now] == [True, True, False]
    assert code_of(apply(cast, names[3], now=NOW + 8 * DAY))  # it is December
    assert not Message.objects.filter(purpose="relations.pool_dry").exists()


def test_a_budget_as_a_sum_is_held(cast: Cast) -> None:
    running(cast, codes=9, each="15.00", sum_in_all="31.00")
    codes = [code_of(apply(cast, name)) for name in ("Ana Moreau", "Bo Lee", "Cy Day")]
    assert [bool(code) for code in codes] == [True, True, False]


@pytest.mark.usefixtures("papers")
def test_words_in_another_language_say_so(cast: Cast) -> None:
    running(cast)
    said = {"name": "Zoé Roy", "email": "zoe@mail.example", "zone": "America/Toronto"}
    sent = {**said, **_typed(cast)}
    assert Client().post(f"/jobs/{cast.opening.slug}/?lang=fr", sent).status_code == 302
    letter = letter_to(Application.objects.get(candidate__email="zoe@mail.example"), RECEIPT)
    assert "Votre code\xa0: Aut" in letter.text
    assert "La boutique l’explique en anglais" in letter.text


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_no_letter_but_a_receipt_or_an_answer_ever_carries_an_offer(
    cast: Cast, data: st.DataObject
) -> None:
    """Over every letter of the house, with any of what it must say missing."""
    kind = data.draw(st.sampled_from(sorted(LETTERS.values(), key=lambda one: one.name)))
    values = kind.examples()
    unsaid = data.draw(st.sets(st.sampled_from(sorted(kind.required)))) if kind.required else set()
    values |= dict.fromkeys(unsaid, "")
    envelope = Envelope(
        purpose=kind.name, to_address="ana@mail.example", to_name="Ana", signer=cast.susan
    )
    if kind.name in {RECEIPT, ONWARD, DECLINE, "answers.hire"} and not unsaid:
        text = write(kind, envelope, values, thanks=GIFT).text
        assert "GIFT-1" in text
        assert all(str(values[name]) in text for name in kind.required & {"promise", "reason"})
        return
    with pytest.raises(ValueError, match=r"thanks|not told"):
        write(kind, envelope, values, thanks=GIFT)


def _typed(cast: Cast) -> dict[str, str]:
    questions = cast.opening.questions.all()
    return {f"q_{one.pk}": "yes" if one.kind == "yes_no" else "The books." for one in questions}
