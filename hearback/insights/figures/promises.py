"""Whether we keep our word, and at which hours of the week we do not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db.models import Count
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hearback.insights.charts.figure import Figure, Number, Table
from hearback.insights.charts.planes import heat
from hearback.insights.charts.rows import Square
from hearback.insights.figures.words import percent, whole
from hearback.insights.queries import counts, overdue, spread, total
from hearback.rules.measures import FLOOR, share

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.db.models import QuerySet

    from hearback.insights.models import Fact
    from hearback.insights.period import Asked
    from hearback.rules.measures import Share, Unsaid

OVERDUE = "overdue"
KEPT, BROKEN = ("kept",), ("broken", "mended", OVERDUE)
MISSED = ("kept_late", *BROKEN)
HOURS, DAYS = 24, 7
_A_MONDAY = date(2026, 11, 23)


@dataclass(frozen=True)
class Hour:
    """One hour of the week (0 is Monday, midnight): promises due in it, and those not kept."""

    at: int
    due: int
    missed: int

    @property
    def share(self) -> float:
        """The share that was not kept."""
        return self.missed / self.due


def by_hour(asked: Asked) -> list[Hour]:
    """The hours in which promises fell due, in their order; overdue ones are broken."""
    found = spread("promise.hour", scope=asked.scope, since=asked.since)
    for hour, number in _overdue(asked).values_list("about").annotate(Count("pk")):
        found.setdefault(hour, {})[OVERDUE] = number
    return hours_of(found)


def _overdue(asked: Asked) -> QuerySet[Fact]:
    late = overdue("promise", now=asked.now, since=asked.since)
    return late.filter(team=asked.team) if asked.team else late


def hours_of(found: Mapping[int, dict[str, int]]) -> list[Hour]:
    """The same from counts by hour."""
    hours = [
        Hour(at, total(counted, *KEPT, *MISSED), total(counted, *MISSED))
        for at, counted in sorted(found.items())
    ]
    return [hour for hour in hours if hour.due]


def kept_of(asked: Asked) -> tuple[Share | Unsaid, Share | Unsaid]:
    """The shares of promises kept in time, and broken (overdue is) whether made good or not."""
    found = counts("promise", scope=asked.scope, since=asked.since)
    found[OVERDUE] = _overdue(asked).count()
    of = total(found, *KEPT, *MISSED)
    return share(total(found, *KEPT), of), share(total(found, *BROKEN), of)


def promise_map(asked: Asked) -> Figure:
    """Promises by the hour of the week they were due in, darker where more were not kept."""
    return draw(by_hour(asked))


def draw(hours: list[Hour]) -> Figure:
    """The figure of these hours."""
    seen = {hour.at: hour for hour in hours}
    columns = _from_to({at % HOURS for at in seen})
    lines = _from_to({at // HOURS for at in seen})
    most = max((hour.share for hour in hours if hour.due >= FLOOR), default=0.0)
    squares = [
        _square(seen.get(day * HOURS + hour), day, hour, most) for day in lines for hour in columns
    ]
    head = [_("Due"), _("Promises"), _("Not kept in time"), _("Share")]
    return Figure(
        key="heat",
        title=_("Hour by hour"),
        means=_(
            "Promises to candidates by the hour they were due, on the organisation's clock. The"
            " number is the share not kept in time: kept late, broken or overdue, made good or not."
            " Hours with fewer than five promises stay pale."
        ),
        drawing=heat(squares, _says(hours), across=_("Hour of the day")),
        table=Table(head, [_line(hour) for hour in hours]),
    )


def _says(hours: list[Hour]) -> str:
    due, missed = sum(hour.due for hour in hours), sum(hour.missed for hour in hours)
    if not due:
        return _("No promise was due yet.")
    told = {"due": f"{due:,}", "share": percent(missed / due)}
    all_of_it = _("Of %(due)s promises %(share)s were not kept in time.") % told
    judged = [hour for hour in hours if hour.due >= FLOOR and hour.missed]
    if not judged:
        return all_of_it
    worst = max(judged, key=lambda hour: hour.share)
    told = {"when": _when(worst.at), "share": percent(worst.share)}
    return f"{all_of_it} {_('Most on %(when)s: %(share)s.') % told}"


def _square(hour: Hour | None, day: int, at: int, most: float) -> Square:
    judged = hour if hour and hour.due >= FLOOR else None
    shade = judged.share / most if judged and most else 0.0
    words = f"{judged.share:.0%}" if judged else ""
    return Square(f"{at}", _day(day), shade, words)


def _line(hour: Hour) -> list[str | Number]:
    share = Number(percent(hour.share), round(hour.share, 4)) if hour.due >= FLOOR else Number("–")
    return [_when(hour.at), whole(hour.due), whole(hour.missed), share]


def _when(at: int) -> str:
    return f"{_day(at // HOURS)} {at % HOURS}:00"


def _day(day: int) -> str:
    return date_format(_A_MONDAY + timedelta(days=day), "D")


def _from_to(seen: set[int]) -> range:
    return range(min(seen), max(seen) + 1) if seen else range(0)
