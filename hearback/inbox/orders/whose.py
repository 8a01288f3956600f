"""Which of many messages go to somebody who gave orders, found in a few queries for all."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import Q

from hearback.accounts.models import Member
from hearback.pipeline.models import Application, Candidate, Contact, Conversation, Order
from hearback.rules.addresses import fold_address

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from uuid import UUID

    from hearback.channels.models import Message


@dataclass(frozen=True)
class Theirs:
    """A message about somebody who gave orders: about which application, and whether it is to them.

    One that is not to them goes to a colleague, a client or whoever else it concerns.
    """

    application: Application
    is_to_them: bool
    orders: list[Order] = field(default_factory=list)


def theirs_of(messages: Sequence[Message]) -> dict[int, Theirs]:
    """Those of these messages that are to, or about, somebody with standing orders, by their id."""
    if not Order.objects.standing().exists():
        return {}
    people = _people_of(messages)
    orders = defaultdict(list)
    candidates = {one.candidate_id for ones in people.values() for one in ones}
    for order in Order.objects.standing().filter(candidate__in=candidates):
        orders[order.candidate_id].append(order)
    others = _others(messages)
    found = {}
    for message in messages:
        known = [one for one in people.get(message.pk, ()) if one.candidate_id in orders]
        if known:
            first = next((one for one in known if one.public_id == message.about), known[0])
            is_to_them = _is_to(message, first, others)
            found[message.pk] = Theirs(first, is_to_them, orders[first.candidate_id])
    return found


def _people_of(messages: Sequence[Message]) -> dict[int, list[Application]]:
    """The applications each message may be about: named by it, by its talk, or by its address."""
    abouts = {one.about for one in messages if one.about}
    threads = {one.thread for one in messages if one.thread}
    talks = dict(
        Conversation.objects.filter(public_id__in=threads, application__isnull=False).values_list(
            "public_id", "application_id"
        )
    )
    keys = {one.pk: fold_address(one.to_address) for one in messages}
    mailed = Candidate.objects.filter(email_key__in=set(keys.values())).values("pk")
    numbers = {one.to_address for one in messages if one.to_address.startswith("+")}
    about = Q(public_id__in=abouts) | Q(pk__in=talks.values())
    applications: list[Application] = []
    for found in (about, Q(candidate__in=mailed), Q(phone__in=numbers, phone__gt="")):
        applications += Application.objects.filter(found).select_related("candidate", "owner")
    newest = sorted({one.pk: one for one in applications}.values(), key=lambda one: -one.pk)
    return {one.pk: [*_of(one, talks, keys[one.pk], newest)] for one in messages}


def _of(
    message: Message, talks: dict[UUID, int], key: str, known: Iterable[Application]
) -> Iterable[Application]:
    for one in known:
        is_named = one.public_id == message.about or (
            message.thread is not None and one.pk == talks.get(message.thread)
        )
        if is_named or key == one.candidate.email_key or message.to_address == one.phone:
            yield one


def _others(messages: Sequence[Message]) -> set[str]:
    """Addresses and numbers among these that are a colleague's or a client's contact's."""
    addresses = {one.to_address for one in messages}
    found = set(Member.objects.filter(email__in=addresses).values_list("email", flat=True))
    contacts = Contact.objects.filter(Q(own_email__in=addresses) | Q(own_phone__in=addresses))
    for email, phone in contacts.values_list("own_email", "own_phone"):
        found |= {email, phone}
    return found


def _is_to(message: Message, application: Application, others: set[str]) -> bool:
    if fold_address(message.to_address) == application.candidate.email_key:
        return True
    return message.to_address == application.phone or message.to_address not in others
