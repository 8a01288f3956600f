"""Pools at the desk: the list with its sums, one pool with its rule and who would get it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hearback.accounts.access import Right, member_of, team_page
from hearback.kit import clock
from hearback.kit.errors import Invalid, NotYours, Refused
from hearback.kit.sent import sent
from hearback.relations.offers import actions, queries
from hearback.relations.offers.forms import ListForm, MakeForm, PoolForm
from hearback.relations.offers.models import PoolState
from hearback.relations.offers.preview import would_get

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from hearback.relations.offers.models import Pool

FORM = require_http_methods(["GET", "HEAD", "POST"])


@team_page(Right.SETTINGS)
@require_safe
def pools(request: HttpRequest) -> HttpResponse:
    """Every pool with its sums, and what was given and redeemed month by month."""
    context = {
        "here": "settings",
        "pools": queries.pools_with_sums(),
        "counted": queries.given_and_redeemed(),
        "today": queries.today_at(clock.now()),
    }
    return render(request, "offers/pools.html", context)


@team_page(Right.SETTINGS)
@FORM
def pool_new(request: HttpRequest) -> HttpResponse:
    """A new pool."""
    return _edit(request, None)


@team_page(Right.SETTINGS)
@FORM
def pool(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One pool: its words and rule, its codes, who would get it."""
    return _edit(request, named(public_id))


@team_page(Right.SETTINGS)
@require_POST
def state(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Give its codes, or give them no more."""
    shown, wanted = named(public_id), PoolState.STOPPED
    if request.POST.get("act") == "give":
        wanted = PoolState.RUNNING
    try:
        actions.set_state(pool=shown, state=wanted, by=member_of(request), now=clock.now())
    except Refused as why:
        messages.error(request, why.sentence)
    else:
        is_on = wanted == PoolState.RUNNING
        said = _("Its codes go along from now on.") if is_on else _("No code goes out any more.")
        messages.success(request, said)
    return redirect("offers:pool", public_id)


def named(public_id: UUID) -> Pool:
    """The pool of an address. Raises NotYours where there is none."""
    found = queries.pool_by(public_id)
    if found is None:
        raise NotYours(_("There is no such pool."))
    return found


def _edit(request: HttpRequest, shown: Pool | None) -> HttpResponse:
    form, now = PoolForm(sent(request), pool=shown), clock.now()
    wants_look = request.POST.get("act") == "look"
    if form.is_valid() and not wants_look:
        try:
            kept = actions.save_pool(
                pool=shown, values=form.values(), rows=form.rows(), by=member_of(request), now=now
            )
        except (Refused, Invalid) as why:
            form.add_error(None, why.sentence)
        else:
            messages.success(request, _("Saved."))
            return redirect("offers:pool", kept.public_id)
    rows = form.rows() if form.is_valid() else queries.rows_of(shown) if shown else []
    context = {
        "here": "settings",
        "form": form,
        "pool": shown,
        "list_form": ListForm(),
        "make_form": MakeForm(),
        "would": would_get(rows, member=member_of(request), now=now),
        "free": shown.codes.filter(given_at=None).count() if shown else 0,
    }
    status = 422 if form.errors else 200
    return render(request, "offers/pool.html", context, status=status)
