"""What the database itself refuses of interviews."""

# M15 M16

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from hearback.interviews.models import Room, Sitting
from hearback.interviews.tests.makers import MONDAY, booked, plan
from tests.cast import Cast, apply, make_cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def test_nobody_is_booked_twice_at_a_time(cast: Cast) -> None:
    visit = plan(cast)
    booked(cast, apply(cast), visit)
    half_an_hour_later = MONDAY + timedelta(minutes=30)
    with pytest.raises(IntegrityError, match="member_is_never"), transaction.atomic():
        booked(cast, apply(cast, "Bo Chen"), visit, at=half_an_hour_later)
    booked(cast, apply(cast, "Cleo Diaz"), visit, at=MONDAY + timedelta(days=1))


def test_one_may_begin_when_another_ends(cast: Cast) -> None:
    visit = plan(cast)
    one = visit.sessions.all()[:1]
    booked(cast, apply(cast), visit, sessions=one)
    booked(cast, apply(cast, "Bo Chen"), visit, at=MONDAY + timedelta(minutes=45), sessions=one)


def test_a_room_holds_one_meeting(cast: Cast) -> None:
    room = Room.objects.create(place=cast.toronto, name="The attic")
    interview = booked(cast, apply(cast))
    first, second = interview.sittings.all()
    Sitting.objects.filter(pk=first.pk).update(room=room)
    Sitting.objects.filter(pk=second.pk).update(room=room)
    with pytest.raises(IntegrityError, match="room_is_never"), transaction.atomic():
        Sitting.objects.create(
            interview=interview,
            topic="Once more",
            room=room,
            begins_at=MONDAY + timedelta(minutes=44),
            ends_at=MONDAY + timedelta(minutes=50),
        )


def test_what_was_called_off_is_in_nobodys_way(cast: Cast) -> None:
    visit = plan(cast)
    gone = booked(cast, apply(cast), visit)
    for sitting in gone.sittings.all():
        sitting.seats.update(is_on=False)
    booked(cast, apply(cast, "Bo Chen"), visit)
