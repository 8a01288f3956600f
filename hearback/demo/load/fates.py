"""What can become of somebody who applies: which steps follow, and how long ago the last was."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

# All spans are hours of working time of whoever answers, so that nobody decides at night and every
# step lies before now, whatever day it is. A working day has eight, a week forty.
Span = tuple[float, float]
USUAL_GAP: Span = (10, 26)


@dataclass(frozen=True)
class Step:
    """One act (a name in `acts.ACTS`), how long after the step before, and a due date of its own.

    `due`: "" lets the policy set the next date; "soon" and "late" are those of `days.named_dues`,
    "tight" is a few working hours ahead. A step with a due date is always the first good news.
    """

    act: str
    gap: Span = USUAL_GAP
    due: str = ""


@dataclass(frozen=True)
class Fate:
    """Steps in order; `last` says how long ago the last of them, or applying, was.

    `waits`: the first promise is open still, so it must not be due yet. `today`: the last step was
    taken hours ago at most, also when nobody has worked since Friday.
    """

    steps: tuple[Step, ...]
    last: Span
    waits: bool = False
    today: bool = False


_REVIEW, _INTERVIEW, _OFFER = Step("review"), Step("interview"), Step("offer")
_NO, _WITHDRAW = Step("decline"), Step("withdraw")
# Less than the five working days of the next date, with a day or two of other places' holidays.
_RECENT: Span = (2, 28)
_OVER: Span = (32, 190)

FATES: Mapping[str, Fate] = {
    # Waiting for a first answer.
    "fresh": Fate((), (0, 14), waits=True),
    "bounced": Fate((), (1, 4), waits=True),
    "reading": Fate((Step("read"),), (0.2, 2.5), waits=True),
    # On the way.
    "review": Fate((_REVIEW,), _RECENT),
    "interview": Fate((_REVIEW, _INTERVIEW), _RECENT),
    "offer": Fate((_REVIEW, _INTERVIEW, _OFFER), (2, 20)),
    "held": Fate((_REVIEW, Step("hold")), (3, 14)),
    # Dates that are near, or were missed.
    "soon": Fate((Step("review", due="soon"),), (14, 24)),
    "late": Fate((Step("review", due="late"),), (18, 30)),
    "slow": Fate((Step("review", due="tight"), Step("decline", gap=(9.5, 12))), (40, 120)),
    # Answered no.
    "no": Fate((_NO,), _OVER),
    "no_review": Fate((_REVIEW, _NO), _OVER),
    "no_meeting": Fate((_REVIEW, _INTERVIEW, _NO), _OVER),
    "filled": Fate((_REVIEW, Step("filled")), (30, 44)),
    "leaving": Fate((_REVIEW, _NO), (0.3, 0.9), today=True),
    "doubt": Fate((_REVIEW, Step("decline", gap=(8, 9))), (18, 19)),
    # The other ends.
    "hired": Fate(
        (_REVIEW, _INTERVIEW, _OFFER, Step("hire"), Step("call", gap=(2.5, 4))), (70, 150)
    ),
    "withdrew": Fate((_WITHDRAW,), (20, 150)),
    "withdrew_later": Fate((_REVIEW, _WITHDRAW), (20, 150)),
}
