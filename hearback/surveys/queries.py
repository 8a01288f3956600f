"""The reading side, for `insights` alone: what was said, once nobody can decide by it.

Nothing that decides may import this: a contract in `pyproject.toml` sees to it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Count
from django.db.models.functions import TruncMonth

from hearback.rules.measures import FLOOR
from hearback.rules.wall import zone_of
from hearback.surveys.models import Asking, Opinion

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import date, datetime
    from uuid import UUID

    from hearback.accounts.models import Team


class Answered(NamedTuple):
    """One answer that counts, as figures need it; ids of rows, moments in UTC.

    `application` is None once the person was forgotten. `recommend` is 0 to 10, `relationship` 1 to
    4, `buying` a value of `rules.measures.Buying` or empty. `month` is the first of its month in
    the organisation's zone.
    """

    id: int
    public_id: UUID
    application: int | None
    moment: str
    opening: int
    team: int
    stage: int
    language: str
    since: datetime
    asked_at: datetime
    answered_at: datetime
    counted_at: datetime
    month: date
    recommend: int | None
    relationship: int | None
    buying: str


_COLUMNS = (
    "pk",
    "public_id",
    "asking__application_id",
    "asking__moment",
    "asking__opening_id",
    "asking__team_id",
    "asking__stage_id",
    "asking__language",
    "asking__since",
    "asking__asked_at",
    "answered_at",
    "counted_at",
    "month",
    "recommend",
    "relationship",
    "buying",
)


def answers_for_figures(
    *,
    only: Collection[int] | None = None,
    counted_since: datetime | None = None,
    until: datetime | None = None,
) -> Iterator[Answered]:
    """Every answer that counts, in the order of its id; streams, so that a million fit.

    `only`: these ids of opinions. `counted_since` and `until` (aware): counted from the first
    moment on and before the second. An answer counts once and never changes afterwards: whoever
    took it in by its id need never look at it again; a person's forgetting takes only
    `application` away.
    """
    found = Opinion.objects.counted().order_by("pk")
    if only is not None:
        found = found.filter(pk__in=list(only))
    if counted_since is not None:
        found = found.filter(counted_at__gte=counted_since)
    if until is not None:
        found = found.filter(counted_at__lt=until)
    for row in found.values_list(*_COLUMNS).iterator(chunk_size=2000):
        yield Answered(*row)


class Asks(NamedTuple):
    """How many were asked after a moment in a month, and how many of them answered."""

    month: date
    moment: str
    asked: int
    answered: int


def asks_by_month(*, zone: str) -> list[Asks]:
    """How many were asked and answered, by the month of asking on the clock of `zone`.

    Whether an answer counts yet makes no difference: that somebody answered says nothing.
    """
    month = TruncMonth("asked_at", tzinfo=zone_of(zone))
    asked = Asking.objects.filter(asked_at__isnull=False).annotate(of=month)
    counts = asked.values("of", "moment").annotate(number=Count("pk"), said=Count("opinion"))
    return [
        Asks(one["of"].date(), one["moment"], one["number"], one["said"])
        for one in counts.order_by("of", "moment")
    ]


class Lines(NamedTuple):
    """What people wrote in one month, in no order; never fewer than five, and of very many some."""

    month: date
    lines: list[str]
    number: int


def lines_of(
    *, moment: str, team: Team | None = None, months: int = 12, most: int = 100
) -> list[Lines]:
    """Lines that count, of the newest months, newest first; a month with fewer than five has none.

    Neither who wrote one nor when can be told: the order is that of random keys. Of a month with
    more than `most` lines the first so many are given, and how many there are.
    """
    counted = Opinion.objects.counted().filter(asking__moment=moment).exclude(line="")
    if team is not None:
        counted = counted.filter(asking__team=team)
    enough = (
        counted.values("month").annotate(number=Count("pk")).filter(number__gte=FLOOR)
    ).order_by("-month")[:months]
    written = counted.order_by("public_id")
    newest = [(one["month"], one["number"]) for one in enough if one["month"]]
    return [
        Lines(month, [*written.filter(month=month).values_list("line", flat=True)[:most]], number)
        for month, number in newest
    ]
