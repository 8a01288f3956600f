"""The keys by which a shop tells us of its customers: made, shown once, ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from hearback.accounts.access import Right, member_of, team_page
from hearback.kit import clock
from hearback.kit.sent import sent
from hearback.relations.customers import actions as act
from hearback.relations.customers import queries as read
from hearback.relations.customers.forms import ShopForm
from hearback.relations.customers.models import ShopKind

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

PAGE_OR_FORM = require_http_methods(["GET", "HEAD", "POST"])


# Administrators alone have this right; a key opens nothing, it only lets a shop in.
@team_page(Right.MEMBERS)
@PAGE_OR_FORM
def shop(request: HttpRequest) -> HttpResponse:
    """Which shops may tell us of customers; a new key is shown on the page that made it, once."""
    form = ShopForm(sent(request))
    made = ""
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        kind = ShopKind(said["kind"])
        key = act.make_key(
            kind=kind,
            secret=said["secret"],
            currency=said["currency"],
            country=said["country"],
            by=member_of(request),
            now=clock.now(),
        )
        made = "" if kind == ShopKind.SHOPIFY else key
        if not made:
            messages.success(request, _("Kept. Shopify can tell us of customers now."))
            return redirect("customers:shop")
    context = {
        "here": "settings",
        "form": form,
        "made": made,
        "keys": [(kind, one, _address(kind)) for kind, one in read.shop_keys().items()],
        "zone": member_of(request).zone,
    }
    status = 422 if form.errors else 200
    return render(request, "relations/customers/shop.html", context, status=status)


def _address(kind: str) -> str:
    """Where that shop sends its notices."""
    name = "api:shop_shopify" if kind == ShopKind.SHOPIFY else "api:shop"
    return f"{settings.HEARBACK_URL}{reverse(name)}"


@team_page(Right.MEMBERS)
@require_POST
def end(request: HttpRequest, kind: str) -> HttpResponse:
    """End a key: whoever signs with it is heard no more."""
    key = read.shop_keys().get(kind)
    if key is None:
        raise Http404
    act.end_key(key=key, by=member_of(request), now=clock.now())
    messages.success(request, _("Ended. Nobody is heard with that key any more."))
    return redirect("customers:shop")
