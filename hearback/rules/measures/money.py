"""Money at risk: every term on the table, each with where it comes from.

    customers at risk = people x reach x customers x unhappy x acting
    money at risk     = customers at risk x value

A loss is an estimate whatever it is made from. So no term is hidden in another: what a published
calculator leaves out stands here as a term of its own with the value 1, and can be changed.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from decimal import Decimal
from enum import StrEnum

from hearback.rules.measures.term import Term


class Unhappy(StrEnum):
    """What the share of the unhappy is a share of; the three are never mixed.

    RESENTMENT: of all who were asked, those who take their custom elsewhere. DETRACTORS: of the
    rejected, those who answered 0 to 6. LEFT: of the rejected, those seen to leave.
    """

    RESENTMENT = "resentment"
    DETRACTORS = "detractors"
    LEFT = "left"


@dataclass(frozen=True)
class Terms:
    """All that an amount is made from.

    people: applicants in a year who were not hired. reach: how many people each of them stands for,
    at least 1, those they tell included. customers: the share of these who are customers. unhappy:
    the share that `kind` says. acting: the share of the unhappy customers who act on it. value:
    what a customer is worth in a year, in `currency` (three letters).
    """

    people: Term
    reach: Term
    customers: Term
    unhappy: Term
    kind: Unhappy
    acting: Term
    value: Term
    currency: str

    def __post_init__(self) -> None:
        for name in ("customers", "unhappy", "acting"):
            if not 0 <= getattr(self, name).value <= 1:
                raise ValueError(f"The share {name!r} goes from 0 to 1.")
        if not all(term.value.is_finite() and term.value >= 0 for _, term in self.named()):
            raise ValueError("No term is below 0.")
        if self.reach.value < 1:
            raise ValueError("Everybody stands for themselves at least.")

    def named(self) -> list[tuple[str, Term]]:
        """Every term with its name, in the order in which they are multiplied."""
        named = ((field.name, getattr(self, field.name)) for field in fields(self))
        return [(name, term) for name, term in named if isinstance(term, Term)]


def customers_at_risk(terms: Terms) -> Decimal:
    """How many customers may take their custom elsewhere within a year; seldom a whole number."""
    people = terms.people.value * terms.reach.value * terms.customers.value
    return people * terms.unhappy.value * terms.acting.value


def money_at_risk(terms: Terms) -> Decimal:
    """What they are worth in a year, in the currency of the terms."""
    return customers_at_risk(terms) * terms.value.value


def not_hired(applicants: int, hires: int) -> Decimal:
    """A - H. Raises ValueError when more were hired than applied."""
    if not 0 <= hires <= applicants:
        raise ValueError("No more can be hired than applied.")
    return Decimal(applicants - hires)
