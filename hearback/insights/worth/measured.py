"""The terms we measured ourselves: in sums of five and more, nobody named."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.rules.measures import Term


def measured_terms(*, now: datetime) -> dict[str, Term]:
    """Every term that was measured here, of the year before `now`."""
    del now
    return {}


def currency_here() -> str:
    """The currency of the customer file; empty when there is none."""
    return ""
