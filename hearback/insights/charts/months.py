"""Two lines over the same months, one above the other: each has a scale of its own."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from hearback.insights.charts.drawing import KEPT, Drawing, Plan, Vega, compiled, of
from hearback.insights.charts.look import ACCENT, FACE, INK, TEXT, WARN
from hearback.insights.charts.rows import Step

# What the numbers at the left of the lines take.
_LEFT = 60
_HIGH, _LOW = 100, 150
_SHARES, _POINTS = [0, 0.5, 1], [-100, 0, 100]


def trend(steps: Sequence[Step], says: str, *, shares: str, points: str) -> Drawing:
    """Shares above, from none to all; points below, from -100 to +100; a gap where there is none.

    `shares` and `points` are what is written over the two.
    """
    values = [
        {
            "month": one.label,
            "share": one.share,
            "points": one.points,
            "low": one.low,
            "high": one.high,
            "colour": WARN if one.points is not None and one.points < 0 else ACCENT,
        }
        for one in steps
    ]
    shape = (tuple(dict.fromkeys(one.label for one in steps)), shares, points)
    return Drawing(lambda width: Plan(_trend(*shape, width), {"rows": values}), says)


@lru_cache(maxsize=KEPT)
def _trend(months: tuple[str, ...], over_shares: str, over_points: str, width: int) -> Vega:
    import altair as alt  # noqa: PLC0415  40 MB that whoever looks at no chart need not carry

    labels = alt.Axis(labelAngle=0, title=None, labelOverlap="greedy", labelPadding=8)
    above = of("rows").encode(x=alt.X("month:O", sort=list(months), axis=None))
    below = of("rows").encode(x=alt.X("month:O", sort=list(months), axis=labels))
    ranges = (
        below.transform_filter("isValid(datum.points)")
        .mark_rule(strokeWidth=3, opacity=0.45)
        .encode(
            y=alt.Y("low:Q", scale=alt.Scale(domain=[-100, 100], nice=False)),
            y2="high:Q",
            color=alt.Color("colour:N", scale=None),
        )
    )
    shares = _line(above, "share", alt.Axis(values=_SHARES, format=".0%", title=None), (0, 1))
    points = _line(below, "points", alt.Axis(values=_POINTS, title=None), (-100, 100))
    size = {"width": width - _LEFT}
    above_below = alt.vconcat(
        alt.layer(*shares).properties(height=_HIGH, title=_over(over_shares), **size),
        alt.layer(ranges, *points).properties(height=_LOW, title=_over(over_points), **size),
    )
    return compiled(above_below.properties(padding=4))


def _line(base: Any, field: str, axis: Any, ends: tuple[float, float]) -> list[Any]:
    """A line that breaks where nothing is known, with a dot at each month that is."""
    import altair as alt  # noqa: PLC0415

    y = alt.Y(f"{field}:Q", scale=alt.Scale(domain=list(ends), nice=False), axis=axis)
    dots = base.transform_filter(f"isValid(datum.{field})").mark_point(
        filled=True, size=70, opacity=1
    )
    colour = alt.value(ACCENT) if field == "share" else alt.Color("colour:N", scale=None)
    return [
        base.mark_line(strokeWidth=2, color=ACCENT).encode(y=y),
        dots.encode(y=y, color=colour),
    ]


def _over(words: str) -> Any:
    import altair as alt  # noqa: PLC0415

    return alt.TitleParams(
        words,
        anchor="start",
        frame="group",
        font=FACE,
        fontSize=TEXT,
        fontWeight="normal",
        color=INK,
    )
