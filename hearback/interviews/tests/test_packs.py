"""Packs: sent in time, to both sides, once each, with what the other side told."""

# M18 M19

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from hearback.accounts.models import ClosedDay, Member, Place
from hearback.channels.models import Message
from hearback.interviews.models import Interview, InterviewState, Notes
from hearback.interviews.packs.actions import keep_notes, packs_leave_at, send_packs, tell_hopes
from hearback.interviews.packs.queries import covered_before, notes_of, without_packs
from hearback.interviews.tests.makers import MONDAY, booked, plan
from hearback.ledger.models import Entry, EntryWords
from tests.cast import NOW, Cast, apply, make_cast

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
# Thursday before, as Susan begins to work: two working days before Monday.
THURSDAY = datetime(2026, 11, 26, 14, 0, tzinfo=UTC)


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def visit(cast: Cast) -> Interview:
    return booked(cast, apply(cast))


def _to() -> list[str]:
    packs = Message.objects.filter(purpose__contains="pack")
    return sorted(f"{one.purpose} {one.to_address}" for one in packs)


def test_both_sides_have_theirs_two_working_days_before(visit: Interview) -> None:
    assert packs_leave_at(visit, now=NOW) == THURSDAY
    assert send_packs(now=THURSDAY - timedelta(minutes=1)) == 0
    assert send_packs(now=THURSDAY) == 3
    assert send_packs(now=THURSDAY + timedelta(minutes=1)) == 0
    assert _to() == [
        "interviews.pack ana.moreau@mail.example",
        "interviews.panel_pack ben@harbour.example",
        "interviews.panel_pack grace@harbour.example",
    ]


def test_a_day_off_between_brings_it_forward(cast: Cast, visit: Interview) -> None:
    ClosedDay.objects.create(place=cast.toronto, day=datetime(2026, 11, 27).date(), name="Stock")  # noqa: DTZ001  a day
    assert packs_leave_at(visit, now=NOW) == THURSDAY - timedelta(days=1)


def test_looking_for_who_lacks_one_costs_the_same_for_many(
    cast: Cast, visit: Interview, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for day in range(1, 5):
        booked(cast, apply(cast, f"Bo Chen {day}"), visit.round, at=MONDAY + timedelta(days=day))
    with django_assert_num_queries(3):
        found = without_packs(now=NOW, until=NOW + timedelta(days=21))
    assert len(found) == 5


def test_one_whose_day_cannot_be_found_keeps_nobody_else_waiting(cast: Cast) -> None:
    """Susan's place is closed for good, so nothing is two working days before."""
    booked(cast, apply(cast))
    far = Place.objects.create(name="Halifax", city="Halifax", country="CA", zone="UTC")
    Member.objects.filter(pk=cast.omar.pk).update(place=far)
    other = plan(cast, opening=cast.other_opening)
    other.opening.owner = cast.omar
    other.opening.save()
    booked(cast, apply(cast, "Bo Chen", opening=cast.other_opening), other, at=MONDAY + 5 * HOUR)
    days = [NOW.date() - timedelta(days=n) for n in range(-30, 1200)]
    ClosedDay.objects.bulk_create(
        ClosedDay(place=cast.toronto, day=one, name="Closed") for one in days
    )
    assert send_packs(now=MONDAY - HOUR) == 3


def test_who_is_booked_at_short_notice_has_it_at_once(cast: Cast) -> None:
    booked(cast, apply(cast), at=NOW + timedelta(hours=5))
    assert send_packs(now=NOW) == 3


def test_who_stands_in_has_theirs_and_nobody_has_it_twice(cast: Cast, visit: Interview) -> None:
    send_packs(now=THURSDAY)
    visit.panelists.filter(member=cast.ben).update(member=cast.jo)
    visit.packs.filter(panelist__member=cast.jo).delete()
    assert send_packs(now=THURSDAY + timedelta(hours=1)) == 1
    assert _to()[-1] == "interviews.panel_pack jo@harbour.example"


def test_what_was_called_off_needs_no_preparing(visit: Interview) -> None:
    visit.state = InterviewState.CANCELLED
    visit.save()
    assert send_packs(now=THURSDAY) == 0


def test_the_candidates_pack_coaches_the_second_half(cast: Cast, visit: Interview) -> None:
    cast.grace.line = "I began on the till."
    cast.grace.save()
    send_packs(now=THURSDAY)
    letter = Message.objects.get(purpose="interviews.pack")
    assert "Whom you meet, in their own words:" in letter.text
    assert "Grace Okafor: I began on the till." in letter.text
    assert "Ben Ruiz:" not in letter.text, "who wrote no line is not quoted"
    assert "What did that teach you? How do you solve such a problem today?" in letter.text
    assert "Leading a team, Grace Okafor" in letter.text
    assert f"interviews/{visit.public_id}/prepare/" in letter.text


def test_the_interviewers_pack_says_what_they_asked_and_what_was_covered(
    cast: Cast, visit: Interview
) -> None:
    earlier = booked(cast, visit.application, plan(cast), at=NOW + timedelta(hours=2))
    earlier.state = InterviewState.HELD
    earlier.round = visit.round
    earlier.save()
    visit.round = plan(cast)
    visit.needs = "A step-free way, please."
    visit.save()
    tell_hopes(
        interview=visit, hopes="", worries="Long tables", questions="The Saturdays?", now=NOW
    )
    send_packs(now=THURSDAY)
    letter = Message.objects.get(purpose="interviews.panel_pack", to_address="ben@harbour.example")
    assert "The Saturdays?" in letter.text
    assert "A step-free way, please." in letter.text
    assert covered_before(visit) == ["two years of leading a team", "free on Saturdays"]
    assert "- two years of leading a team" in letter.text


def test_notes_are_the_candidates_alone(visit: Interview) -> None:
    secret = "I was sacked for being late."
    keep_notes(interview=visit, notes={"1": secret, "2": "  "}, now=NOW)
    assert notes_of(visit) == {"1": secret}
    assert secret not in Notes.objects.get().hidden
    assert not EntryWords.objects.filter(payload__icontains="sacked").exists()
    assert not Entry.objects.filter(kind__contains="notes").exists()
