"""Lengths to compare, from zero: one bar each, its name above and its value at its end."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hearback.insights.charts.drawing import Drawing, of
from hearback.insights.charts.look import ACCENT, CARD, INK, SHADES, SMALL, SOFT, WARN
from hearback.insights.charts.rows import Parts, Row

STEP = 46
BAR = 15
# Where, from the middle of a line, its words and its bar stand.
UP, DOWN = -11, 9
# Pixels a letter takes at most on average, and what is left for bars however long the words are.
_LETTER, _LEAST_LENGTH = 7.6, 0.25
# Words on the two darkest shades and on a warning are as light as the page.
_DARK = {*SHADES[:2], WARN}
_ROOM_FOR_A_NUMBER = 0.1
_MANY = 500


def bars(rows: Sequence[Row], says: str, *, top: float | None = None) -> Drawing:
    """One bar for each row, with its range where it has one; `top` is where the scale ends."""
    ends = [max(row.value or 0, row.high or 0) for row in rows]
    most = top or max(ends, default=0) or 1
    values = [
        {
            "at": n,
            "label": row.label,
            "value": row.value or 0,
            "low": row.low,
            "high": row.high,
            "end": end,
            "colour": WARN if row.is_bad else ACCENT,
            "told": row.words if row.value is not None else "",
            "missing": row.words if row.value is None else "",
        }
        for n, (row, end) in enumerate(zip(rows, ends, strict=True))
    ]
    return Drawing(lambda width: _bars(values, most, width), says)


def _bars(values: list[dict[str, Any]], most: float, width: int) -> dict[str, Any]:
    import altair as alt  # noqa: PLC0415  40 MB that whoever looks at no chart need not carry

    words = max((len(value["told"]) for value in values), default=0) * _LETTER + 12
    longest = max(width - words, width * _LEAST_LENGTH)
    across = alt.Scale(domain=[0, most * width / longest], nice=False)
    base = of(values).encode(y=alt.Y("at:O", axis=None))
    x = alt.X("value:Q", scale=across, axis=None)
    names = base.mark_text(align="left", yOffset=UP, limit=width).encode(
        text="label:N", x=alt.value(0)
    )
    lengths = base.mark_bar(size=BAR, yOffset=DOWN).encode(
        x=x, color=alt.Color("colour:N", scale=None)
    )
    ranges = (
        base.transform_filter("isValid(datum.low)")
        .mark_rule(strokeWidth=2, yOffset=DOWN, color=INK)
        .encode(x=alt.X("low:Q", scale=across), x2="high:Q")
    )
    told = base.mark_text(align="left", dx=7, yOffset=DOWN, fontWeight=600).encode(
        x=alt.X("end:Q", scale=across), text="told:N"
    )
    missing = base.mark_text(align="left", yOffset=DOWN, color=SOFT, limit=width).encode(
        text="missing:N", x=alt.value(0)
    )
    return _plain(alt.layer(lengths, ranges, names, told, missing), width)


def stacked(rows: Sequence[Parts], names: Sequence[str], says: str, *, bad: int) -> Drawing:
    """Wholes in parts, from zero to all of it; the part at place `bad` is drawn as a warning."""
    colours = [WARN if n == bad else SHADES[min(n, len(SHADES) - 1)] for n in range(len(names))]
    values, told = [], []
    for line, row in enumerate(rows):
        begin = 0.0
        told.append({"at": line, "label": row.label, "words": "" if row.shares else row.words})
        for name, colour, share in zip(names, colours, row.shares, strict=False):
            values.append(
                {
                    "at": line,
                    "part": name,
                    "from": begin,
                    "to": begin + share,
                    "middle": begin + share / 2,
                    "words": f"{share:.0%}" if share >= _ROOM_FOR_A_NUMBER else "",
                    "ink": CARD if colour in _DARK else INK,
                }
            )
            begin += share
    return Drawing(lambda width: _stacked(values, told, list(names), colours, width), says)


def _stacked(
    values: list[dict[str, Any]],
    told: list[dict[str, Any]],
    names: list[str],
    colours: list[str],
    width: int,
) -> dict[str, Any]:
    import altair as alt  # noqa: PLC0415

    y = alt.Y("at:O", axis=None)
    key = alt.Legend(columns=len(names) if width > _MANY else 2)
    whole = alt.Scale(domain=[0, 1])
    data = of(values).encode(y=y)
    parts = data.mark_bar(size=BAR + 5, yOffset=DOWN, stroke=CARD, strokeWidth=1).encode(
        x=alt.X("from:Q", scale=whole, axis=None),
        x2="to:Q",
        color=alt.Color("part:N", scale=alt.Scale(domain=names, range=colours), legend=key),
    )
    numbers = data.mark_text(yOffset=DOWN, fontSize=SMALL).encode(
        x=alt.X("middle:Q", scale=whole), text="words:N", fill=alt.Fill("ink:N", scale=None)
    )
    lines = of(told).encode(y=y)
    labels = lines.mark_text(align="left", yOffset=UP, limit=width).encode(
        text="label:N", x=alt.value(0)
    )
    missing = lines.mark_text(align="left", yOffset=DOWN, color=SOFT, limit=width).encode(
        text="words:N", x=alt.value(0)
    )
    return _plain(alt.layer(parts, numbers, labels, missing), width)


def dots(
    rows: Sequence[Row], says: str, *, least: float, most: float, marks: Sequence[float] = ()
) -> Drawing:
    """Values that may lie on either side of nothing: a dot each, with the line of its range."""
    values = [
        {
            "at": n,
            "label": row.label,
            "value": row.value,
            "words": row.words,
            "low": row.low,
            "high": row.high,
            "colour": WARN if row.is_bad else ACCENT,
        }
        for n, row in enumerate(rows)
    ]
    return Drawing(lambda width: _dots(values, (least, most), list(marks), width), says)


def _dots(
    values: list[dict[str, Any]], ends: tuple[float, float], marks: list[float], width: int
) -> dict[str, Any]:
    import altair as alt  # noqa: PLC0415

    axis = alt.Axis(values=marks, title=None, grid=True, orient="bottom") if marks else None
    x = alt.X("value:Q", scale=alt.Scale(domain=list(ends), nice=False), axis=axis)
    y = alt.Y("at:O", axis=None)
    base = of(values).encode(y=y)
    seen = base.transform_filter("isValid(datum.value)")
    names = base.mark_text(align="left", yOffset=UP, limit=int(width * 0.68)).encode(
        text="label:N", x=alt.value(0)
    )
    told = base.mark_text(align="right", yOffset=UP, fontWeight=600).encode(
        text="words:N", x=alt.value(width)
    )
    ranges = seen.mark_rule(strokeWidth=3, yOffset=DOWN, opacity=0.45).encode(
        x=alt.X("low:Q"), x2="high:Q", color=alt.Color("colour:N", scale=None)
    )
    points = seen.mark_point(filled=True, size=130, yOffset=DOWN, opacity=1).encode(
        x=x, color=alt.Color("colour:N", scale=None)
    )
    return _plain(alt.layer(ranges, points, names, told), width)


def _plain(chart: Any, width: int) -> dict[str, Any]:
    import altair as alt  # noqa: PLC0415

    drawn = chart.properties(width=width, height=alt.Step(STEP), padding=4)
    told: dict[str, Any] = drawn.to_dict()
    return told
