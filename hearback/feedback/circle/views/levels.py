"""How much feedback says: the setting of the house, and of single countries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from hearback.accounts.access import Right, member_of, team_page
from hearback.feedback.circle import actions as act
from hearback.feedback.circle.desk_forms import CountryLevelForm, LevelForm
from hearback.feedback.circle.models import FeedbackLevel
from hearback.feedback.circle.queries import countries_of_places, levels_set
from hearback.kit import clock
from hearback.kit.sent import sent
from hearback.rules.countries import country_names

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict

    from hearback.feedback.circle.models import LevelRule

FORM = require_http_methods(["GET", "HEAD", "POST"])
COUNTRY = "country"


@team_page(Right.SETTINGS)
@FORM
def levels(request: HttpRequest) -> HttpResponseBase:
    """The level of the house, and those of countries that differ."""
    rules = levels_set()
    usual = rules.pop("", None)
    house, country = _forms(sent(request), usual)
    form = country if country.is_bound else house
    if form.is_valid():
        where = form.cleaned_data.get(COUNTRY, "")
        level = form.level_chosen()
        act.set_level(country=where, level=level, by=member_of(request), now=clock.now())
        messages.success(request, _("Saved. Drafts follow it from now on."))
        return redirect("circle:levels")
    names = country_names()
    shown = [(rule, names.get(code, code)) for code, rule in rules.items()]
    context = {"here": "settings", "house": house, "country": country, "rules": shown}
    status = 422 if form.is_bound else 200
    return render(request, "feedback/circle/levels.html", context, status=status)


def _forms(post: QueryDict | None, usual: LevelRule | None) -> tuple[LevelForm, CountryLevelForm]:
    """The house's form and a country's; only the one that was sent is bound."""
    is_country = post is not None and COUNTRY in post
    first = usual.level if usual else FeedbackLevel.POINTS
    names = country_names()
    countries = [(code, names.get(code, code)) for code in countries_of_places()]
    return (
        LevelForm(None if is_country else post, initial={"level": first}),
        CountryLevelForm(
            post if is_country else None,
            countries=countries,
            auto_id="country-%s",
            initial={"level": FeedbackLevel.REASON},
        ),
    )


@team_page(Right.SETTINGS)
@require_POST
def remove(request: HttpRequest, country: str) -> HttpResponse:
    """Let a country follow the house again."""
    act.set_level(country=country[:2], level=None, by=member_of(request), now=clock.now())
    messages.success(request, _("Openings there follow the house again."))
    return redirect("circle:levels")
