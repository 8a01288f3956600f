"""Money at risk: the sum with every term on the table, for analysts alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hearback.accounts.access import Right, member_of, team_page
from hearback.insights.worth.actions import keep
from hearback.insights.worth.estimate import tell
from hearback.insights.worth.forms import TermsForm
from hearback.insights.worth.measured import currency_here, measured_terms
from hearback.insights.worth.queries import lately, start
from hearback.insights.worth.terms import PRESETS
from hearback.insights.worth.ties import WAYS, lost_and_won, ways
from hearback.kit import clock
from hearback.kit.sent import sent

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from hearback.rules.measures import Terms

KEEP = "keep"


@team_page(Right.WORTH)
def worth(request: HttpRequest) -> HttpResponse:
    """See the sum, change its terms, and keep them."""
    member, now = member_of(request), clock.now()
    measured, money = measured_terms(now=now), currency_here()
    terms: Terms | None = None
    if request.method == "POST":
        form = TermsForm(sent(request), measured=measured, money=money, by=member.name)
        terms = form.terms if form.is_valid() else None
        if terms and request.POST.get("act") == KEEP:
            keep(terms, preset=form.cleaned_data["preset"], by=member, now=now)
            messages.success(request, _("Kept, with your name and the date."))
            return redirect("insights:worth")
    else:
        begun = start(request.GET.get("preset", ""), measured, money)
        known = {"kind": begun.kind.value, "currency": begun.currency}
        ours = {"measured": measured, "money": money, "by": member.name}
        form = TermsForm.of(begun.terms, preset=begun.preset, initial=known, **ours)
        terms = begun.whole
    way = request.GET.get("by", "")
    way = way if way in WAYS else "stage"
    context = {"way": way, "ways": ways(), "ties": lost_and_won(way)}
    context |= {"form": form, "sum": terms and tell(terms), "presets": PRESETS, "lately": lately()}
    return render(request, "insights/worth.html", {"here": "insights", **context})
