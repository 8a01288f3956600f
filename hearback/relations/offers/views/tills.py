"""Links for tills at the desk: made and taken back by leads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from hearback.accounts.access import Right, member_of, team_page
from hearback.kit import clock
from hearback.kit.sent import sent
from hearback.relations.offers import actions
from hearback.relations.offers.actions.tills import link_of
from hearback.relations.offers.forms import TillForm
from hearback.relations.offers.models import Till
from hearback.relations.offers.queries import open_tills

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse


@team_page(Right.LEAD)
@require_http_methods(["GET", "HEAD", "POST"])
def tills(request: HttpRequest) -> HttpResponse:
    """Every till's link, and one more."""
    form = TillForm(sent(request))
    if form.is_valid():
        made = actions.make_till(
            name=form.cleaned_data["name"], by=member_of(request), now=clock.now()
        )
        messages.success(request, _("The link for %(shop)s is below.") % {"shop": made.name})
        return redirect("offers:tills")
    links = [(till, link_of(till)) for till in open_tills()]
    context = {"here": "settings", "form": form, "links": links}
    return render(request, "offers/tills.html", context, status=422 if form.errors else 200)


@team_page(Right.LEAD)
@require_POST
def revoke(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Let a link work no more."""
    till = get_object_or_404(Till, public_id=public_id)
    actions.revoke_till(till=till, by=member_of(request), now=clock.now())
    messages.success(request, _("The link works no more."))
    return redirect("offers:tills")
