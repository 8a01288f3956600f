"""The pages of charts: each a question, its figures, a choice of months and team, and the files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from hearback.accounts.access import Right, team_page
from hearback.insights.figures.experience import experience as of_experience
from hearback.insights.figures.funnel import funnel as of_funnel
from hearback.insights.figures.promises import promise_map
from hearback.insights.figures.reputation import reputation as of_reputation
from hearback.insights.figures.teams import both_sides
from hearback.insights.figures.times import times as of_times
from hearback.insights.period import PeriodForm, PublicForm
from hearback.insights.sheet import csv_of
from hearback.kit import clock

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse
    from django.utils.functional import Promise as LazyText

    from hearback.insights.charts.figure import Figure, Told
    from hearback.insights.period import Asked


@dataclass(frozen=True)
class Chapter:
    """A page of figures: what it is called, what it says first, and how its figures are made."""

    name: str
    title: str | LazyText
    lead: str | LazyText
    figures: Callable[[Asked], list[Figure]]
    lines: bool = False
    by_team: bool = True
    form: type[PeriodForm] = PeriodForm
    page: str = "insights/figures.html"


FUNNEL = Chapter(
    "funnel",
    _("How far people come"),
    _("From applying to the end, with how long each stage takes."),
    lambda asked: [of_funnel(asked)],
)
TIMES = Chapter(
    "times",
    _("How long people wait"),
    _("By when half have heard, by when nine in ten have, and who waits still."),
    of_times,
)
HEAT = Chapter(
    "heat",
    _("When promises are not kept"),
    _("The hours of the week in which what we promised was late or never came."),
    lambda asked: [promise_map(asked)],
)
EXPERIENCE = Chapter(
    "experience",
    _("What candidates say"),
    _("Counted once they have had their answer, of five people and more, nobody named."),
    of_experience,
    lines=True,
)
TEAMS = Chapter(
    "teams",
    _("Both sides of the table"),
    _("What interviewers say of interviewing here, beside what candidates say."),
    lambda asked: [both_sides(asked)],
    by_team=False,
)
REPUTATION = Chapter(
    "reputation",
    _("Reputation"),
    _("What people say of us in public, beside what candidates tell us themselves."),
    of_reputation,
    form=PublicForm,
    page="insights/reputation.html",
)


def _show(request: HttpRequest, chapter: Chapter) -> HttpResponse:
    form = chapter.form.of(request.GET)
    if not chapter.by_team:
        del form.fields["team"]
    figures = chapter.figures(form.asked(now=clock.now()))
    if request.GET.get("as") == "csv":
        return _file(chapter, figures, request.GET.get("of", ""))
    query = request.GET.copy()
    query["as"] = "csv"
    context = {"chapter": chapter, "form": form, "figures": figures, "csv": f"?{query.urlencode()}"}
    return render(request, chapter.page, {"here": "insights", **context})


def _file(chapter: Chapter, figures: list[Figure], key: str) -> HttpResponse:
    figure = next((one for one in figures if one.key == key), None)
    if figure is None:
        raise Http404
    rows = [[_cell(cell) for cell in row] for row in figure.table.rows]
    return csv_of(f"{chapter.name}-{figure.key}", figure.table.head, rows)


def _cell(cell: Told) -> str | float:
    if isinstance(cell, str):
        return cell
    return cell.words if cell.value is None else cell.value


@team_page(Right.INSIGHTS)
@require_safe
def funnel(request: HttpRequest) -> HttpResponse:
    """How far people come."""
    return _show(request, FUNNEL)


@team_page(Right.INSIGHTS)
@require_safe
def times(request: HttpRequest) -> HttpResponse:
    """How long people wait."""
    return _show(request, TIMES)


@team_page(Right.INSIGHTS)
@require_safe
def heat(request: HttpRequest) -> HttpResponse:
    """When promises are not kept."""
    return _show(request, HEAT)


@team_page(Right.INSIGHTS)
@require_safe
def experience(request: HttpRequest) -> HttpResponse:
    """What candidates say."""
    return _show(request, EXPERIENCE)


@team_page(Right.INSIGHTS)
@require_safe
def teams(request: HttpRequest) -> HttpResponse:
    """What interviewers say beside what candidates say."""
    return _show(request, TEAMS)


@team_page(Right.INSIGHTS)
@require_safe
def reputation(request: HttpRequest) -> HttpResponse:
    """What people say of us in public, beside what candidates tell us."""
    return _show(request, REPUTATION)
