"""How long somebody takes to answer, learned from what they did, and the team's habit till then.

Time is measured in the contact's working hours: a night or a weekend is no silence, so an ask on
Friday at five and one on Monday at nine teach the same. It runs from an ask or a reminder to the
answer; one that was followed by another reminder instead was watched until then and no longer
(right-censored). Leaving those out would teach that everybody answers soon, and chase them harder.

The curve is that of `hearback.rules.silence`: the prior counts like `weight` answers.
A contact's prior is the team's curve, and the team's is `USUAL`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from hearback.rules.silence import Steps, reached, silent_after, still_silent

# In working minutes. What is finer than this says nothing about a person.
GRAIN = 15
DAY = 8 * 60
# Who has said nothing for five working days will not, of themselves.
HORIZON = 5 * DAY
# By when somebody "usually" has answered: two times in three, of those they answer at all. In the
# simulated year (bench/cadence.py) four in five saved a few reminders more and lost answers of who
# reads once a day; one in two cost half as many again, and more of them came within the hour of an
# answer.
MOSTLY = 2 / 3
WEIGHT, TEAM_WEIGHT = 6.0, 12.0
# Of those who answer at all, how long they take, before we know anybody: a guess of ours that any
# twelve answers of a team outweigh.
USUAL_TIMES = ((30, 0.12), (60, 0.22), (120, 0.36), (240, 0.52), (480, 0.7), (960, 0.84))
USUAL_TAIL = ((1440, 0.9), (2400, 0.95))


@dataclass(frozen=True, slots=True)
class Seen:
    """One ask or reminder: the working minutes until the answer, or until we stopped watching."""

    minutes: float
    answered: bool


@dataclass(frozen=True)
class Curve:
    """The share still silent after so many working minutes: steps down, from 1 before the first."""

    steps: Steps

    def silent_after(self, minutes: float) -> float:
        """The share that has not answered once these working minutes are over."""
        return silent_after(self.steps, minutes)

    @property
    def hope(self) -> float:
        """How many of all asks and reminders are answered before the horizon, from 0 to 1."""
        return 1.0 - self.silent_after(HORIZON)

    def usually_within(self, share: float = MOSTLY) -> int:
        """Within how many working minutes that share of all answers came, at most the horizon."""
        minutes = reached(self.steps, share * self.hope)
        return HORIZON if minutes is None else min(minutes, HORIZON)


USUAL = Curve(tuple((minutes, 1.0 - share) for minutes, share in USUAL_TIMES + USUAL_TAIL))


def learn(seen: Sequence[Seen], prior: Curve, weight: float = WEIGHT) -> Curve:
    """The curve of somebody of whom this was seen, and `prior` believed as so many answers.

    Raises ValueError for a weight that is not positive.
    """
    if not weight > 0:
        raise ValueError("What was believed before has to weigh something.")
    answered = Counter(_grains(one.minutes) for one in seen if one.answered)
    cut_short = Counter(_grains(one.minutes) for one in seen if not one.answered)
    return Curve(still_silent(answered, cut_short, prior.steps, weight))


def team_curve(seen: Sequence[Seen]) -> Curve:
    """How the team answers altogether; the usual, while little was seen."""
    return learn(seen, USUAL, TEAM_WEIGHT)


def _grains(minutes: float) -> int:
    """Up to a whole quarter of an hour, at least one."""
    return max(GRAIN, -int(-minutes // GRAIN) * GRAIN)
