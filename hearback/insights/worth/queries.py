"""With which terms the sum begins, and what was kept before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from hearback.insights.models import Calculation
from hearback.insights.worth.estimate import money
from hearback.insights.worth.measured import currency_here, measured_terms
from hearback.insights.worth.terms import TERMS, read
from hearback.rules.measures import PUBLISHED, Source, Terms, Unhappy, estimate, roughly

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from hearback.rules.measures import Term

_LATEST = 10
EURO = "EUR"


@dataclass(frozen=True)
class Start:
    """Terms to begin with, some of which may be missing."""

    terms: Mapping[str, Term]
    kind: Unhappy
    currency: str
    preset: str = ""

    @property
    def whole(self) -> Terms | None:
        """The terms, when none is missing."""
        if any(asked.name not in self.terms for asked in TERMS):
            return None
        return Terms(**self.terms, kind=self.kind, currency=self.currency)


def start(preset: str, measured: Mapping[str, Term], currency: str = "") -> Start:
    """A published calculator when one is asked for; else what was kept last; else what we measured.

    What was measured here is always as it is now: a share that is gone since is not brought back.
    """
    if preset in PUBLISHED:
        terms = PUBLISHED[preset]
        return Start(dict(terms.named()), terms.kind, terms.currency, preset)
    last = Calculation.objects.order_by("-kept_at", "-pk").first()
    if last is None:
        return Start(measured, Unhappy.RESENTMENT, currency or EURO)
    known = read(last.terms, kind=last.kind, currency=last.currency)
    typed = {name: term for name, term in known.named() if term.source is not Source.MEASURED}
    ours = {name: term for name, term in measured.items() if name not in typed}
    # What a customer is worth is measured in one currency, whatever was kept before.
    money = currency if "value" in ours else last.currency
    return Start({**typed, **ours}, known.kind, money, last.preset)


def lately() -> list[tuple[Calculation, str]]:
    """The latest sums that were kept, newest first, each with its amount in words."""
    rows = Calculation.objects.select_related("kept_by").order_by("-kept_at", "-pk")[:_LATEST]
    return [(row, money(roughly(row.value), row.currency)) for row in rows]


def said_now(*, now: datetime) -> str:
    """What the terms kept last come to now, with the range; empty when none were kept.

    What was measured is measured anew, so that nobody who took their consent back is in it.
    """
    terms = start("", measured_terms(now=now), currency_here()).whole
    if terms is None or not Calculation.objects.exists():
        return ""
    found = estimate(terms)
    about, low, high = (
        money(roughly(amount), found.currency) for amount in (found.value, found.low, found.high)
    )
    return _("about %(about)s (%(low)s to %(high)s)") % {"about": about, "low": low, "high": high}
