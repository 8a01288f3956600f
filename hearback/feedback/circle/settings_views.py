"""How much feedback says: the setting of the house, and of single countries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from hearback.accounts.access import Right, member_of, team_page
from hearback.accounts.models import Place
from hearback.feedback.circle import actions as act
from hearback.feedback.circle.desk_forms import CountryLevelForm, LevelForm
from hearback.feedback.circle.models import FeedbackLevel, LevelRule
from hearback.kit import clock
from hearback.kit.sent import sent
from hearback.rules.countries import country_names

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, HttpResponseBase

FORM = require_http_methods(["GET", "HEAD", "POST"])
COUNTRY = "country"


@team_page(Right.SETTINGS)
@FORM
def levels(request: HttpRequest) -> HttpResponseBase:
    """The level of the house, and those of countries that differ."""
    rules = {rule.country: rule for rule in LevelRule.objects.all()}
    usual = rules.pop("", None)
    post = sent(request)
    is_country = post is not None and COUNTRY in post
    house = LevelForm(
        None if is_country else post,
        initial={"level": usual.level if usual else FeedbackLevel.POINTS},
    )
    country = CountryLevelForm(
        post if is_country else None, countries=_countries(), prefix=None, auto_id="country-%s"
    )
    form = country if is_country else house
    if form.is_valid():
        where = form.cleaned_data.get(COUNTRY, "")
        level = form.level_chosen()
        act.set_level(country=where, level=level, by=member_of(request), now=clock.now())
        messages.success(request, _("Saved. Drafts follow it from now on."))
        return redirect("circle:levels")
    names = country_names()
    shown = [(rule, names.get(rule.country, rule.country)) for rule in rules.values()]
    context = {"here": "settings", "house": house, "country": country, "rules": shown}
    status = 422 if form.is_bound else 200
    return render(request, "feedback/circle/levels.html", context, status=status)


@team_page(Right.SETTINGS)
@require_POST
def remove(request: HttpRequest, country: str) -> HttpResponse:
    """Let a country follow the house again."""
    act.set_level(country=country[:2], level=None, by=member_of(request), now=clock.now())
    messages.success(request, _("Openings there follow the house again."))
    return redirect("circle:levels")


def _countries() -> list[tuple[str, str]]:
    """Where the house has places: openings are nowhere else."""
    names = country_names()
    codes = Place.objects.order_by("country").values_list("country", flat=True).distinct()
    return [(code, names.get(code, code)) for code in codes]
