"""What is offered to candidates: only times at which everybody can, and that are left."""

# M15

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from hearback.accounts.models import Absence, ClosedDay, Member, Place
from hearback.interviews.availability.queries import free_slots, slot_at
from hearback.interviews.models import (
    BusyCalendar,
    BusySpan,
    CalendarKind,
    Interview,
    InterviewState,
    Limit,
    Room,
    RoundKind,
)
from hearback.interviews.tests.makers import MONDAY, booked, invited, plan
from tests.cast import NOW, Cast, apply, make_cast

if TYPE_CHECKING:
    from hearback.interviews.models import Round

pytestmark = pytest.mark.django_db

HERE = "America/Toronto"
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
MONDAY_MORNING = MONDAY - 3 * HOUR
"""Seven o'clock in Toronto."""


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def visit(cast: Cast) -> Round:
    return plan(cast)


def on(day: datetime, visit: Round, *, zone: str = HERE, **more: Any) -> list[str]:
    """The times offered on the day that begins then, as a clock in `zone` shows them."""
    slots = free_slots(visit, zone=zone, now=NOW, since=day, until=day + DAY, **more)
    return [f"{slot.begins_at.astimezone(ZoneInfo(zone)):%H:%M}" for slot in slots]


def busy(member: Member, begins_at: datetime, ends_at: datetime) -> None:
    """Somebody's calendar says that they have something on."""
    calendar = BusyCalendar.objects.create(
        member=member,
        kind=CalendarKind.ICS,
        name="Work",
        host="calendar.example",
        mark=uuid4().hex,
        added_at=NOW,
        due_at=NOW,
    )
    BusySpan.objects.create(calendar=calendar, member=member, begins_at=begins_at, ends_at=ends_at)


def test_times_are_found_in_the_hours_of_everybody_who_takes_part(cast: Cast, visit: Round) -> None:
    """45 minutes with Grace, a break, 30 minutes with Ben; both have lunch at half past twelve."""
    times = on(MONDAY_MORNING, visit)
    assert (times[0], times[-1], len(times)) == ("09:00", "16:00", 22)
    assert times[8:10] == ["11:00", "13:00"]  # nobody works through lunch
    first = free_slots(visit, zone=HERE, now=NOW, since=MONDAY_MORNING, most=1)[0]
    assert first.begins_at == MONDAY - HOUR
    assert [part.members for part in first.parts] == [(cast.grace.pk,), (cast.ben.pk,)]


def test_nothing_is_offered_before_the_notice_or_beyond_the_days_ahead(visit: Round) -> None:
    slots = free_slots(visit, zone=HERE, now=NOW)
    # Wednesday at ten is a day after now; the last day is three weeks from today.
    assert slots[0].begins_at == NOW + DAY
    assert slots[-1].begins_at.date() == date(2026, 12, 15)


def test_the_same_day_is_offered_where_it_is_allowed_and_there_is_time_to_come(
    visit: Round,
) -> None:
    visit.notice_hours = 1
    slots = free_slots(visit, zone=HERE, now=NOW)
    assert slots[0].begins_at == NOW + 23 * HOUR
    visit.same_day = True
    visit.travel_minutes = 190
    assert on(NOW, visit)[0] == "13:15"  # time for the road, not only an hour


def test_an_absence_a_holiday_and_a_closed_day_are_free_of_interviews(
    cast: Cast, visit: Round
) -> None:
    Absence.objects.create(
        member=cast.ben, first_day=date(2026, 11, 30), last_day=date(2026, 12, 1)
    )
    ClosedDay.objects.create(place=cast.toronto, day=date(2026, 12, 2), name="Stock-taking")
    days = {slot.begins_at.date() for slot in free_slots(visit, zone=HERE, now=NOW)}
    assert not days & {date(2026, 11, 30), date(2026, 12, 1), date(2026, 12, 2)}
    assert date(2026, 12, 3) in days
    christmas = datetime(2026, 12, 25, 12, tzinfo=NOW.tzinfo)
    visit.days_ahead = 60
    assert on(christmas, visit) == []


def test_the_holidays_of_the_place_count_also_for_people_from_elsewhere(
    cast: Cast, visit: Round
) -> None:
    """Canada Day in Berlin is a day like any other, but nobody opens the door in Toronto."""
    Member.objects.update(place=None)
    ClosedDay.objects.create(place=cast.toronto, day=date(2026, 11, 30), name="Stock-taking")
    assert on(MONDAY_MORNING, visit) == []


