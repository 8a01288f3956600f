"""Keeping the terms of money at risk, and the sums that take long to add up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from hearback.accounts.access import Right, may
from hearback.insights.models import Calculation
from hearback.insights.worth.terms import kept
from hearback.insights.worth.ties import TIES
from hearback.kit.errors import NotYours
from hearback.relations.customers.queries import TALLIES
from hearback.relations.customers.tallies import keep_tallies
from hearback.rules.measures import estimate

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.accounts.models import Member
    from hearback.rules.measures import Terms


def keep(terms: Terms, *, preset: str, by: Member, now: datetime) -> Calculation:
    """Keep these terms and what they come to.

    The row itself says who and when: the ledger, which those who decide read too, is not told.
    Raises NotYours to whoever may not know what customers are worth.
    """
    if not may(by, Right.WORTH):
        raise NotYours(_("There is no such page for you here."))
    found = estimate(terms)
    return Calculation.objects.create(
        kept_at=now,
        kept_by=by,
        kind=terms.kind.value,
        currency=terms.currency,
        preset=preset,
        terms=kept(terms),
        value=found.value,
        low=found.low,
        high=found.high,
    )


def keep_sums(*, now: datetime) -> int:
    """Add up anew what is due of the sums about customers; returns how many were."""
    return keep_tallies({**TALLIES, **TIES}, now=now)
