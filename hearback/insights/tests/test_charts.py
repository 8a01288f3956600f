"""Charts show the numbers they were given, on light and dark, and say them in words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from hearback.insights.charts import look
from hearback.insights.charts.bars import bars, dots, stacked
from hearback.insights.charts.drawing import Drawing
from hearback.insights.charts.months import trend
from hearback.insights.charts.planes import DARKEST, heat, pairs
from hearback.insights.charts.rows import Pair, Parts, Row, Square, Step
from hearback.kit.tests.test_contrast import contrast, palette

TOKENS = Path("hearback/kit/static/kit/css/tokens.css")
SAYS = 'Of 1,240 people 210 came to talk; "all" were answered.'
ROWS = [
    Row("Applied", 1240, "1,240"),
    Row("Interviewed", 210, "210 (190 to 240)", 190, 240),
    Row("Offer", None, "Too few: 3 answers", is_bad=True),
]
CHARTS = {
    "bars": bars(ROWS, SAYS),
    "dots": dots(ROWS[1:], SAYS, least=-100, most=300, marks=[0]),
    "stacked": stacked(
        [Parts("After applying", [0.6, 0.4], ""), Parts("After the answer", [], "Too few")],
        ["Great", "Takes it elsewhere"],
        SAYS,
        bad=1,
    ),
    "heat": heat([Square("9", "Mon", 1.0, "12")], SAYS, across="Hour"),
    "pairs": pairs([Pair("Shop", (0, 10, 20), (-30, -20, 0))], SAYS, across="Team", up="They"),
    "trend": trend(
        [Step("Sep 2026", 0.75), Step("Oct 2026", None, -20, -60, 10), Step("Nov 2026", 1.0)],
        SAYS,
        shares="Reviews",
        points="cNPS",
    ),
}
EACH = pytest.mark.parametrize("chart", CHARTS.values(), ids=CHARTS)


def lengths(drawn: str) -> list[float]:
    """How long the bars of a drawing are, in the order of its rows."""
    found = re.findall(r'd="M0,[\d.]+(?:h|L)([\d.]+)[^"]*" fill="var\(--(?:accent|warn)', drawn)
    return [float(one) for one in found]


def test_bars_begin_at_zero_and_are_as_long_as_their_numbers() -> None:
    rows = [Row("a", 400, "400"), Row("b", 100, "100"), Row("c", 50, "50")]
    long, short, shorter = lengths(bars(rows, SAYS).wide())

    assert long / short == pytest.approx(4, rel=0.01)
    assert short / shorter == pytest.approx(2, rel=0.01)


@EACH
def test_a_chart_says_in_a_sentence_what_it_shows(chart: Drawing) -> None:
    for drawn in (chart.wide(), chart.narrow()):
        assert 'role="img"' in drawn
        assert 'aria-label="Of 1,240 people 210 came to talk; &quot;all&quot;' in drawn
        assert drawn.count("aria-") == 1


@EACH
def test_every_colour_is_a_token_so_that_dark_and_print_are_right(chart: Drawing) -> None:
    drawn = chart.wide()

    assert "style=" not in drawn
    assert set(re.findall(r'(?:fill|stroke)="(?!none|var|color-mix)([^"]*)"', drawn)) == set()
    assert look.PAGE_FACE in drawn


@EACH
def test_a_picture_for_a_mail_is_a_small_png(chart: Drawing) -> None:
    picture = chart.picture()

    assert picture.startswith(b"\x89PNG")
    assert len(picture) < 80_000


def test_what_is_kept_back_stands_in_words_and_has_no_bar() -> None:
    drawn = CHARTS["bars"].wide()

    assert "Too few: 3 answers" in drawn
    assert "210 (190 to 240)" in drawn


def test_words_somebody_typed_cannot_leave_the_drawing() -> None:
    drawn = bars([Row('</svg><script>alert("x")</script>', 3, "3")], '"><b>').wide()

    assert "<script" not in drawn
    assert "<b>" not in drawn


def test_the_same_numbers_are_drawn_once() -> None:
    first, again = bars(ROWS, SAYS), bars(ROWS, SAYS)

    assert first.paper() is again.paper()
    assert bars([Row("Applied", 1241, "1,241")], SAYS).paper() != first.paper()


def test_other_numbers_need_no_new_shape(monkeypatch: pytest.MonkeyPatch) -> None:
    stays = bars(ROWS, SAYS).wide()

    def compile_again(_chart: object) -> None:
        raise AssertionError("A shape is compiled once.")

    monkeypatch.setattr("hearback.insights.charts.bars.compiled", compile_again)
    other = bars([Row("Applied", 77, "77 of them"), *ROWS], SAYS).wide()

    assert "77 of them" in other
    assert "77 of them" not in stays
    assert lengths(other) != lengths(stays)


def test_the_colours_are_those_of_the_tokens() -> None:
    light = TOKENS.read_text().partition("@media (prefers-color-scheme: dark)")[0]

    for colour, name in look.NAMED.items():
        token = re.fullmatch(r"var\((--[a-z]+)\)", name)
        if token:
            assert f"{token[1]}: {colour};" in light


def over(colour: str, ground: str, share: float) -> str:
    """A colour laid over another so thickly, from 0 to 1."""
    pairs = zip(bytes.fromhex(colour[1:]), bytes.fromhex(ground[1:]), strict=True)
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02x}" for a, b in pairs)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_on_every_shade_can_be_read(scheme: str) -> None:
    named = palette(scheme)
    shades = [over(named["accent"], named["card"], percent / 100) for percent in look.MIXED]

    for shade in (*shades[:2], named["warn"]):
        assert contrast(named["card"], shade) >= 4.5
    for shade in (*shades[2:], over(named["warn"], named["card"], DARKEST)):
        assert contrast(named["ink"], shade) >= 4.5
