"""What people say of us in public, month by month, beside what candidates tell us themselves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hearback.accounts.queries import the_organisation
from hearback.insights.cells.said import MOMENTS
from hearback.insights.charts.figure import Figure, Number, Table
from hearback.insights.charts.months import trend as drawn
from hearback.insights.charts.rows import Step
from hearback.insights.figures.words import leaning_cells, percent, told_score, whole
from hearback.insights.period import LONGEST, MONTHS, first_month
from hearback.insights.queries import monthly
from hearback.relations.reputation.queries import by_month, undated
from hearback.rules.measures import Moment, Unsaid, leaning_scores, sorted_by_score, withheld
from hearback.rules.wall import local_day

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import datetime

    from hearback.insights.charts.drawing import Drawing
    from hearback.insights.charts.figure import Told
    from hearback.insights.period import Asked
    from hearback.relations.reputation.queries import Month
    from hearback.rules.measures import Score

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Both:
    """A month: what was written in public, and what those we had answered told us; None: nothing.

    month: its first day.
    """

    month: date
    public: Month | None
    inner: Score | Unsaid | None

    @property
    def share(self) -> float | None:
        """The mean of the ratings, as a share of their scales."""
        return self.public.share if self.public else None

    @property
    def score(self) -> Score | None:
        """The cNPS, where it may be told."""
        return self.inner if self.inner and not isinstance(self.inner, Unsaid) else None


def reputation(asked: Asked) -> list[Figure]:
    """The two lines over the same months, and what became of the reviews."""
    since = asked.since or first_month(LONGEST, now=asked.now) or date.min
    until = local_day(asked.now, ZoneInfo(the_organisation().zone)) + DAY
    public = by_month(since=since, until=until, place=asked.place, team=asked.team)
    inner = {month: one for month, one in scores(now=asked.now).items() if month >= since}
    return [trend(beside(public, inner, last=until - DAY)), reviews(public)]


def beside(
    public: Sequence[Month], inner: Mapping[date, Score | Unsaid], *, last: date
) -> list[Both]:
    """Every month from the first of which either says something up to the month of `last`."""
    written = {one.month: one for one in public}
    found = written.keys() | inner.keys()
    months = []
    month = min(found, default=date.max)
    while month <= last:
        months.append(Both(month, written.get(month), inner.get(month)))
        month = (month + 31 * DAY).replace(day=1)
    return months


def scores(*, now: datetime) -> dict[date, Score | Unsaid]:
    """The cNPS after the answer of each month, leaning on all of them; of everybody."""
    counted = monthly("recommend", about=MOMENTS[Moment.ANSWER])
    said = {
        month: sorted_by_score({int(answer): number for answer, number in one.items()})
        for month, one in counted.items()
    }
    firsts = {first_month(months, now=now) or date.min for months in MONTHS}
    numbers = {month: one.of for month, one in said.items()}
    return {**leaning_scores(said), **kept_back(numbers, firsts=firsts)}


def kept_back(numbers: Mapping[date, int], *, firsts: Collection[date]) -> dict[date, Unsaid]:
    """The months not to show of so many answers each.

    The experience page sums up spans that begin in `firsts`. Neither in one of them nor in what
    lies between two may those kept back be fewer than five: whoever subtracts would have them.
    """
    hidden: dict[date, Unsaid] = {}
    for begin, end in combinations(sorted({*firsts, date.max}), 2):
        within = {month: number for month, number in numbers.items() if begin <= month < end}
        hidden |= withheld(within)
    return hidden


def trend(months: Sequence[Both]) -> Figure:
    """The figure of the two lines."""
    return Figure(
        key="trend",
        title=_("Beside what candidates tell us"),
        means=_(
            "Above, the mean of the ratings given in public, each as a share of its own scale: 4"
            " of 1 to 5 is 75 %. Below, the cNPS of those asked after their answer, in points from"
            " −100 to +100, with the range that holds the true value nineteen times in twenty."
        ),
        drawing=_drawing(months),
        table=Table(
            [
                *(_("Month"), _("Rated"), _("Share of the scale")),
                *(_("cNPS"), _("Answers"), _("Leans")),
            ],
            [[*_public(one), *leaning_cells(one.inner)] for one in reversed(months)],
        ),
        note=_(
            "No month has a cNPS from fewer than five answers, nor where it could be worked out;"
            " each leans on all months together, which the table marks. It is everybody's,"
            " whichever place or team is chosen: a month of one team is a few people."
        ),
    )


def _public(one: Both) -> list[Told]:
    if one.public is None or one.share is None:
        return [_named(one.month), whole(0), Number("–")]
    share = Number(percent(one.share), round(one.share, 4))
    return [_named(one.month), whole(one.public.rated), share]


def _drawing(months: Sequence[Both]) -> Drawing | None:
    steps = [_step(one) for one in months]
    if all(step.share is None and step.points is None for step in steps):
        return None
    return drawn(
        steps,
        _says(months),
        shares=_("Public reviews, share of the scale"),
        points=_("cNPS after the answer"),
    )


def _step(one: Both) -> Step:
    label, score = date_format(one.month, "M Y"), one.score
    if score is None:
        return Step(label, one.share)
    return Step(label, one.share, score.value, score.low, score.high)


def _says(months: Sequence[Both]) -> str:
    public = [(one.month, percent(one.share)) for one in months if one.share is not None]
    inner = [(one.month, told_score(one.score)) for one in months if one.score]
    said = [
        _("%(what)s: %(told)s.") % {"what": what, "told": _from_to(told)}
        for what, told in ((_("Public reviews"), public), (_("cNPS after the answer"), inner))
        if told
    ]
    return " ".join(said)


def _from_to(told: Sequence[tuple[date, str]]) -> str:
    """The first and the last of them, each with its month."""
    ends = told if len(told) == 1 else (told[0], told[-1])
    each = [_("%(told)s in %(month)s") % {"told": one, "month": _named(at)} for at, one in ends]
    return ", ".join(each)


def reviews(public: Sequence[Month]) -> Figure:
    """How many were written, and whether we answered."""
    without = undated()
    return Figure(
        key="reviews",
        title=_("Reviews by month"),
        means=_("By the month they were written in, and how many of them have our public answer."),
        drawing=None,
        table=Table(
            [_("Month"), _("Reviews"), _("Answered")],
            [[_named(one.month), whole(one.number), whole(one.answered)] for one in public[::-1]],
        ),
        note=ngettext(
            "One review is in no month, because nobody knows when it was written.",
            "%(number)d reviews are in no month, because nobody knows when they were written.",
            without,
        )
        % {"number": without}
        if without
        else "",
    )


def _named(month: date) -> str:
    return date_format(month, "F Y")
