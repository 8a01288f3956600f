"""How long people wait: until they first hear, and in each stage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from hearback.insights.charts.bars import stacked
from hearback.insights.charts.figure import Figure, Number, Table
from hearback.insights.charts.rows import Parts
from hearback.insights.figures.funnel import stays
from hearback.insights.figures.words import DAY, kept_back, percent, wait, whole
from hearback.insights.queries import waits
from hearback.rules.measures import Unsaid, time_to_answer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hearback.insights.period import Asked
    from hearback.rules.measures import TimeToAnswer

WITHIN = (DAY, 2 * DAY, 7 * DAY, 14 * DAY)


def first_answer(asked: Asked) -> TimeToAnswer | Unsaid:
    """How long whoever applied in these months waited until they first heard how it goes on."""
    seen = waits("first_answer", now=asked.now, scope=asked.scope, since=asked.since)
    return time_to_answer(seen)


def times(asked: Asked) -> list[Figure]:
    """The first answer, and the stay in each stage."""
    first = draw(
        "first",
        _("Until the first answer"),
        _(
            "From applying until they first heard how it goes on; a new date alone is no answer."
            " Who still waits counts as waiting until now, who withdrew until then."
        ),
        [(_("First answer"), first_answer(asked))],
    )
    by_stage = draw(
        "stages",
        _("In each stage"),
        _(
            "From coming to a stage until leaving it: onward, to a no or to a yes. Who is there"
            " counts as waiting until now, who withdrew until then."
        ),
        [(one.name, one.took) for one in stays(asked)],
    )
    return [first, by_stage]


def draw(
    key: str, title: str, means: str, rows: Sequence[tuple[str, TimeToAnswer | Unsaid]]
) -> Figure:
    """The figure of these waits: which share was over by when."""
    names = [*_within(), _("longer, or waiting")]
    parts = [_parts(name, took) for name, took in rows]
    heard = [(name, took) for name, took in rows if not isinstance(took, Unsaid)]
    says = " ".join(
        _("%(name)s: half within %(half)s, nine in ten within %(most)s.")
        % {"name": name, "half": wait(took.median), "most": wait(took.p90)}
        for name, took in heard
    )
    head = [
        _("Until"),
        _("People"),
        _("Half within"),
        _("Nine in ten within"),
        *(name[:1].upper() + name[1:] for name in names[:-1]),
        _("Wait now"),
        _("Withdrew first"),
    ]
    return Figure(
        key=key,
        title=title,
        means=means,
        drawing=stacked(parts, names, says or _("Too few to say."), bad=len(names) - 1),
        table=Table(head, [_line(name, took) for name, took in rows if _counted(took)]),
    )


def _within() -> list[str]:
    return [_("within a day"), _("two days"), _("a week"), _("two weeks")]


def _counted(took: TimeToAnswer | Unsaid) -> int:
    return took.counted if isinstance(took, Unsaid) else took.of


def _parts(name: str, took: TimeToAnswer | Unsaid) -> Parts:
    if isinstance(took, Unsaid):
        return Parts(name, [], kept_back(took))
    by = [took.heard_within(minutes) for minutes in WITHIN]
    ends = [*by, 1.0]
    steps = [end - begin for begin, end in zip([0.0, *by], ends, strict=True)]
    return Parts(f"{name}, {took.of:,}", [max(0.0, step) for step in steps], "")


def _line(name: str, took: TimeToAnswer | Unsaid) -> list[str | Number]:
    if isinstance(took, Unsaid):
        return [name, whole(took.counted), Number(kept_back(took))]
    within = [took.heard_within(minutes) for minutes in WITHIN]
    return [
        name,
        whole(took.of),
        *(Number(wait(by), by.minutes) for by in (took.median, took.p90)),
        *(Number(percent(share), round(share, 4)) for share in within),
        whole(took.waiting),
        whole(took.withdrew),
    ]
