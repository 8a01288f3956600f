"""How charts look: the colours of the tokens, one face, and as little ink as tells the numbers.

A chart is drawn in the colours of the light page. In a page each colour is then named by its token,
so that the same drawing is right in the dark and in print; a picture in a mail stays as drawn.
"""

from __future__ import annotations

from typing import Any, Final

# As in kit/static/kit/css/tokens.css; a test holds the two together.
INK: Final = "#1f2630"
SOFT: Final = "#5a5b5c"
LINE: Final = "#d9cfbc"
ACCENT: Final = "#14594d"
WARN: Final = "#9a3412"
CARD: Final = "#fffdf9"
# The accent mixed with the page, darkest first, for the parts of a whole.
MIXED: Final = (100, 80, 45, 25, 12)


def _mixed(percent: int) -> str:
    pairs = zip(bytes.fromhex(ACCENT[1:]), bytes.fromhex(CARD[1:]), strict=True)
    return "#" + "".join(f"{(a * percent + b * (100 - percent)) // 100:02x}" for a, b in pairs)


SHADES: Final = tuple(_mixed(percent) for percent in MIXED)
# What each colour of a drawing is called in a page.
NAMED: Final = {
    shade: f"color-mix(in srgb, var(--accent) {percent}%, var(--card))"
    for shade, percent in zip(SHADES, MIXED, strict=True)
} | {
    INK: "var(--ink)",
    SOFT: "var(--soft)",
    LINE: "var(--line)",
    ACCENT: "var(--accent)",
    WARN: "var(--warn)",
    CARD: "var(--card)",
}
# The width of a phone's column, and of the desk's; between them a drawing is scaled a little.
NARROW: Final = 330
WIDE: Final = 680
TEXT: Final = 14
SMALL: Final = 12.5
# Fonts the machine that draws has; the reader's own stand in for them in a page.
FACE: Final = "Liberation Sans, DejaVu Sans, sans-serif"
PAGE_FACE: Final = "var(--sans)"


def config() -> dict[str, Any]:
    """What every chart has in common, in Vega-Lite's words."""
    words = {"font": FACE, "fontSize": TEXT, "fill": INK}
    axis = {
        "labelFont": FACE,
        "titleFont": FACE,
        "labelFontSize": SMALL,
        "titleFontSize": SMALL,
        "titleFontWeight": "normal",
        "labelColor": SOFT,
        "titleColor": SOFT,
        "gridColor": LINE,
        "domain": False,
        "ticks": False,
    }
    legend = {
        "labelFont": FACE,
        "labelFontSize": SMALL,
        "labelColor": INK,
        "labelLimit": 0,
        "symbolType": "square",
        "title": None,
        "orient": "top",
        "columnPadding": 14,
    }
    return {
        "background": None,
        "view": {"stroke": None},
        "text": words,
        "axis": axis,
        "legend": legend,
        "font": FACE,
    }
