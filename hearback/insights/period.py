"""Of which months and which team a page tells: chosen at its top, kept in its address."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from hearback.accounts.models import Place, Team
from hearback.accounts.queries import the_organisation
from hearback.insights.models import ScopeKind
from hearback.insights.queries import EVERYTHING, Scope

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import QueryDict

MONTHS = {
    "3": _("this month and the two before"),
    "12": _("this month and the eleven before"),
    "": _("everything"),
}
USUAL, LONGEST = "12", "24"


@dataclass(frozen=True)
class Asked:
    """What a page is asked: the moment, from which month on (None: from the first), of whom."""

    now: datetime
    since: date | None
    team: Team | None = None
    place: Place | None = None

    @property
    def scope(self) -> Scope:
        """Whose cells to read."""
        return Scope(ScopeKind.TEAM, (self.team.pk,)) if self.team else EVERYTHING


class PeriodForm(forms.Form):
    """Months and team."""

    months = forms.ChoiceField(label=_("Of"), choices=list(MONTHS.items()), required=False)
    team = forms.ModelChoiceField(
        Team.objects.all(), label=_("Team"), required=False, empty_label=_("All teams")
    )

    @classmethod
    def of(cls, asked: QueryDict) -> PeriodForm:
        """What the address says; a year where it says nothing."""
        return cls(asked if "months" in asked else {**asked.dict(), "months": USUAL})

    def asked(self, *, now: datetime) -> Asked:
        """The same as months on the organisation's clock; what is odd counts as not said."""
        known: dict[str, Any] = self.cleaned_data if self.is_valid() else {"months": USUAL}
        since = first_month(known["months"], now=now)
        return Asked(now, since, known.get("team"), known.get("place"))


class PublicForm(PeriodForm):
    """Months of public reviews, at most two years, with the place they are about."""

    months = forms.ChoiceField(
        label=_("Of"),
        choices=[("12", MONTHS["12"]), (LONGEST, _("this month and the twenty-three before"))],
        required=False,
    )
    place = forms.ModelChoiceField(
        Place.objects.order_by("name"),
        label=_("Place"),
        required=False,
        empty_label=_("All places"),
    )


def first_month(months: str, *, now: datetime) -> date | None:
    """The first day of the first of so many months, this one included; None for all there are."""
    if not months:
        return None
    today = now.astimezone(ZoneInfo(the_organisation().zone)).date()
    number = today.year * 12 + today.month - int(months)
    return date(number // 12, number % 12 + 1, 1)
