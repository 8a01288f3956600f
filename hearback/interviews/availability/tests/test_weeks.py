"""The week in which a recruiter sees when everybody is free."""

# M15

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest

from hearback.accounts.models import Absence, ClosedDay, Member
from hearback.interviews.availability.queries import week_of
from hearback.interviews.availability.tests.test_free_slots import busy
from hearback.interviews.tests.makers import MONDAY, booked
from tests.cast import NOW, Cast, apply, make_cast

if TYPE_CHECKING:
    from hearback.rules.hours import Span

pytestmark = pytest.mark.django_db

HERE = "America/Toronto"
HOUR = timedelta(hours=1)
FIRST = date(2026, 11, 30)


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def shown(spans: list[Span], zone: str = HERE) -> list[str]:
    """Spans as a clock in `zone` shows them, the day of the month first."""
    clock = ZoneInfo(zone)
    return [f"{a.astimezone(clock):%d %H:%M}–{b.astimezone(clock):%H:%M}" for a, b in spans]


def test_a_week_shows_work_meetings_interviews_and_what_is_left(cast: Cast) -> None:
    booked(cast, apply(cast))  # Grace at ten for 45 minutes, Ben at eleven
    busy(cast.grace, MONDAY + 3 * HOUR, MONDAY + 4 * HOUR)
    ben, grace = week_of([cast.ben, cast.grace], FIRST, HERE, NOW)
    assert (ben.member, grace.member) == (cast.ben, cast.grace)
    assert len(grace.works) == 10
    assert shown(grace.busy) == ["30 13:00–14:00"]
    assert shown(grace.interviews) == ["30 10:00–10:45"]
    assert shown(grace.free)[:4] == [
        "30 09:00–10:00",
        "30 10:45–12:30",
        "30 14:00–17:30",
        "01 09:00–12:30",
    ]
    assert shown(ben.interviews) == ["30 11:00–11:30"]


def test_days_off_are_described_away(cast: Cast) -> None:
    Absence.objects.create(
        member=cast.ben, first_day=date(2026, 12, 2), last_day=date(2026, 12, 20)
    )
    ClosedDay.objects.create(place=cast.toronto, day=FIRST, name="Stock-taking")
    (week,) = week_of([cast.ben], FIRST, HERE, NOW)
    assert shown(week.away) == ["30 00:00–00:00", "02 00:00–00:00"]
    assert week.away[1][1] - week.away[1][0] == 5 * 24 * HOUR
    assert shown(week.works) == ["01 09:00–12:30", "01 13:00–17:30"]


def test_the_week_is_the_readers_own_and_hours_those_of_each(cast: Cast) -> None:
    Member.objects.filter(pk=cast.jo.pk).update(zone="Asia/Kolkata", place=None)
    (week,) = week_of([cast.jo], FIRST, "Pacific/Auckland", NOW)
    assert shown(week.works, "Pacific/Auckland")[:2] == ["30 16:30–20:00", "30 20:30–01:00"]
    # Sunday night there is still Sunday in Kolkata, and the Friday before is over.
    assert len(week.works) == 10


def test_the_week_the_clocks_go_back_is_an_hour_longer(cast: Cast) -> None:
    Member.objects.filter(pk=cast.ben.pk).update(hours={"6": [["00:00", "00:00"]]})
    (week,) = week_of([cast.ben], date(2026, 10, 26), HERE, NOW)
    assert week.works == [
        (datetime(2026, 11, 1, 4, tzinfo=UTC), datetime(2026, 11, 2, 5, tzinfo=UTC))
    ]


def test_who_has_left_never_works(cast: Cast) -> None:
    Member.objects.filter(pk=cast.ben.pk).update(is_active=False)
    (week,) = week_of([cast.ben], FIRST, HERE, NOW)
    assert (week.works, week.free) == ([], [])


def test_everybodys_week_is_five_queries(cast: Cast, django_assert_num_queries: Any) -> None:
    for members in ([cast.ben], [cast.ben, cast.grace, cast.jo, cast.susan, cast.alex]):
        with django_assert_num_queries(5):
            assert len(week_of(members, FIRST, HERE, NOW)) == len(members)
