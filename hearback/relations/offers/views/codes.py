"""Codes at the desk: adding a list, making some, and telling what a shop redeemed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from hearback.accounts.access import Right, member_of, team_page
from hearback.kit import clock
from hearback.kit.errors import Refused
from hearback.kit.sent import sent
from hearback.relations.offers import actions
from hearback.relations.offers.forms import ListForm, MakeForm, RedeemedForm
from hearback.relations.offers.said import NONE_LEFT, Counted, lines_left, redeemed_lines
from hearback.relations.offers.views.pools import named

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

FORM = require_http_methods(["GET", "HEAD", "POST"])


@team_page(Right.SETTINGS)
@require_POST
def codes(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Add codes to a pool; lines that were not taken are named, the rest is in."""
    pool, now, by = named(public_id), clock.now(), member_of(request)
    if request.POST.get("act") == "make":
        return _make(request, public_id)
    form = ListForm(request.POST, request.FILES)
    left, taken = NONE_LEFT, None
    if form.is_valid():
        try:
            added = actions.add_codes(pool=pool, text=form.list(), by=by, now=now)
        except Refused as why:
            form.add_error(None, why.sentence)
        else:
            taken, left = added.taken, lines_left(added.left)
    context = {
        "here": "settings",
        "pool": pool,
        "form": form,
        "taken": taken,
        "left": left,
    }
    return render(request, "offers/codes.html", context, status=422 if form.errors else 200)


def _make(request: HttpRequest, public_id: UUID) -> HttpResponse:
    form = MakeForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Say how many, from 1 to 100,000."))
    else:
        count = form.cleaned_data["count"]
        by, now = member_of(request), clock.now()
        made = actions.make_codes(pool=named(public_id), count=count, by=by, now=now)
        messages.success(request, _("%(count)s codes were made.") % {"count": f"{made:,}"})
    return redirect("offers:pool", public_id)


@team_page(Right.SETTINGS)
@FORM
def redeemed(request: HttpRequest) -> HttpResponse:
    """A shop's list of redeemed codes; sending it twice counts nothing twice."""
    data = sent(request)
    form = RedeemedForm(data, request.FILES if data is not None else None)
    counted: Counted | None = None
    left = NONE_LEFT
    if form.is_valid():
        where, now = form.cleaned_data["where"], clock.now()
        try:
            counted, left = redeemed_lines(form.list(), where=where, now=now)
        except Refused as why:
            form.add_error(None, why.sentence)
    context = {"here": "settings", "form": form, "counted": counted, "left": left}
    return render(request, "offers/redeemed.html", context, status=422 if form.errors else 200)
