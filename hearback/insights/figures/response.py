"""How many of those we asked answered: by that the other figures of what people say are judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from hearback.insights.cells.said import MOMENTS, SAID_SOMETHING
from hearback.insights.charts.bars import stacked
from hearback.insights.charts.figure import Figure, Number, Table
from hearback.insights.charts.rows import Parts
from hearback.insights.figures.words import told_share, whole
from hearback.insights.queries import spread
from hearback.rules.measures import Moment, Share, Unsaid, share

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hearback.insights.charts.figure import Told
    from hearback.insights.period import Asked

_NONE = -1


def answered(asked: Asked) -> dict[Moment, Share | Unsaid]:
    """Of those asked after each moment in these months, the share who answered."""
    found = spread("asked", scope=asked.scope, since=asked.since)
    return {moment: _share(found.get(code, {})) for moment, code in MOMENTS.items()}


def _share(counted: Mapping[str, int]) -> Share | Unsaid:
    return share(counted.get(SAID_SOMETHING, 0), sum(counted.values()))


def response(found: Mapping[Moment, Share | Unsaid], named: Mapping[Moment, str]) -> Figure:
    """The figure of these shares; `named` is what each moment is called."""
    told = [
        f"{named[moment]}: {told_share(one)}."
        for moment, one in found.items()
        if not isinstance(one, Unsaid)
    ]
    labels = [_("Answered"), _("Said nothing")]
    says = " ".join(told) or _("Too few were asked to say.")
    return Figure(
        key="response",
        title=_("How many answered?"),
        means=_(
            "Of those we asked in these months, by letter or on their page: the share who answered"
            " any question, whether or not it counts yet. The range holds the true share nineteen"
            " times in twenty. What the others would have said nobody knows, and no range on this"
            " page tells of them."
        ),
        drawing=stacked(
            [_parts(named[moment], one) for moment, one in found.items()], labels, says, bad=_NONE
        ),
        table=Table(
            [_("Asked"), _("People asked"), _("Answered"), _("Share")],
            [_line(named[moment], one) for moment, one in found.items()]
            if any(_number(one) for one in found.values())
            else [],
        ),
    )


def _number(one: Share | Unsaid) -> int:
    return one.counted if isinstance(one, Unsaid) else one.of


def _parts(name: str, one: Share | Unsaid) -> Parts:
    if isinstance(one, Unsaid):
        return Parts(name, [], _few(one))
    return Parts(f"{name}, {one.of:,}", [one.value, 1 - one.value], "")


def _line(name: str, one: Share | Unsaid) -> list[Told]:
    if isinstance(one, Unsaid):
        return [name, whole(one.counted), Number(_few(one))]
    return [name, whole(one.of), whole(one.count), Number(told_share(one), round(one.value, 4))]


def _few(one: Unsaid) -> str:
    return _("Too few were asked.") if one.counted else _("Nobody was asked.")
