"""How far people come, stage by stage, and how long they stay in each."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from hearback.insights.charts.bars import bars
from hearback.insights.charts.figure import Figure, Number, Table
from hearback.insights.charts.rows import Row
from hearback.insights.figures.words import kept_back, wait, whole
from hearback.insights.queries import counts, waits_about
from hearback.pipeline.models import Stage
from hearback.rules.measures import Unsaid, time_to_answer

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hearback.insights.period import Asked
    from hearback.rules.measures import TimeToAnswer, Wait

ONWARD = "to:"


@dataclass(frozen=True)
class Stay:
    """A stage: how many stays began there, how they ended, and how long they took."""

    name: str
    began: int
    onward: int
    declined: int
    withdrawn: int
    hired: int
    here: int
    took: TimeToAnswer | Unsaid


def stays(asked: Asked) -> list[Stay]:
    """Every stage, in the order of the boards, with the stays that began in these months."""
    waited = waits_about("stage", now=asked.now, scope=asked.scope, since=asked.since)
    return [_stay(stage, waited.get(stage.pk, {})) for stage in Stage.objects.order_by("position")]


def _stay(stage: Stage, waited: Mapping[str, Sequence[Wait]]) -> Stay:
    counted = {bucket: sum(one.people for one in waits) for bucket, waits in waited.items()}
    return Stay(
        stage.name,
        began=sum(counted.values()),
        onward=sum(number for bucket, number in counted.items() if bucket.startswith(ONWARD)),
        declined=counted.get("declined", 0),
        withdrawn=counted.get("withdrawn", 0),
        hired=counted.get("hired", 0),
        here=counted.get("here", 0),
        took=time_to_answer(chain.from_iterable(waited.values())),
    )


def funnel(asked: Asked) -> Figure:
    """How many came to each stage, and how long they stayed."""
    applied = sum(counts("first_answer", scope=asked.scope, since=asked.since).values())
    return draw(applied, stays(asked))


def draw(applied: int, found: Sequence[Stay]) -> Figure:
    """The figure of these numbers."""
    rows = [Row(one.name, one.began, _beside(one)) for one in found]
    last = found[-1] if found else None
    says = _("%(applied)s applied; %(last)s came to “%(stage)s”; %(hired)s were hired.") % {
        "applied": f"{applied:,}",
        "last": f"{last.began if last else 0:,}",
        "stage": last.name if last else "",
        "hired": f"{sum(one.hired for one in found):,}",
    }
    head = [
        _("Stage"),
        _("Came"),
        _("Went on"),
        _("Declined"),
        _("Withdrew"),
        _("Hired"),
        _("Here now"),
        _("Half left within"),
        _("Nine in ten within"),
    ]
    return Figure(
        key="funnel",
        title=_("Stage by stage"),
        means=_(
            "Stays that began in these months, by stage. Who is moved back and comes again is"
            " counted again. Who is still there counts in the times as waiting until now, who"
            " withdrew until then."
        ),
        drawing=bars(rows, says),
        table=Table(head, [_line(one) for one in found] if applied else []),
    )


def _beside(one: Stay) -> str:
    if isinstance(one.took, Unsaid):
        return f"{one.began:,}"
    half = _("half within %(time)s") % {"time": wait(one.took.median)}
    return f"{one.began:,}  ·  {half}"


def _line(one: Stay) -> list[str | Number]:
    numbers = [one.began, one.onward, one.declined, one.withdrawn, one.hired, one.here]
    return [one.name, *map(whole, numbers), *_times(one.took)]


def _times(took: TimeToAnswer | Unsaid) -> list[Number]:
    if isinstance(took, Unsaid):
        return [Number(kept_back(took)), Number("–")]
    return [Number(wait(by), by.minutes) for by in (took.median, took.p90)]
