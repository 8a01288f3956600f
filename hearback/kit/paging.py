"""Keyset pages and counts that stop: a page costs the same however long its list has grown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, TypeVar

from django.db.models import Q

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import Model, QuerySet

Row = TypeVar("Row")
Rows = TypeVar("Rows", bound="QuerySet[Model, Model]")

PAGE = 50
MOST = 500
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_LONGEST = 40


@dataclass(frozen=True)
class Place:
    """Where a page ends: the moment its last row is sorted by (aware UTC), and that row's id."""

    moment: datetime
    pk: int

    def __str__(self) -> str:
        return f"{(self.moment - _EPOCH) // _MICROSECOND}-{self.pk}"


def place_of(text: str | None) -> Place | None:
    """The place an address names; None, which is the first page, when it names none."""
    micros, dash, pk = (text or "")[:_LONGEST].partition("-")
    if not (dash and micros.isascii() and micros.isdigit() and pk.isascii() and pk.isdigit()):
        return None
    try:
        return Place(_EPOCH + int(micros) * _MICROSECOND, int(pk))
    except OverflowError:
        return None


def after(place: Place | None, field: str) -> Q:
    """Rows that come after this place in a list sorted by `field`, then id, smallest first."""
    if place is None:
        return Q()
    # The first half is what an index can start from; the second takes away equals already shown.
    tie = Q(**{f"{field}__gt": place.moment}) | Q(pk__gt=place.pk)
    return Q(**{f"{field}__gte": place.moment}) & tie


def before(place: Place | None, field: str) -> Q:
    """Rows that come after this place in a list sorted by `field`, then id, largest first."""
    if place is None:
        return Q()
    tie = Q(**{f"{field}__lt": place.moment}) | Q(pk__lt=place.pk)
    return Q(**{f"{field}__lte": place.moment}) & tie


@dataclass(frozen=True)
class Count:
    """A number that was counted no further than `most`."""

    number: int
    most: int = MOST

    @property
    def is_more(self) -> bool:
        """Whether there are more than were counted."""
        return self.number > self.most

    def __bool__(self) -> bool:
        return self.number > 0

    def __str__(self) -> str:
        return f"{self.most}+" if self.is_more else str(self.number)


def count(rows: QuerySet[Model, Model], most: int = MOST) -> Count:
    """How many rows there are, looking at no more than `most` and one."""
    return Count(rows.order_by().values("pk")[: most + 1].count(), most)


def cut(rows: Sequence[Row], size: int) -> tuple[list[Row], bool]:
    """The rows of a page that was read one row further than `size`, and whether more follow."""
    return list(rows[:size]), len(rows) > size
