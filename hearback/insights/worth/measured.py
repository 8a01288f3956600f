"""The terms we measured ourselves: of five and more, nobody named, gone with the consent."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hearback.accounts.queries import the_organisation
from hearback.insights.cells.said import MOMENTS
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

    from hearback.relations.customers.queries import Valued
    from hearback.rules.measures import Term

A_YEAR = timedelta(days=365)
_HUNDREDTHS = Decimal(100)


def measured_terms(*, now: datetime) -> dict[str, Term]:
    """Every term that was measured here, of the months of the year before `now`.

    How many people each of them tells, and how many act on it, nobody measures here.
    """
    begin = (now - A_YEAR).astimezone(ZoneInfo(the_organisation().zone)).date().replace(day=1)
    since = {"since": date_format(begin, "F Y")}
    found = {
        "people": _people(begin, _("applied here since %(since)s, less who was hired") % since),
        "customers": _customers(_("of those who agreed to be matched")),
        "unhappy": _unhappy(begin, _("asked after the answer since %(since)s") % since),
        "value": _value(_("customers among those who agreed, in the file")),
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


def _customers(words: str) -> Term | Unsaid:
    worth = worth_of_everybody()
    return worth if isinstance(worth, Unsaid) else measured_share(worth.found, worth.agreed, words)


def _unhappy(begin: date, words: str) -> Term | Unsaid:
    said = counts("relationship", since=begin, about=MOMENTS[Moment.ANSWER])
    return measured_share(said.get(str(Tie.LOST.value), 0), sum(said.values()), words)


def _value(words: str) -> Term | Unsaid | None:
    seen = _commonest()
    if seen is None:
        return None
    # To two figures: one large customer among five must not be read off.
    mean = roughly(Decimal(seen.mean) / _HUNDREDTHS)
    return measured_mean(mean, seen.deviation / float(_HUNDREDTHS), seen.number, words)


def _commonest() -> Valued | None:
    """The values in the currency most of them are in; None where they are few."""
    first = next(iter(values_of_everybody()), None)
    return first if first and first.number >= FLOOR else None
