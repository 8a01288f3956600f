"""A candidate's orders as those who answer see them: what stands, what goes against it, more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hearback.accounts.access import Right, member_of, team_page
from hearback.desk.order_words import MEANS_TO_US
from hearback.desk.queries.orders import conflicts_of, near_misses, plans_behind
from hearback.inbox.orders import actions as act
from hearback.inbox.orders.forms import order_form
from hearback.kit import clock
from hearback.kit.errors import Invalid, NotYours, Refused
from hearback.kit.sent import sent
from hearback.pipeline.models import OrderKind
from hearback.pipeline.order_words import town, what_it_says
from hearback.pipeline.orders import order_of, standing_orders, still_possible
from hearback.pipeline.queries import application_for

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse, HttpResponseBase

WRONG = 422
FORM = require_http_methods(["GET", "HEAD", "POST"])


@team_page(Right.ANSWER)
@require_safe
def orders(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What stands, what goes against it, and who comes near it."""
    member = member_of(request)
    application = application_for(member, public_id)
    standing = standing_orders(application)
    context = {
        "here": "openings",
        "application": application,
        "standing": [(one, what_it_says(one)) for one in standing],
        "conflicts": conflicts_of(application, now=clock.now()),
        "near": near_misses(application),
        "kinds": [(kind, MEANS_TO_US[kind]) for kind in still_possible(standing)],
        "zone": member.zone,
    }
    return render(request, "desk/orders.html", context)


@team_page(Right.ANSWER)
@FORM
def order(request: HttpRequest, public_id: UUID, kind: str) -> HttpResponseBase:
    """Note an order for somebody who told us, on the phone or in a letter."""
    member = member_of(request)
    application = application_for(member, public_id)
    if kind not in OrderKind.values:
        raise NotYours(_("There is no such order."))
    form = order_form(OrderKind(kind), application, sent(request))
    if form.is_valid():
        try:
            wanted = form.wanted()
            act.set_order(application=application, wanted=wanted, by=member, now=clock.now())
        except Invalid as wrong:
            form.turn_down(wrong)
        except Refused as why:
            form.add_error(None, why.sentence)
        else:
            messages.success(request, _("The order stands, for everybody here."))
            return redirect("desk:orders", public_id)
    context = {
        "here": "openings",
        "application": application,
        "form": form,
        "title": form.kind.label,
        "means": MEANS_TO_US[form.kind],
        "clock": town(getattr(form, "zone", "")),
    }
    return render(request, "desk/order.html", context, status=WRONG if form.errors else 200)


@team_page(Right.ANSWER)
@require_POST
def lift(request: HttpRequest, public_id: UUID, order_id: UUID) -> HttpResponseBase:
    """Lift an order because its candidate said so; who did is on the record."""
    member = member_of(request)
    application = application_for(member, public_id)
    found = order_of(application, order_id)
    act.lift_order(order=found, application=application, by=member, now=clock.now())
    messages.success(request, _("Lifted. What was held for it waits in the outbox for you."))
    return redirect("desk:orders", public_id)


@team_page(Right.ANSWER)
@require_POST
def clear(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """Say that what came near an order is something else; who looked is on the record."""
    member = member_of(request)
    application = application_for(member, public_id)
    for plan in plans_behind(application, request.POST.get("key", "")):
        act.clear(application=application, plan=plan, by=member, now=clock.now())
    messages.success(request, _("Noted, with your name. Nobody is asked this again."))
    return redirect("desk:orders", public_id)
