"""Which months a page is about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from hearback.accounts.queries import the_organisation

if TYPE_CHECKING:
    from datetime import datetime

    from django.utils.functional import Promise as LazyText

NAMES: dict[str, str | LazyText] = {
    "month": _("This month"),
    "quarter": _("This quarter"),
    "year": _("This year"),
    "all": _("All time"),
}
USUAL = "quarter"


@dataclass(frozen=True)
class Period:
    """From the month `since` on, on the organisation's clock; None is from the beginning."""

    name: str
    since: date | None

    @property
    def title(self) -> str | LazyText:
        """What it is called."""
        return NAMES[self.name]


def period_of(name: str | None, *, now: datetime) -> Period:
    """The period an address names; the usual one when it names none."""
    chosen = name if name in NAMES else USUAL
    today = now.astimezone(ZoneInfo(the_organisation().zone)).date()
    first = {
        "month": date(today.year, today.month, 1),
        "quarter": date(today.year, 3 * ((today.month - 1) // 3) + 1, 1),
        "year": date(today.year, 1, 1),
        "all": None,
    }
    return Period(chosen, first[chosen])
