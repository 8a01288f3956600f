"""The six terms of money at risk: what each is called, how it is typed, and how it is kept."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from hearback.rules.measures import Averaged, Between, Counted, Source, Term, Terms, Unhappy

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.utils.functional import Promise as LazyText

HUNDRED = Decimal(100)
# As fine as a box takes it, and as it is read: from one on, more figures would say nothing.
_TYPED, _READ = Decimal("0.000001"), Decimal("0.01")


@dataclass(frozen=True)
class Asked:
    """One term on the page: its name in the sum, what it is called, and what it means."""

    name: str
    title: str | LazyText
    means: str | LazyText
    is_share: bool = False

    def shown(self, value: Decimal) -> Decimal:
        """The value as it is typed: shares in percent, as finely as the box takes them."""
        return _short((value * HUNDRED if self.is_share else value).quantize(_TYPED))

    def told(self, value: Decimal) -> str:
        """The value as it is read: a third of all is 33.33."""
        shown = self.shown(value)
        return f"{_short(shown.quantize(_READ)) if shown >= 1 else shown:,f}"

    def meant(self, typed: Decimal) -> Decimal:
        """The value of what was typed."""
        return typed / HUNDRED if self.is_share else typed


TERMS = (
    Asked("people", _("People"), _("Applicants of a year who were not hired.")),
    Asked(
        "reach",
        _("Reach"),
        _("How many people each of them stands for: themselves, and whom they tell."),
    ),
    Asked("customers", _("Customers"), _("How many of these are customers."), is_share=True),
    Asked("unhappy", _("Unhappy"), _("How many of the customers are unhappy."), is_share=True),
    Asked("acting", _("Acting"), _("How many of the unhappy act on it."), is_share=True),
    Asked("value", _("Value"), _("What a customer is worth in a year.")),
)
KINDS = {
    Unhappy.RESENTMENT: _("of everybody asked, those who take it elsewhere"),
    Unhappy.DETRACTORS: _("of the declined, those who answered 0 to 6"),
    Unhappy.LEFT: _("of the declined, those seen to leave"),
}
NEVER_MIXED = _(
    "Resentment is a share of everybody asked; detractors and those who left are shares of the"
    " declined. They are never mixed: choose what this share is a share of."
)
SOURCES = {
    Source.MEASURED: _("Measured here"),
    Source.PUBLISHED: _("Published"),
    Source.TYPED: _("Typed"),
}
PRESETS = {
    "survale": "Survale / CandE",
    "hireright": "HireRight / Talent Board",
    "starred": "Starred",
    "virgin": "Virgin Media",
}


def kept(terms: Terms) -> dict[str, Any]:
    """The terms as JSON, to the last digit."""
    return {name: _as_json(term) for name, term in terms.named()}


def read(known: Mapping[str, Any], *, kind: str, currency: str) -> Terms:
    """The same terms again."""
    terms = {name: _term(known[name]) for name in (asked.name for asked in TERMS)}
    return Terms(**terms, kind=Unhappy(kind), currency=currency)


def _as_json(term: Term) -> dict[str, Any]:
    told: dict[str, Any] = {
        "value": str(term.value),
        "source": term.source.value,
        "words": term.words,
    }
    match term.doubt:
        case Counted(count, of):
            told["counted"] = [count, of]
        case Averaged(deviation, of):
            told["averaged"] = [deviation, of]
        case Between(low, high):
            told["between"] = [str(low), str(high)]
        case None:
            pass
    return told


def _term(told: Mapping[str, Any]) -> Term:
    doubt: Counted | Averaged | Between | None = None
    if "counted" in told:
        doubt = Counted(*told["counted"])
    elif "averaged" in told:
        doubt = Averaged(*told["averaged"])
    elif "between" in told:
        low, high = told["between"]
        doubt = Between(Decimal(low), Decimal(high))
    return Term(Decimal(told["value"]), Source(told["source"]), told["words"], doubt)


def _short(value: Decimal) -> Decimal:
    """Without zeros that say nothing, and never as 1E+5."""
    cut = value.normalize()
    return cut.quantize(Decimal(1)) if cut == cut.to_integral_value() else cut
