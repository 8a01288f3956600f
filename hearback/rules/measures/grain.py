"""How finely waits are kept: finer where they are short, so that any number of them fit a page.

A wait is rounded up: to five minutes below two hours, to a quarter of an hour below two days, to
the hour below two weeks, to six hours below ninety days, to the day below a year and then to thirty
days. However many people waited, a year of them is at most 24 + 184 + 288 + 304 + 275 = 1,075
different waits.
"""

from __future__ import annotations

HOUR, DAY = 60, 24 * 60
# Up to so many minutes, a wait is kept to so many.
GRAINS = ((2 * HOUR, 5), (2 * DAY, 15), (14 * DAY, HOUR), (90 * DAY, 6 * HOUR), (365 * DAY, DAY))
COARSEST = 30 * DAY


def coarse(minutes: int) -> int:
    """So many minutes, 0 or more, as they are kept."""
    grain = next((grain for most, grain in GRAINS if minutes <= most), COARSEST)
    return -(-minutes // grain) * grain


def coarse_sql(minutes: str) -> str:
    """The same in SQL: an expression of whole minutes, of which `minutes` is an expression."""
    cases = " ".join(
        f"WHEN {minutes} <= {most} THEN (({minutes} + {grain - 1}) / {grain}) * {grain}"
        for most, grain in GRAINS
    )
    last = f"(({minutes} + {COARSEST - 1}) / {COARSEST}) * {COARSEST}"
    return f"CASE {cases} ELSE {last} END"