def test_what_a_calendar_says_is_in_the_way_with_a_buffer(cast: Cast, visit: Round) -> None:
    busy(cast.grace, MONDAY, MONDAY + 2 * HOUR)
    # Ten minutes after noon she is there again, and before ten until ten minutes to.
    assert on(MONDAY_MORNING, visit)[:2] == ["09:00", "13:00"]
    visit.buffer_minutes = 20
    assert on(MONDAY_MORNING, visit)[:1] == ["13:00"]


def test_what_just_fits_between_two_entries_is_found(cast: Cast, visit: Round) -> None:
    visit.sessions.filter(position=2).delete()
    visit.sessions.update(minutes=30, break_after=0)
    busy(cast.grace, MONDAY - HOUR, MONDAY + timedelta(minutes=5))
    busy(cast.grace, MONDAY + timedelta(minutes=55), MONDAY + 3 * HOUR)
    assert on(MONDAY_MORNING, visit)[:2] == ["10:15", "13:15"]
    visit.buffer_minutes = 11
    assert on(MONDAY_MORNING, visit)[0] == "13:15"


def test_a_time_that_was_taken_is_gone_at_once(cast: Cast, visit: Round) -> None:
    key = free_slots(visit, zone=HERE, now=NOW, since=MONDAY, most=1)[0].key
    assert slot_at(visit, key, zone=HERE, now=NOW)
    booked(cast, apply(cast), visit)
    assert slot_at(visit, key, zone=HERE, now=NOW) is None
    assert "10:00" not in on(MONDAY_MORNING, visit)
    # At nine both are done in time for it; after it both have their ten minutes.
    assert on(MONDAY_MORNING, visit)[:2] == ["09:00", "11:00"]


def test_an_interview_is_not_in_its_own_way_when_it_is_moved(cast: Cast, visit: Round) -> None:
    there = booked(cast, apply(cast), visit)
    assert "10:15" in on(MONDAY_MORNING, visit, ignoring=there)
    assert "10:15" not in on(MONDAY_MORNING, visit)


def test_who_is_called_off_is_free_again(cast: Cast, visit: Round) -> None:
    there = booked(cast, apply(cast), visit)
    for sitting in there.sittings.all():
        sitting.seats.update(is_on=False)
    there.sittings.update(is_on=False)
    assert "10:00" in on(MONDAY_MORNING, visit)


def test_a_candidate_is_not_asked_to_be_in_two_interviews(cast: Cast, visit: Round) -> None:
    application = apply(cast)
    call = plan(cast, kind=RoundKind.CALL)
    for session in call.sessions.all():
        session.people.set([cast.jo])
    there = booked(cast, application, call)  # 10:00 to 11:30
    here = invited(cast, application, visit)
    visit.travel_minutes = 30
    times = on(MONDAY_MORNING, visit, ignoring=here)
    assert "12:00" not in times
    assert times[0] == "13:00"
    Interview.objects.filter(pk=there.pk).update(state=InterviewState.CANCELLED)
    assert on(MONDAY_MORNING, visit, ignoring=here)[0] == "09:00"


def test_who_said_how_far_they_come_is_not_asked_to_leave_before_seven(
    cast: Cast, visit: Round
) -> None:
    here = invited(cast, apply(cast), visit)
    assert on(MONDAY_MORNING, visit, ignoring=here)[0] == "09:00"
    here.travel_minutes = 180
    assert on(MONDAY_MORNING, visit, ignoring=here)[0] == "10:00"


def test_a_call_is_held_in_the_candidates_own_decent_hours(cast: Cast) -> None:
    call = plan(cast, kind=RoundKind.VIDEO)
    times = on(MONDAY_MORNING, call, zone="Asia/Kolkata")
    # From nine in Toronto, half past seven in the evening there, until nine.
    assert times == ["19:30"]
    visit = plan(cast)
    assert len(on(MONDAY_MORNING, visit, zone="Asia/Kolkata")) == 22


