"""What became of our word: promises kept, kept late and broken, and how the broken were mended."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from hearback.rules.measures.floor import Unsaid
from hearback.rules.measures.shares import Share, share, shares
from hearback.rules.promises import PromiseState

_COUNTED = (PromiseState.KEPT, PromiseState.KEPT_LATE, PromiseState.BROKEN)


@dataclass(frozen=True)
class OurWord:
    """The shares of promises kept, kept late and broken, of all whose moment is over.

    mended: of the broken, those whose promisee was answered in the end. moved: given a new date
    before the old one. released: owed no more, for instance after a withdrawal. waiting: not due
    yet. The last three are in no share.
    """

    of: int
    kept: Share
    late: Share
    broken: Share
    mended: Share | Unsaid
    moved: int
    released: int
    waiting: int


def our_word(
    states: Mapping[PromiseState, int], *, overdue: int = 0, mended: int = 0
) -> OurWord | Unsaid:
    """The shares from how many promises are in each state; none from fewer than five.

    Each share is its count / (kept + kept late + broken). `overdue` of the open ones are due
    already: they count as broken, so that a clock that stands still flatters nobody. `mended` of
    the broken, overdue ones included, were answered in the end. Raises ValueError when there are
    more of either than that.
    """
    still_open = states.get(PromiseState.OPEN, 0)
    if not 0 <= overdue <= still_open:
        raise ValueError("Only an open promise can be overdue.")
    counts = {state: states.get(state, 0) for state in _COUNTED}
    counts[PromiseState.BROKEN] += overdue
    made_good = share(mended, counts[PromiseState.BROKEN])
    found = shares(counts)
    if isinstance(found, Unsaid):
        return found
    return OurWord(
        sum(counts.values()),
        kept=found[PromiseState.KEPT],
        late=found[PromiseState.KEPT_LATE],
        broken=found[PromiseState.BROKEN],
        mended=made_good,
        moved=states.get(PromiseState.RENEGOTIATED, 0),
        released=states.get(PromiseState.RELEASED, 0),
        waiting=still_open - overdue,
    )
