"""What a newcomer sees of the customer behind the CV: said, offered, kept in touch, counted."""

# M5 M21 M31 M32 M33 M34 M35 M36

from __future__ import annotations

from datetime import timedelta

import pytest

from hearback.channels.models import Message
from hearback.demo.load import facts
from hearback.demo.load.said import Voices
from hearback.demo.tests.conftest import SMALL
from hearback.feedback.circle.models import Feedback
from hearback.interviews.asked.models import Opinion
from hearback.interviews.models import Interview, InterviewState, Scorecard
from hearback.ledger.models import PromiseState
from hearback.pipeline.models import Application, Consent, Opening, OpeningState, Purpose
from hearback.relations.customers.models import Customer, CustomerFile, Seeker
from hearback.relations.offers.models import Code, Till
from hearback.relations.pool.models import InTouch
from hearback.relations.reputation.models import CameBy, Review
from hearback.rules.measures import Buying, Tie
from hearback.surveys.models import Opinion as Said
from tests.cast import NOW

pytestmark = [pytest.mark.usefixtures("company"), pytest.mark.slow]


def test_some_agreed_to_be_looked_for_and_some_of_those_buy_here() -> None:
    assert CustomerFile.objects.get().state == "read"
    assert Customer.objects.count() > len(SMALL) / 3
    agreed = Consent.objects.standing().filter(purpose=Purpose.CUSTOMER)
    assert 0 < agreed.count() < len(SMALL)
    assert 0 < Seeker.objects.filter(customer__isnull=False).count() <= agreed.count()


def test_people_say_how_it_was_and_one_of_them_honestly() -> None:
    said = Said.objects.counted()
    assert said.exists()
    assert not Said.objects.filter(answered_at__gt=NOW).exists()
    assert said.filter(relationship=Tie.LOST, buying=Buying.NO).exists()


def test_no_line_is_said_twice() -> None:
    voices = Voices(facts.said())
    lines = [told.line for person in facts.people() if (told := voices.of(person.email, "answer"))]
    said = [line for line in lines if line]
    assert len(said) == len(set(said)) > 10


def test_whoever_was_met_is_scored_told_what_was_seen_and_both_sides_say_how_it_was() -> None:
    met = Interview.objects.get(state=InterviewState.HELD)
    person = next(one for one in SMALL if one.fate == "no_meeting")
    assert met.application.candidate.email == person.email
    assert Scorecard.objects.filed().filter(panelist__interview=met).count() == 2
    assert Feedback.objects.get(application=met.application).given_at is not None
    assert Opinion.objects.readable().count() == 3


def test_reviews_have_owners_causes_and_answers_one_of_which_is_still_due() -> None:
    reviews = Review.objects.select_related("promise", "cause", "owner")
    assert sorted(one.came_by for one in reviews) == [CameBy.DESK] * 2 + [CameBy.FILE] * 2
    assert all(one.cause for one in reviews)
    states = sorted(one.promise.state for one in reviews if one.promise)
    assert states == [PromiseState.KEPT] * 3 + [PromiseState.OPEN]
    [due] = [one.promise for one in reviews if one.promise and one.answered_at is None]
    assert NOW < due.due_at < NOW + timedelta(days=4)
    assert Review.objects.get(fixed_at__isnull=False).fix


def test_codes_are_given_and_a_till_can_redeem_them() -> None:
    assert Code.objects.filter(given_at__isnull=False).exists()
    assert Till.objects.get(revoked_at=None).name == "Queen Street"


def test_a_new_opening_waits_for_those_who_stay_in_touch() -> None:
    newest = Opening.objects.get(slug__startswith="deputy-shop-manager")
    assert newest.state == OpeningState.PUBLISHED
    assert not Application.objects.filter(opening=newest).exists()
    assert InTouch.objects.exists()


def test_the_week_in_figures_went_to_who_may_read_it() -> None:
    letters = Message.objects.filter(purpose="insights.digest")
    assert sorted(letters.values_list("to_name", flat=True)) == [
        "Alex Kim",
        "Nadia Rahman",
        "Omar Haddad",
    ]
