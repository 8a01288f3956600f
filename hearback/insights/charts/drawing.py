"""From a chart's specification to SVG for a page and PNG for a mail, each drawn once.

Drawing takes 25 to 60 ms. A page asks for the same numbers again and again, so what was drawn is
kept, in this process, by its content: changed numbers are another chart.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

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

# Makes the specification for a width in pixels.
Spec = Callable[[int], dict[str, Any]]


@dataclass(frozen=True)
class Drawing:
    """A chart that can be drawn at any width; `says` tells in a sentence what it shows."""

    spec: Spec
    says: str

    def wide(self) -> SafeString:
        """SVG for the desk, to stand in a page."""
        return self._in_page(WIDE, "chart chart-wide")

    def narrow(self) -> SafeString:
        """SVG for a phone: the same numbers, as large to read."""
        return self._in_page(NARROW, "chart chart-narrow")

    def paper(self, width: int = WIDE) -> str:
        """SVG in the colours of paper, for a document."""
        return _svg(_written(self.spec(width)))

    def picture(self) -> bytes:
        """PNG for a mail."""
        return _png(_written({**self.spec(NARROW + 170), "background": CARD}))

    def _in_page(self, width: int, names: str) -> SafeString:
        bare = _for_page(_svg(_written(self.spec(width))))
        opening = f'<svg class="{names}" role="img" aria-label="{escape(self.says)}"'
        # Drawn by ourselves from numbers; every word in it was escaped by the drawer.
        return mark_safe(bare.replace("<svg", opening, 1))  # noqa: S308


def of(values: list[dict[str, Any]]) -> Any:
    """An Altair chart of these rows, nothing drawn of them yet."""
    import altair as alt  # noqa: PLC0415  40 MB that whoever looks at no chart need not carry

    return alt.Chart(alt.Data(values=values))  # type: ignore[no-untyped-call]


def _written(spec: dict[str, Any]) -> str:
    return json.dumps({**spec, "config": config()}, sort_keys=True)


@lru_cache(maxsize=KEPT)
def _svg(spec: str) -> str:
    import vl_convert  # noqa: PLC0415  70 MB that whoever looks at no chart need not carry

    drawn: str = vl_convert.vegalite_to_svg(spec)
    return drawn


@lru_cache(maxsize=KEPT)
def _png(spec: str) -> bytes:
    import vl_convert  # noqa: PLC0415

    drawn: bytes = vl_convert.vegalite_to_png(spec, scale=_SHARP)
    return drawn


@lru_cache(maxsize=KEPT)
def _for_page(drawn: str) -> str:
    """The same drawing, its colours and face those of the page it stands in."""
    bare = _WHITE.sub("", _NOTES.sub("", drawn))
    bare = bare.replace(f'"{FACE}"', f'"{PAGE_FACE}"')
    return _COLOUR.sub(lambda found: f'"{NAMED.get(found[1], found[1])}"', bare)
