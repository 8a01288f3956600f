"""The cases behind a number, page by page; who may not see a case reads only that it counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hearback.accounts.access import Right, may
from hearback.insights.models import Fact, ScopeKind
from hearback.insights.queries import overdue, within
from hearback.insights.service.figures import FIELDS
from hearback.insights.service.wanted import BECAME
from hearback.kit.paging import PAGE, Place, before, cut
from hearback.pipeline.models import Application
from hearback.pipeline.queries import applications_visible_to

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from hearback.accounts.models import Member
    from hearback.insights.service.periods import Period
    from hearback.insights.service.wanted import Wanted


@dataclass(frozen=True)
class Case:
    """One case: when, about whom if the reader may know, and what became of it."""

    at: datetime
    application: Application | None
    became: object
    minutes: int


@dataclass(frozen=True)
class Cases:
    """A page of cases, how many of its cases the reader may not see, and where the next begins."""

    shown: list[Case]
    hidden: int
    next: Place | None


def cases(
    reader: Member,
    wanted: Wanted,
    *,
    scope: ScopeKind,
    pk: int,
    period: Period,
    bucket: str,
    place: Place | None,
    now: datetime,
) -> Cases:
    """One page of the cases of a figure, the newest first.

    bucket: one outcome, so that an index gives the page. pk: of the team, person or client.
    """
    facts = _facts(wanted, bucket, period, now=now)
    if scope != ScopeKind.ALL:
        facts = facts.filter(**{FIELDS[scope]: pk})
    rows = facts.filter(before(place, "at")).order_by("-at", "-pk")[: PAGE + 1]
    page, more = cut(list(rows), PAGE)
    visible = _visible(reader, page)
    shown = [_case(one, visible) for one in page if _may_see(reader, one, visible)]
    last = page[-1] if page else None
    return Cases(shown, len(page) - len(shown), Place(last.at, last.pk) if last and more else None)


def _facts(wanted: Wanted, bucket: str, period: Period, *, now: datetime) -> QuerySet[Fact]:
    if bucket == "overdue":
        return overdue(wanted.measure, now=now, since=period.since)
    return within(Fact.objects.filter(measure=wanted.measure, bucket=bucket), period.since)


def _visible(reader: Member, page: list[Fact]) -> dict[int, Application]:
    ids = {one.application_id for one in page if one.application_id}
    return applications_visible_to(reader).in_bulk(ids)


def _may_see(reader: Member, fact: Fact, visible: dict[int, Application]) -> bool:
    if fact.application_id is None:  # a conversation with somebody who has not applied
        return may(reader, Right.SEE_ALL_APPLICATIONS)
    return fact.application_id in visible


def _case(fact: Fact, visible: dict[int, Application]) -> Case:
    application = visible.get(fact.application_id or 0)
    return Case(fact.at, application, BECAME.get(fact.bucket, fact.bucket), fact.value)
