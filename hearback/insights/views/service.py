"""Service quality: a page for each way to look, one for each team or person, and their cases."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hearback.accounts.access import Right, may, member_of, team_page
from hearback.insights.models import ScopeKind
from hearback.insights.service.about import aside_of
from hearback.insights.service.cases import cases as cases_of
from hearback.insights.service.figures import figure_of_each
from hearback.insights.service.groups import group_of, groups_of
from hearback.insights.service.periods import NAMES, period_of
from hearback.insights.service.saying import range_of, row_of, value_of
from hearback.insights.service.wanted import BECAME, GROUPINGS, WANTED
from hearback.insights.sheet import csv_of
from hearback.kit import clock
from hearback.kit.errors import NotYours
from hearback.kit.paging import place_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from django.db.models import Model
    from django.http import HttpRequest, HttpResponse

    from hearback.accounts.models import Member
    from hearback.insights.service.figures import Seen
    from hearback.insights.service.groups import Group
    from hearback.insights.service.periods import Period
    from hearback.insights.service.wanted import Grouping

GROUPS_ON_A_PAGE = 10


@dataclass(frozen=True)
class Told:
    """One figure with its words, the outcomes beside it, and the address of its cases if known."""

    seen: Seen
    value: str
    range: str
    cases: str = ""


def told(seen: Seen, *, now: datetime) -> Told:
    """A figure ready to be shown."""
    return Told(seen, value_of(seen, now=now), range_of(seen))


@team_page(Right.INSIGHTS)
@require_safe
def service(request: HttpRequest, grouping: str = "team") -> HttpResponse:
    """Every team, person or client of a kind, by name, with their figures."""
    chosen, now = _grouping(grouping), clock.now()
    period = period_of(request.GET.get("period"), now=now)
    page = Paginator(groups_of(grouping), GROUPS_ON_A_PAGE).get_page(request.GET.get("page"))
    groups = [group_of(row) for row in page]
    figures = _figures(chosen, groups, period, now=now)
    if request.GET.get("as") == "csv":
        return sheet(f"service-{grouping}", [(one.name, figures[one.pk]) for one in groups])
    context = {
        **_around(period),
        "grouping": chosen,
        "groupings": GROUPINGS.values(),
        "page": page,
        "previous_url": page.has_previous() and _at(period, page.previous_page_number()),
        "next_url": page.has_next() and _at(period, page.next_page_number()),
        "rows": [
            (one, [_with_cases(seen, chosen, one.pk, period, now=now) for seen in figures[one.pk]])
            for one in groups
        ],
    }
    return render(request, "insights/service.html", context)


def _with_cases(seen: Seen, grouping: Grouping, pk: int, period: Period, *, now: datetime) -> Told:
    """A figure that leads to its cases: the first outcome there is."""
    address = reverse("insights:cases", args=[grouping.name, pk, seen.wanted.name])
    first = seen.besides[0][0] if seen.besides else ""
    return replace(told(seen, now=now), cases=f"{address}?of={first}&period={period.name}")


@team_page(Right.INSIGHTS)
@require_safe
def group(request: HttpRequest, grouping: str, pk: int) -> HttpResponse:
    """One of them: each figure with its meaning, its count, its range and its cases."""
    chosen, now = _grouping(grouping), clock.now()
    period = period_of(request.GET.get("period"), now=now)
    found = group_of(_row(grouping, pk))
    figures = _figures(chosen, [found], period, now=now)[pk]
    if request.GET.get("as") == "csv":
        return sheet(f"service-{grouping}-{pk}", [(found.name, figures)])
    context = {
        **_around(period),
        "grouping": chosen,
        "group": found,
        "figures": [told(seen, now=now) for seen in figures],
        "aside": found.member and aside_of(found.member, now=now),
    }
    return render(request, "insights/group.html", context)


@team_page()
@require_safe
def cases(request: HttpRequest, grouping: str, pk: int, figure: str) -> HttpResponse:
    """The cases behind a number: one's own, or anybody's for whoever reads insights."""
    member, now = member_of(request), clock.now()
    scope = _scope(member, grouping, pk, figure)
    outcomes, asked = WANTED[figure].outcomes, request.GET.get("of", "")
    bucket = asked if asked in outcomes else outcomes[0]
    period = period_of(request.GET.get("period"), now=now)
    found = cases_of(
        member,
        WANTED[figure],
        scope=scope,
        pk=pk,
        period=period,
        bucket=bucket,
        place=place_of(request.GET.get("after")),
        now=now,
    )
    context = {
        **_around(period),
        "cases": found,
        "wanted": WANTED[figure],
        "became": BECAME[bucket],
        "bucket": bucket,
        "outcomes": [(one, BECAME[one]) for one in outcomes],
        "zone": member.zone,
        "is_own": grouping == "me",
        "group": member if grouping == "me" else group_of(_row(grouping, pk)),
        "grouping": grouping,
    }
    return render(request, "insights/cases.html", context)


def sheet(name: str, groups: Sequence[tuple[str, Sequence[Seen]]]) -> HttpResponse:
    """The figures of these groups as a file."""
    rows = [
        [who, seen.wanted.title, *row_of(seen), seen.leans]
        for who, seen_of in groups
        for seen in seen_of
    ]
    headings = [
        _("Name"),
        _("Figure"),
        _("Value"),
        _("Range from"),
        _("Range to"),
        _("Of how many"),
        _("Leans on all, %"),
    ]
    return csv_of(name, headings, rows)


def _at(period: Period, number: int) -> str:
    return f"?period={period.name}&page={number}"


def _around(period: Period) -> dict[str, object]:
    return {"here": "insights", "period": period, "periods": NAMES.items()}


def _grouping(name: str) -> Grouping:
    if name not in GROUPINGS:
        raise NotYours(_("There is no such page."))
    return GROUPINGS[name]


def _row(grouping: str, pk: int) -> Model:
    found = groups_of(grouping).filter(pk=pk).first()
    if found is None:
        raise NotYours(_("There is nobody here by that number."))
    return found


def _scope(member: Member, grouping: str, pk: int, figure: str) -> ScopeKind:
    """The scope of a figure in a grouping; `me` is one's own page."""
    if grouping == "me":
        if pk == member.pk and figure in WANTED:
            return ScopeKind.MEMBER
        raise NotYours(_("There is no such page for you here."))
    known = {one.name: scope for one, scope in _grouping(grouping).figures}
    if not may(member, Right.INSIGHTS) or figure not in known:
        raise NotYours(_("There is no such page for you here."))
    return known[figure]


def _figures(
    grouping: Grouping, groups: Sequence[Group], period: Period, *, now: datetime
) -> dict[int, list[Seen]]:
    ids = [one.pk for one in groups]
    found: dict[int, list[Seen]] = {pk: [] for pk in ids}
    for wanted, scope in grouping.figures:
        for pk, seen in figure_of_each(wanted, scope, ids, period, now=now).items():
            found[pk].append(seen)
    return found
