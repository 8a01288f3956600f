"""The candidate's orders: read them, give one, and lift one with a code from the mail."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from hearback.careers.models import Purpose
from hearback.inbox.orders import actions as act
from hearback.inbox.orders.forms import MEANS, order_form
from hearback.kit import clock
from hearback.kit.errors import Invalid, Refused, TooMany
from hearback.kit.sent import sent
from hearback.kit.throttle import throttle
from hearback.kit.visitors import client_address
from hearback.pipeline.models import ApplicationState, OrderKind
from hearback.pipeline.order_words import town, what_it_says
from hearback.pipeline.orders import order_of, standing_orders, still_possible
from hearback.portal.coded import Act, serve
from hearback.portal.forms import WithCode
from hearback.portal.private import opened_by, private, rested

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from hearback.inbox.orders.forms import OrderForm
    from hearback.kit.errors import Sentence

PER_CLIENT, PER_PERSON = 60, 40
FORM = require_http_methods(["GET", "HEAD", "POST"])


@private()
@require_safe
def orders(request: HttpRequest, token: str) -> HttpResponse:
    """Every order that stands, and those that could be given."""
    application = opened_by(token, now=clock.now())
    if application is None:
        return rested(request)
    standing = standing_orders(application)
    context = {
        "application": application,
        "standing": [(one, what_it_says(one)) for one in standing],
        "kinds": [(kind, MEANS[kind]) for kind in still_possible(standing)],
        "token": token,
    }
    return render(request, "portal/orders/list.html", context)


@private()
@FORM
def order(request: HttpRequest, token: str, kind: str) -> HttpResponse:
    """Give an order of one kind; it needs no code, for it only makes things safer."""
    now = clock.now()
    application = opened_by(token, now=now)
    if application is None:
        return rested(request)
    if kind not in OrderKind.values:
        return redirect("portal:orders", token=token)
    form = order_form(OrderKind(kind), application, sent(request))
    if not form.is_valid():
        return _form_page(request, token, form)
    try:
        throttle("portal.order", client_address(request), PER_CLIENT, timedelta(hours=1), now)
        throttle("portal.order_of", str(application.pk), PER_PERSON, timedelta(days=1), now)
        act.set_order(application=application, wanted=form.wanted(), by=None, now=now)
    except Invalid as wrong:
        form.turn_down(wrong)
        return _form_page(request, token, form)
    except (TooMany, Refused) as why:
        return _form_page(request, token, form, why=why)
    return redirect("portal:orders", token=token)


def _form_page(
    request: HttpRequest, token: str, form: OrderForm, *, why: Sentence | None = None
) -> HttpResponse:
    context = {
        "application": form.application,
        "form": form,
        "title": form.kind.label,
        "means": MEANS[form.kind],
        "clock": town(getattr(form, "zone", "")),
        "refused": why.sentence if why else "",
        "token": token,
    }
    status = why.status if why else 422 if form.errors else 200
    page = render(request, "portal/orders/order.html", context, status=status)
    if isinstance(why, TooMany):
        page["Retry-After"] = str(why.retry_after)
    return page


class LiftForm(WithCode):
    """Only the code."""


@private()
@FORM
def lift(request: HttpRequest, token: str, public_id: UUID) -> HttpResponse:
    """Lift an order, with a fresh code: from then on it protects nobody."""
    application = opened_by(token, now=clock.now())
    if application is None:
        return rested(request)
    found = order_of(application, public_id)
    lifting = Act(
        purpose=Purpose.LIFT,
        states=frozenset(ApplicationState),
        form=LiftForm,
        template="portal/orders/lift.html",
        do=lambda application, _, now: act.lift_order(
            order=found, application=application, by=None, now=now
        ),
        more={"order": found, "says": what_it_says(found)},
        back="portal:orders",
    )
    return serve(request, token, lifting)
