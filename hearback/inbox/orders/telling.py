"""Who hears of orders: whoever looks after a candidate, or their lead when it names that person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse

from hearback.accounts.models import Member, Role
from hearback.accounts.queries import is_away, lead_above
from hearback.channels.actions import queue
from hearback.channels.models import MessageState
from hearback.inbox import letter_kinds
from hearback.inbox.orders import kinds
from hearback.inbox.orders.whose import theirs_of
from hearback.inbox.writing import to_colleague, write
from hearback.kit.links import Marker
from hearback.ledger.actions import record
from hearback.ledger.models import Promise
from hearback.pipeline.models import Order
from hearback.rules.names import greeting_name

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from hearback.channels.actions import Letter
    from hearback.channels.models import Message
    from hearback.pipeline.models import Application

ORDERS = "inbox.orders"


def who_hears(application: Application, *, now: datetime) -> Member:
    """Who looks after this person and may know of them: the owner, unless an order names them.

    Then a lead or administrator none names, one who is here before one who is away; the owner
    after all when there is nobody else, for nothing is owned by nobody.
    """
    if application.owner_id not in barred_from(application):
        return application.owner
    return who_may_know(application, now=now)


def who_may_know(application: Application, *, now: datetime) -> Member:
    """A lead above the owner whom no order names, else an administrator or recruiter."""
    barred = barred_from(application)
    above = lead_above(application.owner, now=now)
    if above.pk not in barred:
        return above
    roles = [Role.LEAD, Role.ADMINISTRATOR, Role.RECRUITER]
    here = Member.objects.filter(is_active=True, role__in=roles).exclude(pk__in=barred)
    others = sorted(here, key=lambda one: (is_away(one, now=now), roles.index(Role(one.role))))
    return others[0] if others else application.owner


def barred_from(application: Application) -> set[int]:
    """Ids of the colleagues who, by this person's orders, are not to know of them."""
    standing = Order.objects.standing().filter(candidate=application.candidate_id)
    return set(standing.filter(bars__isnull=False).values_list("bars", flat=True))


def order_letter(to: Member, application: Application, *, trouble: str, new: bool) -> Letter:
    """To whoever looks after somebody: an order was set, or stands in the way of a message."""
    path = reverse("desk:orders", args=[application.public_id])
    words = {
        "name": greeting_name(to.name),
        "candidate": application.name,
        "trouble": trouble,
        "new": new,
        "page": Marker(f"{settings.HEARBACK_URL}{path}"),
    }
    return write(letter_kinds.ORDERS, to_colleague(to, purpose=ORDERS), words)


def tell_of_order(application: Application, *, by: Member | None, now: datetime) -> None:
    """Tell who looks after each of their applications, unless it was they who set it."""
    theirs = application.candidate.applications.select_related("owner", "candidate").in_progress()
    told: set[int] = {by.pk} if by else set()
    for one in [application, *theirs.exclude(pk=application.pk)]:
        to = who_hears(one, now=now)
        if to.pk not in told:
            told.add(to.pk)
            queue(order_letter(to, one, trouble="", new=True), now=now)


def tell_of_waiting(messages: Sequence[Message], *, now: datetime) -> None:
    """Put on record that an order holds a message, and tell at once who looks after the person.

    One that only waits for a safe hour is told of when that breaks a promise it would have kept.
    """
    found = theirs_of(messages)
    for message in messages:
        theirs = found.get(message.pk)
        if theirs is None or not _matters(message):
            continue
        record(
            kinds.ORDER_HELD,
            by=None,
            now=now,
            application=theirs.application,
            payload={"subject": message.subject, "trouble": message.trouble},
        )
        to = who_hears(theirs.application, now=now)
        letter = order_letter(to, theirs.application, trouble=message.trouble, new=False)
        queue(letter, now=now)


def _matters(message: Message) -> bool:
    if message.state == MessageState.HELD:
        return True
    kept = Promise.objects.open().filter(kept_by=message, due_at__lt=message.send_after)
    return kept.exists()
