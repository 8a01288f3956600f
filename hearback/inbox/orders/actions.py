"""Every act about orders: set one, lift one, and find a near miss to be something else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from hearback.accounts.models import Member
from hearback.inbox.orders import kinds
from hearback.inbox.orders.checking import MOST_ORDERS, Wanted, clean, replaces
from hearback.inbox.orders.sending import hold_what_it_forbids
from hearback.inbox.orders.telling import tell_of_order
from hearback.kit.errors import Refused
from hearback.ledger.actions import record
from hearback.pipeline.models import Candidate, Cleared, Order, OrderKind
from hearback.pipeline.models.order import ONE_AT_A_TIME
from hearback.pipeline.orders import objections
from hearback.rules.orders import Likeness, person_likeness

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.ledger.kinds import Kind
    from hearback.pipeline.models import Application
    from hearback.pipeline.orders import Plan


@transaction.atomic
def set_order(
    *, application: Application, wanted: Wanted, by: Member | None, now: datetime
) -> Order:
    """Let an order of this application's candidate stand; `by` is None when they set it.

    It holds for every application of theirs. What waits to leave and goes against it is held at
    once; who looks after them is told, or their lead when it names that very colleague. One of a
    kind of which one stands at a time takes its place only where it is stricter. Raises Invalid,
    with the field named, for one that says nothing or contradicts itself, Refused for one that
    would allow more.
    """
    wanted = clean(wanted, application)
    theirs = _locked(application)
    there = next((one for one in theirs if one.kind == wanted.kind), None)
    if there is not None and wanted.kind in ONE_AT_A_TIME:
        if not replaces(wanted, there):
            return there
        _close(there, by=by, now=now)
    elif len(theirs) >= MOST_ORDERS:
        raise Refused(_("These are more orders than we can keep. Please write to us instead."))
    order = Order.objects.create(
        candidate_id=application.candidate_id,
        kind=wanted.kind,
        names=list(wanted.names),
        address=wanted.address,
        hours=wanted.hours,
        zone=wanted.zone,
        covers_mail=wanted.covers_mail,
        set_at=now,
        set_by=by,
    )
    order.bars.set(_who_it_names(order))
    _record(kinds.ORDER_SET, order, application, by=by, now=now)
    hold_what_it_forbids(order, now=now)
    tell_of_order(application, by=by, now=now)
    return order


@transaction.atomic
def lift_order(*, order: Order, application: Application, by: Member | None, now: datetime) -> None:
    """Let an order hold no more; lifting it twice changes nothing.

    Whoever calls this for the candidate has checked their fresh code; a colleague does it for them,
    on the record. What was held for its sake stays held until a person sends it.
    """
    _locked(application)
    order.refresh_from_db()
    if order.lifted_at is not None:
        return
    _close(order, by=by, now=now)
    _record(kinds.ORDER_LIFTED, order, application, by=by, now=now)


@transaction.atomic
def clear(*, application: Application, plan: Plan, by: Member, now: datetime) -> None:
    """Put on record that somebody looked at every near miss of this plan: it is something else.

    Raises Refused when an order speaks against it for sure: nobody clears that.
    """
    found = objections(application, plan)
    if sure := [one for one in found if one.is_sure]:
        raise Refused(sure[0].sentence)
    for one in found:
        Cleared.objects.get_or_create(
            order=one.order,
            key=one.key,
            defaults={"words": one.sentence[:400], "by": by, "at": now},
        )
    if found:
        record(kinds.ORDER_CLEARED, by=by, now=now, application=application)


def _locked(application: Application) -> list[Order]:
    """The standing orders, alone with them until the transaction ends."""
    list(Candidate.objects.select_for_update(no_key=True).filter(pk=application.candidate_id))
    return list(Order.objects.standing().filter(candidate=application.candidate_id))


def _close(order: Order, *, by: Member | None, now: datetime) -> None:
    order.lifted_at, order.lifted_by = now, by
    order.save(update_fields=["lifted_at", "lifted_by"])


def _who_it_names(order: Order) -> list[Member]:
    if order.kind != OrderKind.PERSON:
        return []
    here = Member.objects.filter(is_active=True)
    return [
        one
        for one in here
        if any(person_likeness(name, one.name) == Likeness.SAME for name in order.names)
    ]


def _record(
    kind: Kind, order: Order, application: Application, *, by: Member | None, now: datetime
) -> None:
    # The candidate may speak any language; the record is the team's.
    with translation.override(settings.LANGUAGE_CODE):
        what = str(OrderKind(order.kind).label)
    told = {"what": what, "order": order.pk}
    record(kind, by=by, now=now, application=application, payload=told)