def test_a_limit_is_kept_and_whoever_has_none_takes_four_a_day(cast: Cast, visit: Round) -> None:
    booked(cast, apply(cast), visit)
    Limit.objects.create(member=cast.ben, per_day=1)
    assert on(MONDAY_MORNING, visit) == []
    assert on(MONDAY_MORNING + DAY, visit)
    Limit.objects.update(per_day=4, per_week=1)
    assert on(MONDAY_MORNING + DAY, visit) == []
    assert on(MONDAY_MORNING + 7 * DAY, visit)


def test_any_of_a_pool_is_the_one_who_had_the_fewest(cast: Cast, visit: Round) -> None:
    booked(cast, apply(cast), visit)
    job = visit.sessions.get(position=1)
    job.people.add(cast.jo, cast.omar)
    job.needed = 2
    job.save()
    slot = free_slots(visit, zone=HERE, now=NOW, since=MONDAY_MORNING, most=1)[0]
    assert slot.parts[0].members == tuple(sorted([cast.jo.pk, cast.omar.pk]))


def test_who_left_takes_no_part(cast: Cast, visit: Round) -> None:
    Member.objects.filter(pk=cast.ben.pk).update(is_active=False)
    assert on(MONDAY_MORNING, visit) == []
    visit.sessions.get(position=2).people.add(cast.jo)
    assert on(MONDAY_MORNING, visit) == []  # all of them, as the plan says
    visit.sessions.filter(position=2).update(needed=1)
    assert len(on(MONDAY_MORNING, visit)) == 22


def test_a_room_is_there_for_one_visit_at_a_time(cast: Cast, visit: Round) -> None:
    attic = Room.objects.create(place=cast.toronto, name="The attic")
    visit.rooms.add(attic)
    slot = free_slots(visit, zone=HERE, now=NOW, since=MONDAY_MORNING, most=1)[0]
    assert {part.room for part in slot.parts} == {attic.pk}
    other = plan(cast)
    for session in other.sessions.all():
        session.people.set([cast.omar])
    there = booked(cast, apply(cast), other)
    there.sittings.update(room=attic)
    assert on(MONDAY_MORNING, visit)[0] == "13:00"
    attic.is_active = False
    attic.save()
    assert on(MONDAY_MORNING, visit) == []
    visit.rooms.clear()
    assert on(MONDAY_MORNING, visit)[0] == "09:00"


@pytest.mark.parametrize(
    "key", ["", "nonsense", "20261130T1501Z", "20200101T1500Z", "20991231T1500Z"]
)
def test_a_key_that_was_never_offered_is_no_slot(visit: Round, key: str) -> None:
    assert slot_at(visit, key, zone=HERE, now=NOW) is None


def test_each_slot_is_found_again_by_its_key(cast: Cast, visit: Round) -> None:
    busy(cast.ben, MONDAY, MONDAY + HOUR)
    slots = free_slots(visit, zone=HERE, now=NOW, since=MONDAY_MORNING, most=30)
    for slot in slots:
        assert slot_at(visit, slot.key, zone=HERE, now=NOW) == slot


def test_a_visit_at_another_place_keeps_that_places_clock(visit: Round) -> None:
    vancouver = Place.objects.create(
        name="Vancouver", city="Vancouver", country="CA", subdivision="BC", zone="America/Vancouver"
    )
    visit.place = vancouver
    # Half past eight there, after an hour and a half on the way, is half past eleven in Toronto.
    assert on(MONDAY_MORNING, visit)[0] == "13:00"


def test_many_people_are_read_in_as_many_queries_as_few(
    cast: Cast, visit: Round, django_assert_num_queries: Any
) -> None:
    here = invited(cast, apply(cast), visit)
    visit.rooms.add(Room.objects.create(place=cast.toronto, name="The attic"))
    with django_assert_num_queries(11):
        free_slots(visit, zone=HERE, now=NOW, ignoring=here)
    places = [
        Place.objects.create(name=f"Place {n}", city="Ottawa", country="CA", zone=HERE)
        for n in range(5)
    ]
    for number in range(10):
        member = Member.objects.create(
            email=f"m{number}@harbour.example",
            name=f"Member {number}",
            joined_at=NOW,
            place=places[number % 5],
        )
        for session in visit.sessions.all():
            session.people.add(member)
    with django_assert_num_queries(11):
        free_slots(visit, zone=HERE, now=NOW, ignoring=here)
