"""Just before a message leaves: whether an order holds it, lets it wait, or dresses it plainly."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import translation

from hearback.channels.hooks import Wait
from hearback.channels.models import Channel, Message, MessageState
from hearback.channels.numbers import GOODBYE
from hearback.inbox.orders.neutral import plain
from hearback.inbox.orders.whose import theirs_of
from hearback.pipeline.models import OrderKind
from hearback.pipeline.order_words import not_now, not_told
from hearback.pipeline.orders import Plan, objections, safe_hours
from hearback.rules.orders import next_safe

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from hearback.inbox.orders.whose import Theirs
    from hearback.pipeline.models import Order

# Asked for this very minute by whoever reads it: later it would be of no use, or unlawful.
ASKED_FOR_NOW = frozenset({"careers.code", GOODBYE, "inbox.text_about_texts"})


def mind_orders(messages: Sequence[Message], *, now: datetime) -> Mapping[int, Wait]:
    """Which of these must wait, by their id: for a person, or until the next safe moment.

    A number or address that is not allowed is held, and so is what would tell somebody barred. A
    text outside the safe hours waits for them; mail makes no noise, so it waits only where the
    order says so. Words are English: they stand in the outbox beside the message.
    """
    found = theirs_of(messages)
    waits: dict[int, Wait] = {}
    with translation.override("en"):
        for message in messages:
            if theirs := found.get(message.pk):
                wait = _wait(message, theirs, now=now)
                if wait is not None:
                    waits[message.pk] = wait
    return waits


def _wait(message: Message, theirs: Theirs, *, now: datetime) -> Wait | None:
    if not theirs.is_to_them:
        barred = _barred(message, theirs)
        return Wait(not_told(barred, message.to_name, is_sure=True)) if barred else None
    is_mail = message.channel == Channel.EMAIL
    way = Plan(address=message.to_address) if is_mail else Plan(number=message.to_address)
    if against := objections(theirs.application, way, orders=theirs.orders):
        return Wait(against[0].sentence)
    hours = safe_hours(theirs.orders)
    if hours is None or message.purpose in ASKED_FOR_NOW or (is_mail and not hours.covers_mail):
        return None
    until = next_safe(now, hours.calendar)
    return Wait(not_now(hours, now), until=until) if until > now else None


def _barred(message: Message, theirs: Theirs) -> Order | None:
    """The order by which a colleague this message goes to is to learn nothing."""
    people = [one for one in theirs.orders if one.kind == OrderKind.PERSON]
    named = (one for one in people if one.bars.filter(email__iexact=message.to_address).exists())
    return next(named, None)


def dress_plainly(messages: Sequence[Message]) -> None:
    """Give those to somebody who wants neutral letters a sender and subject that say nothing.

    The one place every message passes, whatever wrote it and whenever it was queued. The row is
    rewritten too: what the desk shows is what left.
    """
    found = theirs_of(messages)
    for message in messages:
        theirs = found.get(message.pk)
        if theirs is None or not theirs.is_to_them:
            continue
        if any(order.kind == OrderKind.NEUTRAL for order in theirs.orders):
            plain(message, theirs.application)
            fields = {name: getattr(message, name) for name in DRESS}
            Message.objects.filter(pk=message.pk, lease_token=message.lease_token).update(**fields)


DRESS = ("from_name", "subject", "text", "html", "calendar")


def hold_what_it_forbids(order: Order, *, now: datetime) -> None:
    """Hold at once what waits to leave and goes against a new order; part of setting it.

    What only has to wait for a safe hour, or to be dressed, is seen to when it leaves.
    """
    if order.kind not in (OrderKind.NUMBERS, OrderKind.ADDRESSES, OrderKind.PERSON):
        return
    theirs = list(order.candidate.applications.values_list("public_id", flat=True))
    queued = Message.objects.filter(
        about__in=theirs, state=MessageState.QUEUED, lease_token=None
    ).order_by("pk")
    waiting = list(queued[:500])
    for pk, wait in mind_orders(waiting, now=now).items():
        if wait.until is None:
            Message.objects.filter(pk=pk, state=MessageState.QUEUED, lease_token=None).update(
                state=MessageState.HELD, trouble=wait.why[:300]
            )
