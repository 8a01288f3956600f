"""How far an amount can be trusted: its terms drawn again and again from what was seen.

A Bayesian bootstrap (Rubin, Annals of Statistics 9 (1981) 130-134), seeded, so that the same
numbers always give the same range. Of each term, in each of `DRAWS` draws:

- a share of `count` in `of`: Beta(count + 1/2, of - count + 1/2). Resampling the answers themselves
  would say "0, for certain" of nobody in six; half an answer on either side (Jeffreys) does not.
- a mean of `of` values: mean + deviation / √of x Student's t with of - 1 degrees of freedom.
- between two values somebody named: a triangle whose peak is the value.
- anything else stands still, and is named, for a range that leaves out a doubt has to say so.

The range is from the 2.5th to the 97.5th percentile of the products, widened to hold the amount.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from math import ceil, floor, prod, sqrt
from random import Random

from hearback.rules.measures.money import Terms, money_at_risk
from hearback.rules.measures.shares import SURE
from hearback.rules.measures.term import Averaged, Between, Counted, Term

DRAWS = 1000
SEED = 20_260_101
_TAIL = (1 - SURE) / 2
_CENTS = Decimal("0.01")
_FIGURES = 2
_SHARES = frozenset({"customers", "unhappy", "acting"})


@dataclass(frozen=True)
class Estimate:
    """An amount with its 95 % range, all in one currency.

    certain: the terms that did not vary though nobody knows them exactly, by name.
    """

    value: Decimal
    low: Decimal
    high: Decimal
    currency: str
    certain: tuple[str, ...]


def estimate(terms: Terms, *, draws: int = DRAWS, seed: int = SEED) -> Estimate:
    """The money at risk a year with its range. Raises ValueError for no draws."""
    return together([terms], draws=draws, seed=seed)


def together(parts: Sequence[Terms], *, draws: int = DRAWS, seed: int = SEED) -> Estimate:
    """The money at risk of several parts, such as stages, added up, with one range.

    A term that several parts share (one and the same object, such as what a customer is worth) is
    drawn once for all of them. Raises ValueError for no parts or draws, for two currencies, and
    where resentment of everybody would be added to detractors among the rejected.
    """
    if draws < 1:
        raise ValueError("A range needs draws.")
    if len({(one.currency, one.kind) for one in parts}) != 1:
        raise ValueError("Only amounts of one currency and one kind of unhappiness add up.")
    value = sum(map(money_at_risk, parts), Decimal(0))
    low, high = _quantiles(parts, draws, Random(seed))  # noqa: S311  a fair draw keeps no secret
    named = [pair for one in parts for pair in one.named()]
    return Estimate(
        value.quantize(_CENTS, ROUND_HALF_EVEN),
        min(low, value).quantize(_CENTS, ROUND_HALF_EVEN),
        max(high, value).quantize(_CENTS, ROUND_HALF_EVEN),
        parts[0].currency,
        tuple(dict.fromkeys(name for name, term in named if not (term.doubt or term.is_exact))),
    )


def roughly(amount: Decimal) -> Decimal:
    """The amount to two figures, as an estimate is said aloud: 184,500 becomes 180,000."""
    if not amount:
        return amount
    return amount.quantize(Decimal(1).scaleb(amount.adjusted() - _FIGURES + 1), ROUND_HALF_EVEN)


def _quantiles(parts: Sequence[Terms], draws: int, dice: Random) -> tuple[Decimal, Decimal]:
    named = [one.named() for one in parts]
    # By identity: two stages may by chance have equal terms that were measured apart.
    doubted = {id(term): (name, term) for row in named for name, term in row if term.doubt}
    factors = [
        (
            prod(float(term.value) for _, term in row if not term.doubt),
            [id(term) for _, term in row if term.doubt],
        )
        for row in named
    ]
    sums = []
    for _ in range(draws):
        drawn = {key: _drawn(name, term, dice) for key, (name, term) in doubted.items()}
        sums.append(sum(prod((drawn[key] for key in keys), start=still) for still, keys in factors))
    sums.sort()
    low, high = sums[floor(_TAIL * (draws - 1))], sums[ceil((1 - _TAIL) * (draws - 1))]
    return Decimal(low), Decimal(high)


def _drawn(name: str, term: Term, dice: Random) -> float:
    """One draw of a term; shares stay shares, and nothing falls below 0."""
    drawn = _free(term, dice)
    return min(max(drawn, 0.0), 1.0) if name in _SHARES else max(drawn, 0.0)


def _free(term: Term, dice: Random) -> float:
    match term.doubt:
        case Counted(count, of):
            return dice.betavariate(count + 0.5, of - count + 0.5)
        case Averaged(deviation, of):
            freedom = of - 1
            t = dice.gauss(0, 1) / sqrt(dice.gammavariate(freedom / 2, 2) / freedom)
            return float(term.value) + deviation / sqrt(of) * t
        case Between(low, high):
            return dice.triangular(float(low), float(high), float(term.value))
        case None:
            return float(term.value)
