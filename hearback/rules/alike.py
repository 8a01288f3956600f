"""Finding the same words again after somebody rephrased them."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

ALIKE = 0.7


def pair_alike(wanted: Sequence[str], there: Sequence[str]) -> dict[int, int]:
    """Which of `there` each of `wanted` most likely is, by index; what is nowhere is left out.

    The same words go before words that are alike, and nothing is paired twice.
    """
    left = dict(enumerate(there))
    pairs: dict[int, int] = {}
    for exact in (True, False):
        for at, text in enumerate(wanted):
            found = None if at in pairs else _closest(text, left, exact=exact)
            if found is not None:
                pairs[at] = found
                del left[found]
    return pairs


def _closest(text: str, left: dict[int, str], *, exact: bool) -> int | None:
    if exact:
        return next((at for at, other in left.items() if other == text), None)
    likeness = {at: SequenceMatcher(None, other, text).ratio() for at, other in left.items()}
    best = max(likeness, key=lambda at: likeness[at], default=None)
    return best if best is not None and likeness[best] >= ALIKE else None
