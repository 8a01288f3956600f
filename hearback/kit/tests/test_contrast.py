"""The colours, measured: words stand out from what they are written on, in light and dark."""

import re
from pathlib import Path

import pytest

TOKENS = Path(__file__).parents[1] / "static/kit/css/tokens.css"

WORDS = [
    *[
        (ink, page)
        for ink in ("ink", "soft", "accent", "accent-strong", "warn")
        for page in ("paper", "card", "sunk")
    ],
    *[(ink, "accent-tint") for ink in ("ink", "accent", "accent-strong")],
    *[(ink, "warn-tint") for ink in ("ink", "soft", "accent", "warn", "warn-strong")],
    ("on-accent", "accent"),
    ("on-accent", "accent-strong"),
    ("on-warn", "warn"),
    ("on-over", "over"),
    ("paper", "accent"),
]
SHAPES = [
    ("edge", "paper"),
    ("edge", "card"),
    ("accent", "line"),
    ("warn", "line"),
    ("warn", "card"),
]


def palette(scheme: str) -> dict[str, str]:
    """The colours of "light" or "dark", by name."""
    light, dark = TOKENS.read_text().split("@media (prefers-color-scheme: dark)")
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", light))
    if scheme == "dark":
        colours |= dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", dark))
    return colours


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The ratio between two colours, 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_black_on_white_is_twenty_one() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "page"), WORDS)
def test_words_are_readable(scheme: str, ink: str, page: str) -> None:
    colours = palette(scheme)

    assert contrast(colours[ink], colours[page]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("shape", "page"), SHAPES)
def test_edges_and_bars_are_visible(scheme: str, shape: str, page: str) -> None:
    colours = palette(scheme)

    assert contrast(colours[shape], colours[page]) >= 3
