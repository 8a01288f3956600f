"""What the pages read: counts and waits from cells, never by scanning what they count.

`since` and `until` are first days of months, both included, on the organisation's clock; None is
open. Figures lag behind what happened by one step of the timetable (seconds).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from django.db.models import Sum

from hearback.insights.models import Cell, Fact, ScopeKind
from hearback.rules.measures import Until, Wait
from hearback.rules.measures.grain import coarse

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date

    from django.db.models import QuerySet

HALF_AN_HOUR, HOUR = 1800, 3600
# More than any clock is off from UTC.
A_DAY = timedelta(days=1)
# What a wait that is over, or not, counts as in the curve; any other bucket was answered.
WAITING = {"waiting": Until.WAITING, "here": Until.WAITING, "open": Until.WAITING}
LEFT = dict.fromkeys(
    ("withdrew", "withdrawn", "released", "renegotiated", "broken", "mended"), Until.WITHDREW
)


@dataclass(frozen=True)
class Scope:
    """Of whom or what: everything, or some teams, openings, members, clients or contacts."""

    kind: ScopeKind = ScopeKind.ALL
    ids: tuple[int, ...] = (0,)


EVERYTHING = Scope()


def counts(
    measure: str,
    *,
    scope: Scope = EVERYTHING,
    since: date | None = None,
    until: date | None = None,
    about: int | None = None,
) -> dict[str, int]:
    """How many cases of a measure there are, by what became of them."""
    cells = _cells(measure, scope, since, until, about)
    return dict(cells.values_list("bucket").annotate(Sum("count")).order_by("bucket"))


def spread(
    measure: str,
    *,
    scope: Scope = EVERYTHING,
    since: date | None = None,
    until: date | None = None,
) -> dict[int, dict[str, int]]:
    """The same by what it is about: a stage, or for `promise.hour` the hour of the week."""
    cells = _cells(measure, scope, since, until)
    found: dict[int, dict[str, int]] = defaultdict(dict)
    for about, bucket, count in cells.values_list("about", "bucket").annotate(Sum("count")):
        found[about][bucket] = count
    return dict(found)


def monthly(
    measure: str,
    *,
    scope: Scope = EVERYTHING,
    since: date | None = None,
    until: date | None = None,
    about: int | None = None,
) -> dict[date, dict[str, int]]:
    """The same by month."""
    cells = _cells(measure, scope, since, until, about)
    found: dict[date, dict[str, int]] = defaultdict(dict)
    for month, bucket, count in cells.values_list("month", "bucket").annotate(Sum("count")):
        found[month][bucket] = count
    return dict(found)


def counts_by(
    measure: str,
    *,
    kind: ScopeKind,
    ids: Collection[int] | None = None,
    since: date | None = None,
    until: date | None = None,
    about: int | None = None,
) -> dict[int, dict[str, int]]:
    """The same of each scope of a kind, or of those named."""
    cells = Cell.objects.filter(scope_kind=kind, measure=measure)
    if ids is not None:
        cells = cells.filter(scope__in=ids)
    if about is not None:
        cells = cells.filter(about=about)
    cells = _within(cells, since, until)
    found: dict[int, dict[str, int]] = defaultdict(dict)
    for scope, bucket, count in cells.values_list("scope", "bucket").annotate(Sum("count")):
        found[scope][bucket] = count
    return dict(found)


def team_sizes(measure: str, *, since: date | None = None) -> list[tuple[int, int, int]]:
    """How many cases there are of each team: what they are about, the team, how many."""
    cells = _within(Cell.objects.filter(scope_kind=ScopeKind.TEAM, measure=measure), since, None)
    return list(cells.values_list("about", "scope").annotate(Sum("count")))


def minutes(
    measure: str,
    *,
    scope: Scope = EVERYTHING,
    since: date | None = None,
    until: date | None = None,
) -> dict[str, int]:
    """The sum of the cases' minutes, by what became of them."""
    cells = _cells(measure, scope, since, until)
    return dict(cells.values_list("bucket").annotate(Sum("total")).order_by("bucket"))


def waits(
    measure: str,
    *,
    now: datetime,
    scope: Scope = EVERYTHING,
    since: date | None = None,
    until: date | None = None,
) -> list[Wait]:
    """How long people waited, for `measures.time_to_answer`; who still waits, until `now`.

    The wait of somebody who still waits is counted from the middle of the hour it began in.
    """
    cells = _cells(measure, scope, since, until)
    rows = cells.values_list("bucket", "step").annotate(Sum("count"))
    return [_wait(bucket, step, people, now=now) for bucket, step, people in rows]


def waits_by(
    measure: str,
    *,
    now: datetime,
    kind: ScopeKind,
    ids: Collection[int],
    since: date | None = None,
    until: date | None = None,
) -> dict[int, list[Wait]]:
    """The same of each of these scopes."""
    cells = _cells(measure, Scope(kind, tuple(ids)), since, until)
    found: dict[int, list[Wait]] = defaultdict(list)
    for scope, bucket, step, people in cells.values_list("scope", "bucket", "step").annotate(
        Sum("count")
    ):
        found[scope].append(_wait(bucket, step, people, now=now))
    return dict(found)


def waits_about(
    measure: str,
    *,
    now: datetime,
    scope: Scope = EVERYTHING,
    since: date | None = None,
) -> dict[int, dict[str, list[Wait]]]:
    """The same by what it is about, such as a stage, and by what became of them; read at once."""
    cells = _cells(measure, scope, since, None)
    found: dict[int, dict[str, list[Wait]]] = defaultdict(lambda: defaultdict(list))
    for about, bucket, step, people in cells.values_list("about", "bucket", "step").annotate(
        Sum("count")
    ):
        found[about][bucket].append(_wait(bucket, step, people, now=now))
    return dict(found)


def overdue(measure: str, *, now: datetime, since: date | None = None) -> QuerySet[Fact]:
    """What is open although its moment is over, which counts as broken: few, found by an index."""
    return within(Fact.objects.filter(measure=measure, bucket="open", at__lt=now), since)


def within(facts: QuerySet[Fact], since: date | None) -> QuerySet[Fact]:
    """The facts since a month; an index by moment need not look at those long before it."""
    if since is None:
        return facts
    begin = datetime.combine(since, time(), UTC) - A_DAY
    return facts.filter(month__gte=since, at__gte=begin)


def _wait(bucket: str, step: int, people: int, *, now: datetime) -> Wait:
    if bucket in WAITING:
        seconds = now.timestamp() - step * HOUR - HALF_AN_HOUR
        return Wait(coarse(max(0, int(seconds // 60))), Until.WAITING, people)
    return Wait(step, LEFT.get(bucket, Until.ANSWERED), people)


def _cells(
    measure: str,
    scope: Scope,
    since: date | None,
    until: date | None,
    about: int | None = None,
) -> QuerySet[Cell]:
    cells = Cell.objects.filter(scope_kind=scope.kind, scope__in=scope.ids, measure=measure)
    if about is not None:
        cells = cells.filter(about=about)
    return _within(cells, since, until)


def _within(cells: QuerySet[Cell], since: date | None, until: date | None) -> QuerySet[Cell]:
    if since is not None:
        cells = cells.filter(month__gte=since)
    return cells if until is None else cells.filter(month__lte=until)


def total(counted: Mapping[str, int], *buckets: str) -> int:
    """How many there are in these buckets together."""
    return sum(counted.get(bucket, 0) for bucket in buckets)
