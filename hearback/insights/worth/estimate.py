"""The sum as it is told: how many customers, how much money, by which steps, and how sure."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hearback.insights.charts.bars import bars
from hearback.insights.charts.figure import Figure, Number, Table, Told
from hearback.insights.charts.rows import Row
from hearback.insights.worth.terms import SOURCES, TERMS
from hearback.rules.measures import (
    Averaged,
    Between,
    Counted,
    Term,
    customers_at_risk,
    estimate,
    roughly,
)

if TYPE_CHECKING:
    from hearback.insights.worth.terms import Asked
    from hearback.rules.measures import Estimate, Terms

_FEW = 10


@dataclass(frozen=True)
class Sum:
    """The estimate in words: the amount to two figures, in full, its range, and what is certain."""

    about: str
    exact: str
    low: str
    high: str
    has_range: bool
    customers: str
    certain: str
    figure: Figure


def tell(terms: Terms) -> Sum:
    """What these terms come to."""
    found = estimate(terms)
    titles = {asked.name: str(asked.title) for asked in TERMS}
    return Sum(
        about=money(roughly(found.value), found.currency),
        exact=money(found.value, found.currency),
        low=money(roughly(found.low), found.currency),
        high=money(roughly(found.high), found.currency),
        has_range=found.low != found.high,
        customers=people(customers_at_risk(terms)),
        certain=", ".join(titles[name] for name in found.certain),
        figure=_figure(terms, found),
    )


def money(amount: Decimal, currency: str) -> str:
    """An amount with its currency, cents only where there are any: USD 184,500."""
    cut = amount.quantize(Decimal(1)) if amount == amount.to_integral_value() else amount
    return f"{currency} {cut:,}"


def people(number: Decimal) -> str:
    """A number of people: whole, unless there are so few that the part says something."""
    small = number < _FEW and number != number.to_integral_value()
    return f"{number.quantize(Decimal('0.1') if small else Decimal(1), ROUND_HALF_EVEN):,}"


def shown(asked: Asked, term: Term, currency: str) -> str:
    """A term's value as it is read."""
    if asked.is_share:
        return f"{asked.told(term.value)} %"
    if asked.name == "value":
        return money(asked.shown(term.value), currency)
    return asked.told(term.value)


def doubt_of(asked: Asked, term: Term) -> str:
    """How sure a term is, in words; empty for what is known exactly."""
    match term.doubt:
        case Counted(count, of):
            said = ngettext("%(count)d of %(of)d person", "%(count)d of %(of)d people", of)
            return said % {"count": count, "of": of}
        case Averaged(_deviation, of):
            return ngettext("mean of %(of)d", "mean of %(of)d", of) % {"of": of}
        case Between(low, high):
            ends = [asked.shown(low), asked.shown(high)]
            unit = " %" if asked.is_share else ""
            return _("%(low)s to %(high)s") % {
                "low": f"{ends[0]:,f}{unit}",
                "high": f"{ends[1]:,f}{unit}",
            }
        case None:
            return "" if term.is_exact else _("no range given")


def _figure(terms: Terms, found: Estimate) -> Figure:
    """From people to customers at risk, one bar for each step; and every term with its source."""
    rows: list[Row] = []
    table: list[list[Told]] = []
    left = Decimal(1)
    for asked, (_name, term) in zip(TERMS, terms.named(), strict=True):
        source = str(SOURCES[term.source])
        said = shown(asked, term, terms.currency)
        table.append(
            [
                str(asked.title),
                Number(said, float(asked.shown(term.value))),
                doubt_of(asked, term),
                source,
                term.words,
            ]
        )
        if asked.name == "value":
            continue
        left *= term.value
        rows.append(Row(_step(asked, said), float(left), people(left)))
    says = _("From %(first)s to %(last)s customers at risk a year, worth %(money)s.") % {
        "first": rows[0].words,
        "last": rows[-1].words,
        "money": money(found.value, found.currency),
    }
    return Figure(
        key="terms",
        title=_("How it comes about"),
        means=_("Each bar is the one above, times the term named over it."),
        drawing=bars(rows, says),
        table=Table([_("Term"), _("Value"), _("Range"), _("Source"), _("From where")], table),
    )


def _step(asked: Asked, said: str) -> str:
    return str(asked.title) if asked.name == "people" else f"{asked.title} × {said}"
