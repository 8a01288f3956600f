"""Those who would come earlier are told of a time that came free: once each, first come first."""

# M14

from __future__ import annotations

from datetime import timedelta

import pytest

from hearback.channels.models import Message
from hearback.interviews.availability.queries import slot_at
from hearback.interviews.booking import actions as act
from hearback.interviews.booking.seating import Taken
from hearback.interviews.models import Interview, Round
from hearback.interviews.tests.makers import MONDAY, plan, time_at
from tests.cast import NOW, Cast, apply, make_cast

pytestmark = pytest.mark.django_db

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
WHY = "The train does not run."


@pytest.fixture
def cast() -> Cast:
    """The shop and its people."""
    return make_cast()


@pytest.fixture
def visit(cast: Cast) -> Round:
    """A visit people are invited to."""
    return plan(cast)


def _booked(cast: Cast, visit: Round, name: str, day: int, *, waits: bool = True) -> Interview:
    interview = act.book_by_hand(
        application=apply(cast, name),
        visit=visit,
        slot=time_at(visit, MONDAY + day * DAY),
        by=cast.susan,
        now=NOW,
    )
    if waits:
        at = NOW + day * MINUTE
        act.tell_us(interview=interview, travel_minutes=None, needs="", wants_earlier=True, now=at)
    return Interview.objects.get(pk=interview.pk)


def _offers() -> list[str]:
    letters = Message.objects.filter(purpose="interviews.earlier").order_by("pk")
    return [letter.to_name for letter in letters]


def test_a_freed_time_is_told_once_to_those_who_wait_for_an_earlier_one(
    cast: Cast, visit: Round
) -> None:
    first = _booked(cast, visit, "Ana Moreau", 0, waits=False)
    _booked(cast, visit, "Kofi Mensah", 1)
    _booked(cast, visit, "Noor Khan", 2)
    _booked(cast, visit, "Lea Roth", 3, waits=False)
    act.call_off(interview=first, reason=WHY, by=cast.susan, now=NOW + DAY)
    assert act.offer_freed(now=NOW + DAY) == 2
    assert act.offer_freed(now=NOW + DAY + MINUTE) == 0
    assert _offers() == ["Kofi Mensah", "Noor Khan"]
    letter = Message.objects.filter(purpose="interviews.earlier").first()
    assert letter is not None
    assert "Monday 30 November, 10:00 to 11:30" in letter.text
    assert "Tuesday 1 December, 10:00 to 11:30" in letter.text


def test_who_takes_it_first_has_it_and_what_they_gave_up_is_told_on(
    cast: Cast, visit: Round
) -> None:
    first = _booked(cast, visit, "Ana Moreau", 0, waits=False)
    kofi = _booked(cast, visit, "Kofi Mensah", 1)
    noor = _booked(cast, visit, "Noor Khan", 2)
    act.call_off(interview=first, reason=WHY, by=cast.susan, now=NOW + DAY)
    act.offer_freed(now=NOW + DAY)
    noor = act.move(interview=noor, slot=time_at(visit, MONDAY), reason="", by=None, now=NOW + DAY)
    assert (noor.moved, noor.wants_earlier) == (0, False)
    with pytest.raises(Taken):
        act.move(interview=kofi, slot=time_at(visit, MONDAY), reason="", by=None, now=NOW + DAY)
    assert act.offer_freed(now=NOW + DAY) == 0


def test_a_time_that_was_taken_meanwhile_is_offered_to_nobody(cast: Cast, visit: Round) -> None:
    first = _booked(cast, visit, "Ana Moreau", 0, waits=False)
    _booked(cast, visit, "Kofi Mensah", 1)
    act.call_off(interview=first, reason=WHY, by=cast.susan, now=NOW + DAY)
    slot = slot_at(visit, "20261130T1500Z", zone="America/Toronto", now=NOW + DAY)
    assert slot is not None
    lea = apply(cast, "Lea Roth")
    act.book_by_hand(application=lea, visit=visit, slot=slot, by=cast.susan, now=NOW + DAY)
    act.offer_freed(now=NOW + DAY)
    assert all(
        "10:00 to 11:30" not in one.subject
        for one in Message.objects.filter(purpose="interviews.earlier")
    )


def test_nobody_is_told_of_a_time_later_than_their_own(cast: Cast, visit: Round) -> None:
    _booked(cast, visit, "Kofi Mensah", 0)
    later = _booked(cast, visit, "Ana Moreau", 1, waits=False)
    act.call_off(interview=later, reason=WHY, by=cast.susan, now=NOW + DAY)
    assert act.offer_freed(now=NOW + DAY) == 0
