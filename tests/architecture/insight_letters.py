"""The letters of the insights, in every way they can turn out; see `letters.py`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hearback.insights import letters
from hearback.insights.charts.bars import bars
from hearback.insights.charts.rows import Row

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from hearback.channels.actions import Letter
    from tests.architecture.letters import Desk

PROOF = "Nobody is left without an answer to come."
WEEK = ["42 people applied.", "50 promises were due; 94 % were kept in time."]


def _digests(desk: Desk) -> Iterator[Letter]:
    kept = bars([Row("Kept in time", 47, "47")], "Kept in time 47, broken 3.")
    drawn = {"promises": letters.Shown("Promises of the week", kept, kept.says)}
    for reader, worth in ((desk.cast.omar, ()), (desk.cast.nadia, ("Money at risk: EUR 1,000.",))):
        for pictures in (drawn, {}):
            told = letters.Told(proof=PROOF, week=WEEK, drawn=pictures, worth=worth)
            yield letters.digest(reader, told)


TO_COLLEAGUES: dict[str, Callable[[Desk], Iterator[Letter]]] = {"insights.digest": _digests}
