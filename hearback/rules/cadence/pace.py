"""How long somebody takes to answer, learned from what they did, and the team's habit till then.

Time is measured in the contact's working hours: a night or a weekend is no silence, so an ask on
Friday at five and one on Monday at nine teach the same. It runs from an ask or a reminder to the
answer; one that was followed by another reminder instead was watched until then and no longer
(right-censored). Leaving those out would teach that everybody answers soon, and chase them harder.

The curve is the posterior mean of a Dirichlet process on censored times (Susarla and Van Ryzin,
JASA 71 (1976) 897-902; the same as Hjort's beta process with c = weight x S0). With S0 the prior's
share of those still silent, d answers at t and Y that were still watched at t:

    S(t) = product over s <= t of 1 - (weight f0(s) + d(s)) / (weight S0(s-) + Y(s))

Where nothing was cut short that is (weight S0 + n Sn) / (weight + n): the prior counts like
`weight` answers. A contact's prior is the team's curve, and the team's is `USUAL`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

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


@dataclass(frozen=True)
class Seen:
    """One ask or reminder: the working minutes until the answer, or until we stopped watching."""

    minutes: float
    answered: bool


@dataclass(frozen=True)
class Curve:
    """The share still silent after so many working minutes: steps down, from 1 before the first."""

    steps: tuple[tuple[int, float], ...]

    def silent_after(self, minutes: float) -> float:
        """The share that has not answered once these working minutes are over."""
        place = bisect_left(self.steps, (minutes, 2.0))
        return self.steps[place - 1][1] if place else 1.0

    @property
    def hope(self) -> float:
        """How many of all asks and reminders are answered before the horizon, from 0 to 1."""
        return 1.0 - self.silent_after(HORIZON)

    def usually_within(self, share: float = MOSTLY) -> int:
        """Within how many working minutes that share of all answers came, at most the horizon."""
        silent = 1.0 - share * self.hope
        reached = (minutes for minutes, left in self.steps if left <= silent + 1e-9)
        return min(next(reached, HORIZON), HORIZON)


USUAL = Curve(tuple((minutes, 1.0 - share) for minutes, share in USUAL_TIMES + USUAL_TAIL))


def learn(seen: Sequence[Seen], prior: Curve, weight: float = WEIGHT) -> Curve:
    """The curve of somebody of whom this was seen, and `prior` believed as so many answers.

    Raises ValueError for a weight that is not positive.
    """
    if not weight > 0:
        raise ValueError("What was believed before has to weigh something.")
    watched = sorted(_grains(one.minutes) for one in seen)
    answers = Counter(_grains(one.minutes) for one in seen if one.answered)
    drops = dict(prior.steps)
    steps, share, believed = [], 1.0, 1.0
    for minutes in sorted({*answers, *drops}):
        left = drops.get(minutes, believed)
        at_risk = weight * believed + len(watched) - bisect_left(watched, minutes)
        share *= max(0.0, 1.0 - (weight * (believed - left) + answers[minutes]) / at_risk)
        believed = left
        steps.append((minutes, share))
    return Curve(tuple(steps))


def team_curve(seen: Sequence[Seen]) -> Curve:
    """How the team answers altogether; the usual, while little was seen."""
    return learn(seen, USUAL, TEAM_WEIGHT)


def _grains(minutes: float) -> int:
    """Up to a whole quarter of an hour, at least one."""
    return max(GRAIN, -int(-minutes // GRAIN) * GRAIN)
