"""From a chart to SVG for a page and PNG for a mail: its shape made once, its numbers drawn once.

Most of the time goes into what is the same whatever the numbers: Altair's specification and its
compilation to Vega. So a shape (a kind of chart, of a width and so on) is compiled once in a
process, with rows that have a name and nothing in them, and a drawing puts its numbers there. What
was drawn is kept by its content: other numbers are another drawing, and none is ever older than its
table.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeAlias

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from hearback.insights.charts.look import CARD, FACE, NAMED, NARROW, PAGE_FACE, WIDE, config

KEPT = 256
_SHARP = 2.0
# What screen readers are told is one sentence on the whole; Vega's own notes on every mark are not
# for them, and its names of marks are nobody's.
_NOTES = re.compile(
    r' (?:aria-[a-z]+|role|class|pointer-events|xmlns:xlink|version|display)="[^"]*"'
)
_COLOUR = re.compile(r'"(#[0-9a-f]{6})"')
_WHITE = re.compile(r'<rect [^>]*fill="white"/>')

Rows: TypeAlias = Mapping[str, list[dict[str, Any]]]
Vega: TypeAlias = dict[str, Any]


@dataclass(frozen=True)
class Plan:
    """A shape, compiled, and the numbers that belong into its rows by their names."""

    shape: Vega
    rows: Rows


# Makes the plan for a width in pixels.
Spec = Callable[[int], Plan]


@dataclass(frozen=True)
class Drawing:
    """A chart that can be drawn at any width; `says` tells in a sentence what it shows."""

    plan: Spec
    says: str

    def wide(self) -> SafeString:
        """SVG for the desk, to stand in a page."""
        return self._in_page(WIDE, "chart chart-wide")

    def narrow(self) -> SafeString:
        """SVG for a phone: the same numbers, as large to read."""
        return self._in_page(NARROW, "chart chart-narrow")

    def paper(self, width: int = WIDE) -> str:
        """SVG in the colours of paper, for a document."""
        return _svg(_written(self.plan(width)))

    def picture(self) -> bytes:
        """PNG for a mail."""
        return _png(_written(self.plan(NARROW + 170), background=CARD))

    def _in_page(self, width: int, names: str) -> SafeString:
        bare = _for_page(_svg(_written(self.plan(width))))
        opening = f'<svg class="{names}" role="img" aria-label="{escape(self.says)}"'
        # Drawn by ourselves from numbers; every word in it was escaped by the drawer.
        return mark_safe(bare.replace("<svg", opening, 1))  # noqa: S308


def of(name: str) -> Any:
    """An Altair chart of the rows of this name, nothing drawn of them yet."""
    import altair as alt  # noqa: PLC0415  40 MB that whoever looks at no chart need not carry

    return alt.Chart(alt.NamedData(name))


def compiled(chart: Any) -> Vega:
    """A chart as its shape; takes 30 to 50 ms, so whoever asks keeps it."""
    import vl_convert  # noqa: PLC0415  70 MB that whoever looks at no chart need not carry

    shape: Vega = vl_convert.vegalite_to_vega({**chart.to_dict(), "config": config()})
    return shape


def _written(plan: Plan, **more: str) -> str:
    data = [
        {**one, "values": plan.rows[one["name"]]} if one["name"] in plan.rows else one
        for one in plan.shape["data"]
    ]
    return json.dumps({**plan.shape, **more, "data": data})


@lru_cache(maxsize=KEPT)
def _svg(spec: str) -> str:
    import vl_convert  # noqa: PLC0415

    drawn: str = vl_convert.vega_to_svg(spec)
    return drawn


@lru_cache(maxsize=KEPT)
def _png(spec: str) -> bytes:
    import vl_convert  # noqa: PLC0415

    drawn: bytes = vl_convert.vega_to_png(spec, scale=_SHARP)
    return drawn


@lru_cache(maxsize=KEPT)
def _for_page(drawn: str) -> str:
    """The same drawing, its colours and face those of the page it stands in."""
    bare = _WHITE.sub("", _NOTES.sub("", drawn))
    bare = bare.replace(f'"{FACE}"', f'"{PAGE_FACE}"')
    return _COLOUR.sub(lambda found: f'"{NAMED.get(found[1], found[1])}"', bare)
