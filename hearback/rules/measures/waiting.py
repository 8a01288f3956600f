"""Time to answer: by when half of everybody, and nine in ten, have heard.

Whoever still waits is in the figure. Each person counts until they were answered, or until now when
they were not: "silent for nine days so far", which is more than nine days and not none. Whoever
withdrew first counts until then, and how many did stands beside the figure. The curve is Kaplan and
Meier's (see `hearback.rules.silence`). When fewer than the wanted share have heard, even of those
watched longest, the figure is "more than", with the longest wait seen: never a number made up of
those who were lucky.

Taking withdrawals as cut short assumes that whoever left would have waited like those who stayed.
Where people leave because of the silence this is too kind; hence their number beside it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from hearback.rules.measures.floor import Unsaid, unsaid
from hearback.rules.silence import Steps, reached, silent_after, still_silent

HALF, MOST = 0.5, 0.9
# A group's curve leans on the team's as if it had so many cases more: a guess of ours, chosen so
# that five cases count a third and fifty more than four fifths.
WEIGHT = 10.0

Key = TypeVar("Key", bound=Hashable)


class Until(StrEnum):
    """What ended a wait."""

    ANSWERED = "answered"
    WAITING = "waiting"
    WITHDREW = "withdrew"


@dataclass(frozen=True)
class Wait:
    """So many people who waited so many whole minutes, and what ended it; WAITING is until now.

    minutes: of the clock on the wall or of working hours, but the same in all that are compared.
    """

    minutes: int
    until: Until
    people: int = 1

    def __post_init__(self) -> None:
        if self.minutes < 0 or self.people < 0:
            raise ValueError("Nobody waits less than no time.")


@dataclass(frozen=True)
class By:
    """By when a share has heard, in minutes; `more_than` when it had not, as far as was seen."""

    minutes: int
    more_than: bool = False


@dataclass(frozen=True)
class TimeToAnswer:
    """By when half and nine in ten have heard, and of whom that tells.

    of: everybody, in whichever state. borrowed: how much of it is the team's, from 0 to 1.
    """

    of: int
    answered: int
    waiting: int
    withdrew: int
    median: By
    p90: By
    steps: Steps
    borrowed: float = 0.0

    @property
    def is_shrunk(self) -> bool:
        """Whether the figures lean on the team's, which has to be said beside them."""
        return self.borrowed > 0

    def heard_within(self, minutes: int) -> float:
        """The share from 0 to 1 that has heard within so many minutes."""
        return 1.0 - silent_after(self.steps, minutes)


def time_to_answer(waits: Iterable[Wait]) -> TimeToAnswer | Unsaid:
    """The median and the 90th percentile of the wait; none from fewer than five people.

    The q-quantile is the first minute at which the share still silent is 1 - q or less; of an even
    number that were all answered, the median is the lower of the two in the middle.
    """
    return _told(list(waits), (), 0.0)


def leaning_times(groups: Mapping[Key, Iterable[Wait]]) -> dict[Key, TimeToAnswer | Unsaid]:
    """The same of every group, leaning on the curve of all together as on WEIGHT cases more."""
    seen = {key: list(waits) for key, waits in groups.items()}
    team = _curve([one for waits in seen.values() for one in waits], (), 0.0)
    return {key: _told(waits, team, WEIGHT) for key, waits in seen.items()}


def _told(waits: list[Wait], team: Steps, weight: float) -> TimeToAnswer | Unsaid:
    people = Counter[Until]()
    for one in waits:
        people[one.until] += one.people
    of = people.total()
    kept_back = unsaid(of)
    if kept_back:
        return kept_back
    steps = _curve(waits, team, weight)
    longest = max(one.minutes for one in waits if one.people)
    return TimeToAnswer(
        of,
        answered=people[Until.ANSWERED],
        waiting=people[Until.WAITING],
        withdrew=people[Until.WITHDREW],
        median=_by(steps, HALF, longest),
        p90=_by(steps, MOST, longest),
        steps=steps,
        borrowed=weight / (weight + of),
    )


def _curve(waits: list[Wait], team: Steps, weight: float) -> Steps:
    answered, cut_short = Counter[int](), Counter[int]()
    for one in waits:
        if one.people:
            ended = answered if one.until is Until.ANSWERED else cut_short
            ended[one.minutes] += one.people
    return still_silent(answered, cut_short, team, weight)


def _by(steps: Steps, share: float, longest: int) -> By:
    minutes = reached(steps, share)
    if minutes is not None:
        return By(minutes)
    return By(max(longest, steps[-1][0] if steps else 0), more_than=True)
