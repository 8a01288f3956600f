"""Many entries are told as few stretches, and none of them shorter than it is."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from hearback.interviews.calendars.busy import busy_stretches
from hearback.interviews.calendars.tests.test_busy import _calendar
from tests.cast import NOW, Cast, make_cast

if TYPE_CHECKING:
    from hearback.rules.hours import Span

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
DAY = 24 * HOUR


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def hours(*pairs: tuple[float, float]) -> list[Span]:
    """Spans so many hours after now."""
    return [(NOW + start * HOUR, NOW + end * HOUR) for start, end in pairs]


def test_what_touches_or_overlaps_is_one_stretch_also_across_calendars(
    cast: Cast, django_assert_num_queries: Any
) -> None:
    _calendar(cast.ben, (5, 6), (1, 2))
    _calendar(cast.ben, (-3, 1), (5, 7))
    _calendar(cast.grace, (0, 1), (30, 31))
    with django_assert_num_queries(1):
        busy = busy_stretches([cast.ben, cast.grace, cast.susan], NOW, NOW + DAY)
    assert busy == {
        cast.ben.pk: hours((-3, 2), (5, 7)),
        cast.grace.pk: hours((0, 1)),
        cast.susan.pk: [],
    }


def test_entries_close_to_each_other_are_one_stretch_where_that_is_asked(cast: Cast) -> None:
    _calendar(cast.ben, (0, 1), (2, 3), (5, 6))
    asked = ([cast.ben], NOW, NOW + DAY)
    assert busy_stretches(*asked, apart=HOUR)[cast.ben.pk] == hours((0, 3), (5, 6))
    assert busy_stretches(*asked, apart=HOUR / 2)[cast.ben.pk] == hours((0, 1), (2, 3), (5, 6))
    assert busy_stretches(*asked, apart=2 * HOUR)[cast.ben.pk] == hours((0, 6))


def test_a_part_of_a_second_is_told_as_a_whole_one(cast: Cast) -> None:
    _calendar(cast.ben, (0, 1))
    half = timedelta(milliseconds=600)
    cast.ben.busy_spans.update(begins_at=NOW + half, ends_at=NOW + HOUR + half)
    second = timedelta(seconds=1)
    assert busy_stretches([cast.ben], NOW, NOW + DAY)[cast.ben.pk] == [(NOW, NOW + HOUR + second)]


def test_what_ends_as_the_search_begins_is_over(cast: Cast) -> None:
    _calendar(cast.ben, (-1, 0), (2, 3))
    assert busy_stretches([cast.ben], NOW, NOW + 2 * HOUR) == {cast.ben.pk: []}
