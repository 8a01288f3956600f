"""The page behind a link to the shop, and the rules of passing on at the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from hearback.accounts.access import Right, member_of, team_page
from hearback.kit import clock
from hearback.kit.private import private
from hearback.kit.sent import sent
from hearback.relations.friends.actions import set_rules
from hearback.relations.friends.codes import referrer_behind
from hearback.relations.friends.models import FriendRules
from hearback.relations.friends.queries import friend_rules
from hearback.rules.names import greeting_name

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


class RulesForm(forms.ModelForm):  # type: ignore[type-arg]  # no parameter at run time
    """Whether people may pass openings on, where it is said, and how many rewards one may have."""

    shop_url = forms.URLField(
        label=gettext_lazy("Your shop's page"),
        required=False,
        assume_scheme="https",
        max_length=300,
        help_text=gettext_lazy("With it, people get a link to the shop as well."),
    )

    class Meta:
        model = FriendRules
        fields = ["is_on", "in_letters", "shop_url", "most_a_year"]
        help_texts = {"in_letters": gettext_lazy("A line at the end; a no carries it too.")}


@team_page(Right.SETTINGS)
@require_http_methods(["GET", "HEAD", "POST"])
def rules(request: HttpRequest) -> HttpResponse:
    """The rules of passing on; rewards come from pools of codes."""
    form = RulesForm(sent(request), instance=friend_rules())
    if form.is_valid():
        set_rules(values=form.cleaned_data, by=member_of(request), now=clock.now())
        messages.success(request, _("Saved."))
        return redirect("friends:rules")
    context = {"here": "settings", "form": form}
    return render(request, "friends/rules.html", context, status=422 if form.errors else 200)


@private()
@require_safe
def shop(request: HttpRequest, code: str) -> HttpResponse:
    """Who thought of them, the shop's page, and our openings; nothing is asked or counted."""
    referrer, address = referrer_behind(code, None), friend_rules().shop_url
    if referrer is None or not address:
        return render(request, "relations/rested.html", {}, status=404)
    name = greeting_name(referrer.name) or referrer.name
    return render(request, "friends/shop.html", {"name": name, "address": address})
