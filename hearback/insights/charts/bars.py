"""Lengths to compare, from zero: one bar each, its name above and its value at its end."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from threading import Event, Thread
from typing import Any

from hearback.insights.charts.drawing import KEPT, Drawing, Plan, Vega, compiled, of
from hearback.insights.charts.look import ACCENT, CARD, INK, SHADES, SMALL, SOFT, WARN
from hearback.insights.charts.rows import Parts, Row

_STARTED = Event()
STEP = 46
BAR = 15
# Where, from the middle of a line, its words and its bar stand.
UP, DOWN = -11, 9
# Pixels a letter takes at most on average, and what is left for bars however long the words are.
_LETTER, _LEAST_LENGTH = 7.6, 0.25
# The widest there is; and on average in sentences of our own.
_WIDEST, _OWN = 16, 9
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
    return Drawing(lambda width: Plan(_bars(width), {"rows": _fitted(values, most, width)}), says)


def make_ready() -> None:
    """Start the drawer beside, once a process: it takes a second, for which nobody should wait.

    Called where charts are a press away. A process whose visitors look at no chart never starts it.
    """
    if not _STARTED.is_set():
        _STARTED.set()
        first = bars([Row("", 1.0, "")], "")
        Thread(target=first.wide, name="drawer", daemon=True).start()


def _fitted(values: list[dict[str, Any]], most: float, width: int) -> list[dict[str, Any]]:
    """The rows in shares of the width, with room for the words behind the longest bar."""
    words = max((len(value["told"]) for value in values), default=0) * _LETTER + 12
    longest = max(width - words, width * _LEAST_LENGTH)
    whole = most * width / longest
    ends = ("value", "low", "high", "end")
    return [
        {**value, **{name: value[name] / whole for name in ends if value[name] is not None}}
        for value in values
    ]


@lru_cache(maxsize=KEPT)
def _bars(width: int) -> Vega:
    import altair as alt  # noqa: PLC0415  40 MB that whoever looks at no chart need not carry

    across = alt.Scale(domain=[0, 1], nice=False)
    base = of("rows").encode(y=alt.Y("at:O", axis=None))
    x = alt.X("value:Q", scale=across, axis=None)
    names = base.mark_text(align="left", yOffset=UP, limit=_if_long("label", width)).encode(
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
    told = (
        base.transform_filter("datum.told")
        .mark_text(align="left", dx=7, yOffset=DOWN, fontWeight=600)
        .encode(x=alt.X("end:Q", scale=across), text="told:N")
    )
    return _plain(alt.layer(lengths, ranges, names, told, _missing(base, "missing", width)), width)


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
    both, shape = {"rows": values, "lines": told}, (tuple(names), tuple(colours))
    return Drawing(lambda width: Plan(_stacked(*shape, width), both), says)


@lru_cache(maxsize=KEPT)
def _stacked(names: tuple[str, ...], colours: tuple[str, ...], width: int) -> Vega:
    import altair as alt  # noqa: PLC0415

    y = alt.Y("at:O", axis=None)
    key = alt.Legend(columns=len(names) if width > _MANY else 2)
    whole = alt.Scale(domain=[0, 1])
    data = of("rows").encode(y=y)
    parts = data.mark_bar(size=BAR + 5, yOffset=DOWN, stroke=CARD, strokeWidth=1).encode(
        x=alt.X("from:Q", scale=whole, axis=None),
        x2="to:Q",
        color=alt.Color(
            "part:N", scale=alt.Scale(domain=list(names), range=list(colours)), legend=key
        ),
    )
    numbers = (
        data.transform_filter("datum.words")
        .mark_text(yOffset=DOWN, fontSize=SMALL)
        .encode(
            x=alt.X("middle:Q", scale=whole), text="words:N", fill=alt.Fill("ink:N", scale=None)
        )
    )
    lines = of("lines").encode(y=y)
    labels = lines.mark_text(align="left", yOffset=UP, limit=_if_long("label", width)).encode(
        text="label:N", x=alt.value(0)
    )
    return _plain(alt.layer(parts, numbers, labels, _missing(lines, "words", width)), width)


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
    shape = ((least, most), tuple(marks))
    return Drawing(lambda width: Plan(_dots(*shape, width), {"rows": values}), says)


@lru_cache(maxsize=KEPT)
def _dots(ends: tuple[float, float], marks: tuple[float, ...], width: int) -> Vega:
    import altair as alt  # noqa: PLC0415

    axis = alt.Axis(values=list(marks), title=None, grid=True, orient="bottom") if marks else None
    x = alt.X("value:Q", scale=alt.Scale(domain=list(ends), nice=False), axis=axis)
    y = alt.Y("at:O", axis=None)
    base = of("rows").encode(y=y)
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


def _if_long(words: str, width: int, letter: int = _WIDEST) -> Any:
    """Cut off what does not fit; what cannot be too long is not measured, which costs the most."""
    import altair as alt  # noqa: PLC0415

    return alt.expr(f"length(datum.{words}) * {letter} > {width} ? {width} : 0")


def _missing(base: Any, words: str, width: int) -> Any:
    """What is written in a bar's place where there is none."""
    import altair as alt  # noqa: PLC0415

    return (
        base.transform_filter(f"datum.{words}")
        .mark_text(align="left", yOffset=DOWN, color=SOFT, limit=_if_long(words, width, _OWN))
        .encode(text=f"{words}:N", x=alt.value(0))
    )


def _plain(chart: Any, width: int) -> Vega:
    import altair as alt  # noqa: PLC0415

    return compiled(chart.properties(width=width, height=alt.Step(STEP), padding=4))
