"""What a candidate's orders say to a call: whether to ring now, when, and on which number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from hearback.kit.errors import Invalid, Refused
from hearback.pipeline.order_words import what_it_says
from hearback.pipeline.orders import Plan, objections, safe_hours, standing_orders
from hearback.rules.calls import SHORTEST, Choice, Window
from hearback.rules.orders import is_safe, safe_part

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from hearback.inbox.callbacks.models import Callback
    from hearback.pipeline.models import Conversation, Order


def orders_of(conversation: Conversation) -> list[Order]:
    """The orders that stand for whoever this conversation is with."""
    application = conversation.application
    return standing_orders(application) if application is not None else []


def refuse_to_ring(callback: Callback, *, now: datetime) -> None:
    """Raise Refused, naming the order and the next safe moment, when nobody may ring them now."""
    application = callback.conversation.application
    if application is None:
        return
    found = objections(application, Plan(at=now, number=callback.number))
    if found:
        raise Refused(found[0].sentence)


def refuse_to_promise(conversation: Conversation, window: Window, number: str) -> None:
    """Raise Refused for a call that could only be made against an order.

    A window is good when a part of it is safe, a moment when it is.
    """
    application = conversation.application
    if application is None:
        return
    orders = orders_of(conversation)
    hours = safe_hours(orders)
    plan = Plan(number=number)
    if hours is not None and not _has_safe_part(window, hours):
        plan = Plan(number=number, at=window.begins_at)
    if found := objections(application, plan, orders=orders):
        raise Refused(found[0].sentence)


def refuse_their_number(conversation: Conversation, number: str) -> None:
    """Raise Invalid, with the field named, for a number their own order does not allow."""
    application = conversation.application
    if application is not None:
        against = objections(application, Plan(number=number), orders=orders_of(conversation))
        if against:
            said = {"order": what_it_says(against[0].order)}
            sorry = _("Your order allows only these numbers: %(order)s.") % said
            raise Invalid(sorry, {"number": sorry})


def _has_safe_part(window: Window, hours: Order) -> bool:
    if window.begins_at >= window.ends_at:
        return is_safe(window.begins_at, hours.calendar)
    return safe_part(window.begins_at, window.ends_at, hours.calendar) is not None


def safe_choices(choices: Iterable[Choice], conversation: Conversation) -> list[Choice]:
    """Those windows that are safe to ring in, each cut to its first safe stretch."""
    hours = safe_hours(orders_of(conversation))
    if hours is None:
        return list(choices)
    found = []
    for choice in choices:
        part = safe_part(choice.window.begins_at, choice.window.ends_at, hours.calendar)
        if part is not None and part[1] - part[0] >= SHORTEST:
            found.append(Choice(choice.day, choice.part, Window(*part)))
    return found
