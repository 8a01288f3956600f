"""When members are busy is asked for in one question, and answered on one clock."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest

from hearback.interviews.calendars.queries import busy_spans
from hearback.interviews.models import BusyCalendar, BusySpan, CalendarKind
from tests.cast import NOW, make_cast

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.accounts.models import Member

HOUR = timedelta(hours=1)


def _calendar(member: Member, *hours: tuple[int, int]) -> BusyCalendar:
    calendar = BusyCalendar.objects.create(
        member=member,
        kind=CalendarKind.ICS,
        name="Work",
        host="calendar.example",
        mark=uuid4().hex,
        added_at=NOW,
        due_at=NOW,
    )
    BusySpan.objects.bulk_create(
        BusySpan(
            calendar=calendar, member=member, begins_at=NOW + start * HOUR, ends_at=NOW + end * HOUR
        )
        for start, end in hours
    )
    return calendar


def _hours(*pairs: tuple[int, int]) -> list[tuple[datetime, datetime]]:
    return [(NOW + start * HOUR, NOW + end * HOUR) for start, end in pairs]


@pytest.mark.django_db
def test_everybodys_busy_times_are_one_question(django_assert_num_queries: Any) -> None:
    cast = make_cast()
    _calendar(cast.ben, (5, 6), (1, 2))
    _calendar(cast.ben, (-3, 1))
    _calendar(cast.grace, (0, 1), (30, 31))
    with django_assert_num_queries(1):
        busy = busy_spans([cast.ben, cast.grace, cast.susan], NOW, NOW + 24 * HOUR)
    assert busy == {
        cast.ben.pk: [
            (NOW - 3 * HOUR, NOW + 2 * HOUR),
            (NOW + 5 * HOUR, NOW + 6 * HOUR),
        ],
        cast.grace.pk: [(NOW, NOW + HOUR)],
        cast.susan.pk: [],
    }


@pytest.mark.django_db
def test_entries_close_to_each_other_are_one_stretch_where_that_is_asked() -> None:
    cast = make_cast()
    _calendar(cast.ben, (0, 1), (2, 3), (5, 6))
    asked = ([cast.ben], NOW, NOW + 24 * HOUR)
    assert busy_spans(*asked, apart=HOUR)[cast.ben.pk] == _hours((0, 3), (5, 6))
    assert busy_spans(*asked, apart=HOUR / 2)[cast.ben.pk] == _hours((0, 1), (2, 3), (5, 6))
    assert busy_spans(*asked, apart=2 * HOUR)[cast.ben.pk] == _hours((0, 6))


@pytest.mark.django_db
def test_a_part_of_a_second_is_told_as_a_whole_one() -> None:
    cast = make_cast()
    _calendar(cast.ben, (0, 1))
    half = timedelta(milliseconds=600)
    cast.ben.busy_spans.update(begins_at=NOW + half, ends_at=NOW + HOUR + half)
    second = timedelta(seconds=1)
    assert busy_spans([cast.ben], NOW, NOW + 24 * HOUR)[cast.ben.pk] == [(NOW, NOW + HOUR + second)]


@pytest.mark.django_db
def test_what_ends_as_the_search_begins_is_over() -> None:
    cast = make_cast()
    _calendar(cast.ben, (-1, 0), (2, 3))
    assert busy_spans([cast.ben], NOW, NOW + 2 * HOUR) == {cast.ben.pk: []}
