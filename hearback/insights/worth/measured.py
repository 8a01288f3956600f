"""The terms we measured ourselves: of five and more, nobody named, gone with the consent."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hearback.insights.cells.said import MOMENTS
from hearback.insights.period import first_month
from hearback.insights.queries import counts, total
from hearback.relations.customers.queries import values_of_everybody, worth_of_everybody
from hearback.rules.measures import (
    FLOOR,
    Moment,
    Tie,
    Unsaid,
    known,
    measured_mean,
    measured_share,
    not_hired,
    roughly,
)

if TYPE_CHECKING:
    from datetime import date, datetime

    from hearback.relations.customers.queries import Valued, Worth
    from hearback.rules.measures import Term

A_YEAR = "12"
_HUNDREDTHS = Decimal(100)


def measured_terms(*, now: datetime) -> dict[str, Term]:
    """Every term that was measured here, of this month and the eleven before: never over a year.

    How many people each of them tells, and how many act on it, nobody measures here.
    """
    begin = first_month(A_YEAR, now=now) or now.date()
    since = {"since": date_format(begin, "F Y")}
    worth = worth_of_everybody()
    found = {
        "people": _people(begin, _("applications since %(since)s, less hires") % since),
        "customers": _customers(worth, _("of those who agreed to be matched")),
        "unhappy": _unhappy(begin, _("asked after the answer since %(since)s") % since),
        "value": _value(worth, _("customers among those who agreed, in the file")),
    }
    return {name: term for name, term in found.items() if term and not isinstance(term, Unsaid)}


def currency_here() -> str:
    """The currency most customers who agreed are worth something in; empty when there are few."""
    first = _commonest()
    return first.currency if first else ""


def _people(begin: date, words: str) -> Term | None:
    applied = sum(counts("first_answer", since=begin).values())
    hired = total(counts("stage", since=begin), "hired")
    # Whoever was hired may have come in a month before; then there is nobody to count.
    return known(int(not_hired(applied, min(hired, applied))), words) if applied else None


def _customers(worth: Worth | Unsaid, words: str) -> Term | Unsaid:
    return worth if isinstance(worth, Unsaid) else measured_share(worth.found, worth.agreed, words)


def _unhappy(begin: date, words: str) -> Term | Unsaid:
    said = counts("relationship", since=begin, about=MOMENTS[Moment.ANSWER])
    return measured_share(said.get(str(Tie.LOST.value), 0), sum(said.values()), words)


def _value(worth: Worth | Unsaid, words: str) -> Term | Unsaid | None:
    """The mean of what customers are worth; none where even their sum is not said."""
    seen = _commonest()
    if seen is None or isinstance(worth, Unsaid) or seen.currency not in worth.value:
        return None
    # To two figures: one large customer among five must not be read off.
    mean = roughly(Decimal(seen.mean) / _HUNDREDTHS)
    return measured_mean(mean, seen.deviation / float(_HUNDREDTHS), seen.number, words)


def _commonest() -> Valued | None:
    """The values in the currency most of them are in; None where they are few."""
    first = next(iter(values_of_everybody()), None)
    return first if first and first.number >= FLOOR else None
