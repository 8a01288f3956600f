"""What a candidate's order says of whoever was asked about them before it was set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_noop

from hearback.channels.actions import recall
from hearback.feedback.asking.actions import end
from hearback.feedback.asking.actions.locking import locked
from hearback.feedback.asking.models import Ask
from hearback.feedback.asking.queries import with_all
from hearback.pipeline.orders import Plan, objections, standing_orders

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.ledger.models import Entry
    from hearback.pipeline.orders import Objection


def heed_order_of_asks(entry: Entry, *, now: datetime) -> None:
    """Ask nobody any more who is not to know of them; what only comes near is left to a person.

    Follows the entry that says an order was set; it holds for every application of theirs.
    """
    if entry.application is None:
        return
    candidate = entry.application.candidate
    orders = standing_orders(candidate)
    asked = Ask.objects.open().filter(application__candidate=candidate)
    for one in with_all(asked):
        contact = one.contact
        plan = Plan(client=contact.client, contact=contact, member=contact.member)
        if found := objections(candidate, plan, orders=orders):
            _heed(one, found[0], now=now)


def _heed(one: Ask, against: Objection, *, now: datetime) -> None:
    """The contact reads on their page that it is over, and never why."""
    if against.is_sure:
        end(ask=one, why=gettext_noop("We found out otherwise."), by=None, now=now)
        return
    ask = locked(one)
    ask.to_ring_at, ask.next_at, ask.why_then = now, None, against.sentence[:300]
    ask.save(update_fields=["to_ring_at", "next_at", "why_then"])
    if ask.message is not None:
        recall(ask.message)
