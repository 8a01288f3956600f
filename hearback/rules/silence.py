"""Who is still silent after so long, when some were watched for a while only.

Leaving out whoever has no answer yet would make every wait look short: the longest waits are the
ones still going on. Somebody watched for three days in silence counts as silent for three days and
says nothing of the fourth (right-censored). The curve is the product-limit estimate of Kaplan and
Meier (JASA 53 (1958) 457-481), and with something believed beforehand the posterior mean of a
Dirichlet process on censored times (Susarla and Van Ryzin, JASA 71 (1976) 897-902; the same as
Hjort's beta process with c = weight x S0). With S0 the prior's share of those still silent, d
answers at t and Y that were still watched at t:

    S(t) = product over s <= t of 1 - (weight f0(s) + d(s)) / (weight S0(s-) + Y(s))

Where nothing was cut short that is (weight S0 + n Sn) / (weight + n): the prior counts like
`weight` answers. With a weight of 0 it is Kaplan and Meier's.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping

# The share still silent from each time on: steps down, from 1 before the first.
Steps = tuple[tuple[int, float], ...]


def still_silent(
    answered: Mapping[int, int],
    cut_short: Mapping[int, int],
    prior: Steps = (),
    weight: float = 0.0,
) -> Steps:
    """The curve from how many answered at each time, and how many were watched until then only.

    Any unit of time that is the same in all three. Whoever was cut short at a time was still
    watched at that time. `prior` counts like `weight` answers, and for nothing when that is 0.
    """
    drops = dict(prior) if weight else {}
    watched = sum(answered.values()) + sum(cut_short.values())
    steps, share, believed = [], 1.0, 1.0
    for moment in sorted({*answered, *cut_short, *drops}):
        came, left = answered.get(moment, 0), drops.get(moment, believed)
        at_risk = weight * believed + watched
        if at_risk > 0 and (came or moment in drops):
            share *= max(0.0, 1.0 - (weight * (believed - left) + came) / at_risk)
            steps.append((moment, share))
        believed = left
        watched -= came + cut_short.get(moment, 0)
    return tuple(steps)


def silent_after(steps: Steps, moment: float) -> float:
    """The share that has not answered once this time is over."""
    place = bisect_left(steps, (moment, 2.0))
    return steps[place - 1][1] if place else 1.0


def reached(steps: Steps, share: float) -> int | None:
    """The first time by which this share (0 to 1) has an answer; None when it never has."""
    silent = 1.0 - share
    return next((moment for moment, left in steps if left <= silent + 1e-9), None)
