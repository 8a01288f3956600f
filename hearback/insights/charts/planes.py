"""Charts of two directions: a map of weekdays and hours, and pairs of values with their ranges."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from hearback.insights.charts.drawing import KEPT, Drawing, Plan, Vega, compiled, of
from hearback.insights.charts.look import ACCENT, INK, LINE, SMALL, WARN
from hearback.insights.charts.rows import Pair, Square

_LINE_HEIGHT = 30
# Below this many pixels a square holds no words; the table beside it has them all.
_WORDS_FROM = 30
# On a darker square words would be hard to read on a dark page.
DARKEST = 0.48
_SIDE = 360


def heat(squares: Sequence[Square], says: str, *, across: str) -> Drawing:
    """Squares by column and line, darker where there is more; `across` names the columns."""
    values = [
        {"column": one.column, "line": one.line, "shade": one.shade, "words": one.words}
        for one in squares
    ]
    columns = tuple(dict.fromkeys(one.column for one in squares))
    shape = (columns, tuple(dict.fromkeys(one.line for one in squares)), across)
    return Drawing(lambda width: Plan(_heat(*shape, width), {"rows": values}), says)


@lru_cache(maxsize=KEPT)
def _heat(columns: tuple[str, ...], lines: tuple[str, ...], across: str, width: int) -> Vega:
    import altair as alt  # noqa: PLC0415  40 MB that whoever looks at no chart need not carry

    base = of("rows").encode(
        x=alt.X(
            "column:O",
            sort=list(columns),
            axis=alt.Axis(labelAngle=0, title=across, orient="bottom", labelOverlap="greedy"),
        ),
        y=alt.Y("line:O", sort=list(lines), axis=alt.Axis(title=None, labelColor=INK)),
    )
    squares = base.mark_rect(fill=WARN, stroke=LINE, strokeWidth=1).encode(
        fillOpacity=alt.FillOpacity(
            "shade:Q", scale=alt.Scale(domain=[0, 1], range=[0, DARKEST]), legend=None
        )
    )
    layers: list[Any] = [squares]
    if columns and width / len(columns) >= _WORDS_FROM:
        layers.append(base.mark_text(fontSize=SMALL).encode(text="words:N"))
    size = {"width": width - 60, "height": alt.Step(_LINE_HEIGHT)}
    return compiled(alt.layer(*layers).properties(**size, padding=4))


def pairs(values: Sequence[Pair], says: str, *, across: str, up: str) -> Drawing:
    """A cross for each group: what one side says across, what the other says upwards."""
    rows = [
        {
            "label": one.label,
            "x": one.across[1],
            "x1": one.across[0],
            "x2": one.across[2],
            "y": one.up[1],
            "y1": one.up[0],
            "y2": one.up[2],
        }
        for one in values
    ]
    return Drawing(lambda width: Plan(_pairs(across, up, width), {"rows": rows}), says)


@lru_cache(maxsize=KEPT)
def _pairs(across: str, up: str, width: int) -> Vega:
    import altair as alt  # noqa: PLC0415

    scale = alt.Scale(domain=[-100, 100], nice=False)
    marks = [-100, -50, 0, 50, 100]
    x = alt.X("x:Q", scale=scale, axis=alt.Axis(values=marks, title=across))
    y = alt.Y("y:Q", scale=scale, axis=alt.Axis(values=marks, title=up))
    base = of("rows")
    flat = base.mark_rule(strokeWidth=2, opacity=0.35, color=ACCENT).encode(
        x=alt.X("x1:Q", scale=scale), x2="x2:Q", y=y
    )
    tall = base.mark_rule(strokeWidth=2, opacity=0.35, color=ACCENT).encode(
        x=x, y=alt.Y("y1:Q", scale=scale), y2="y2:Q"
    )
    points = base.mark_point(filled=True, size=110, opacity=1, color=ACCENT).encode(x=x, y=y)
    labels = base.mark_text(align="left", dx=9, dy=-9).encode(x=x, y=y, text="label:N")
    side = min(width - 70, _SIDE)
    crosses = alt.layer(flat, tall, points, labels)
    return compiled(crosses.properties(width=side, height=side, padding=4))
