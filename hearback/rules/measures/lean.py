"""Small groups lean on the team: how much, and what becomes of a share when they do.

Three bad answers in five say little about a recruiter whose team has three in a hundred. So a group
is believed as if it had heard `weight` more answers, mixed as the team's are. That is the posterior
mean of a Beta-binomial model with a = weight x p and b = weight x (1 - p), p the team's share:

    (count + weight p) / (of + weight)

The weight is learned from the groups themselves (empirical Bayes by moments): the noise within a
group divided by the spread between groups, as Bühlmann and Straub estimate them (Mitteilungen der
Vereinigung schweizerischer Versicherungsmathematiker 70 (1970) 111-133; for Beta-binomial shares
the best linear estimate is the posterior mean above). With n answers in a group, m their mean, N, M
and I the same of all and the number of groups:

    within  = sum of squares around each group's mean / sum of (n - 1)
    between = (sum of n (m - M)² - (I - 1) within) / (N - sum of n² / N)
    weight  = within / between, kept between LEAST and MOST
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from hearback.rules.measures.floor import Unsaid, below_floor
from hearback.rules.measures.shares import Share, wilson

# Few groups say little about how far groups lie apart, so what they teach is held within bounds of
# ours. In shares around one half, where the spread between groups is √(p (1 - p) / (weight + 1)): a
# weight of 5 takes them to lie some 20 points apart, 20 some 11 points and 100 some 5.
LEAST, USUAL, MOST = 5.0, 20.0, 100.0
# With one or two groups nothing is learned and USUAL stands.
ENOUGH_GROUPS = 3

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True)
class Heard:
    """What a group said in sum: how many, the sum of the values they gave, and of their squares."""

    of: int
    total: int
    squares: int


def weight_of_team(groups: Iterable[Heard]) -> float:
    """As how many answers the team's mix counts beside a group's own; see the module."""
    heard = [one for one in groups if one.of > 0]
    everybody = sum(one.of for one in heard)
    if len(heard) < ENOUGH_GROUPS or everybody == len(heard):
        return USUAL
    mean = sum(one.total for one in heard) / everybody
    noise = sum(one.squares - one.total**2 / one.of for one in heard)
    within = noise / (everybody - len(heard))
    apart = sum(one.of * (one.total / one.of - mean) ** 2 for one in heard)
    size = everybody - sum(one.of**2 for one in heard) / everybody
    between = (apart - (len(heard) - 1) * within) / size
    if between <= 0:
        return MOST
    return min(max(within / between, LEAST), MOST)


def leaning(count: int, of: int, team: float, weight: float) -> Share:
    """The share a group most likely has, given the team's share and its weight; `of` is above 0.

    The range is the group's own, widened to hold the value. The range of the posterior would be
    tighter, but it takes the weight for known: with few groups it held the truth 3 times in 4 and
    not 19 in 20 (tried on drawn teams of 6; why it does, Morris, JASA 78 (1983) 47-55).
    """
    value = (count + weight * team) / (of + weight)
    low, high = wilson(count, of)
    borrowed = weight / (of + weight)
    return Share(count, of, value, min(low, value), max(high, value), borrowed=borrowed)


def leaning_shares(
    groups: Mapping[Key, tuple[int, int]], hidden: Mapping[Key, Unsaid] | None = None
) -> dict[Key, Share | Unsaid]:
    """For every group, given as (count, of), its share leaning on all groups together.

    Groups below five have none, nor those in `hidden`: where people's own answers are counted and
    the total is shown beside, hand in `floor.withheld` of the groups. Raises ValueError when
    a group has more than all, or less than none.
    """
    if any(not 0 <= count <= of for count, of in groups.values()):
        raise ValueError("A group cannot have more than all, or less than none.")
    unsaid = {**(hidden or {}), **below_floor({key: of for key, (_, of) in groups.items()})}
    everybody = sum(of for _, of in groups.values())
    team = sum(count for count, _ in groups.values()) / everybody if everybody else 0.0
    weight = weight_of_team(Heard(of, count, count) for count, of in groups.values())
    return {
        key: unsaid[key] if key in unsaid else leaning(count, of, team, weight)
        for key, (count, of) in groups.items()
    }
