"""Asks a candidate's orders before anybody books, submits, writes or rings; the answer is words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from hearback.accounts.models import Member
from hearback.kit.errors import NotYours
from hearback.pipeline import order_words as say
from hearback.pipeline.models.application import Application, Candidate
from hearback.pipeline.models.order import ONE_AT_A_TIME, Cleared, Order, OrderKind
from hearback.rules.addresses import fold_address
from hearback.rules.lines import one_line
from hearback.rules.near import place_likeness
from hearback.rules.numbers import e164
from hearback.rules.orders import (
    Likeness,
    company_likeness,
    is_safe,
    is_safe_throughout,
    most_alike,
    next_safe,
    person_likeness,
    words_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime
    from uuid import UUID

    from hearback.pipeline.models.contact import Client, Contact

KEY_LIMIT = 120
SURE = Likeness.SAME


@dataclass(frozen=True)
class Objection:
    """Why something goes against an order. One that is not sure is for a person to decide.

    `key` says what was looked at, so that a person's decision is asked for once.
    """

    order: Order
    key: str
    sentence: str
    is_sure: bool = True


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What somebody is about to do: with whom, where, when, by which number or address.

    `at` is a moment (aware) in which they are reached; `meets` from when to when they come.
    """

    client: Client | None = None
    contact: Contact | None = None
    member: Member | None = None
    place_words: str = ""
    at: datetime | None = None
    meets: tuple[datetime, datetime] | None = None
    number: str = ""
    address: str = ""


def standing_orders(person: Application | Candidate) -> list[Order]:
    """The orders that hold for this person now."""
    key = person.candidate_id if isinstance(person, Application) else person.pk
    return list(Order.objects.standing().filter(candidate=key))


def order_of(person: Application, public_id: UUID) -> Order:
    """One standing order of this person. Raises NotYours when there is none of that id."""
    found = next((one for one in standing_orders(person) if one.public_id == public_id), None)
    if found is None:
        raise NotYours(_("There is no such order, or it was lifted already."))
    return found


def still_possible(standing: Iterable[Order]) -> list[OrderKind]:
    """The kinds of which one more may be set beside these."""
    there = {order.kind for order in standing}
    return [kind for kind in OrderKind if kind not in ONE_AT_A_TIME or kind not in there]


def refusal_to(
    application: Application | Candidate,
    *,
    client: Client | None = None,
    contact: Contact | None = None,
    member: Member | None = None,
    place_words: str = "",
    at: datetime | None = None,
    meets: tuple[datetime, datetime] | None = None,
    number: str = "",
    address: str = "",
) -> str:
    """Why this must not be done, naming the order; "" when no order speaks against it.

    What each says: `Plan`; a place's parts stand between commas. A near miss refuses too, until a
    person has looked and cleared it. The words are for recruiters alone.
    """
    plan = Plan(
        client=client,
        contact=contact,
        member=member,
        place_words=place_words,
        at=at,
        meets=meets,
        number=number,
        address=address,
    )
    found = objections(application, plan)
    return found[0].sentence if found else ""


def near_place(application: Application | Candidate, words: str) -> str:
    """What to ask before meeting at a place near one they avoid; "" when there is nothing to ask.

    "" also for the very place, which `refusal_to` refuses.
    """
    found = objections(application, Plan(place_words=words))
    return "" if any(one.is_sure for one in found) else "".join(one.sentence for one in found[:1])


def is_neutral(application: Application | Candidate) -> bool:
    """Whether senders and subjects of what they get say nothing of a job."""
    return _has(application, OrderKind.NEUTRAL)


def leaves_no_message(application: Application | Candidate) -> bool:
    """Whether whoever rings them in vain says nothing to a machine."""
    return _has(application, OrderKind.NO_VOICEMAIL)


def _has(person: Application | Candidate, kind: OrderKind) -> bool:
    return any(order.kind == kind for order in standing_orders(person))


def next_safe_moment(application: Application | Candidate, at: datetime) -> datetime:
    """The first moment from `at` (aware) on in which they may be rung or texted, in UTC."""
    hours = safe_hours(standing_orders(application))
    return next_safe(at, hours.calendar) if hours else at


def safe_hours(orders: Iterable[Order]) -> Order | None:
    """The order among these that says at which hours somebody is reached."""
    return next((one for one in orders if one.kind == OrderKind.HOURS), None)


def objections(
    person: Application | Candidate, plan: Plan, *, orders: list[Order] | None = None
) -> list[Objection]:
    """Everything that speaks against a plan, what is sure first; what was cleared is left out."""
    orders = standing_orders(person) if orders is None else orders
    found = [objection for order in orders for objection in _against(order, plan)]
    unsure = [one.order.pk for one in found if not one.is_sure]
    if unsure:
        cleared = Cleared.objects.filter(order__in=unsure)
        looked = set(cleared.values_list("order_id", "key"))
        found = [one for one in found if one.is_sure or (one.order.pk, one.key) not in looked]
    return sorted(found, key=lambda one: not one.is_sure)


def barred(orders: list[Order], members: Iterable[Member]) -> set[int]:
    """Ids of those of these colleagues who may not meet the person, near misses among them."""
    if not any(one.kind in (OrderKind.COMPANY, OrderKind.PERSON) for one in orders):
        return set()
    asked = ((one.pk, Plan(member=one)) for one in members)
    person = orders[0].candidate
    return {pk for pk, plan in asked if objections(person, plan, orders=orders)}


def _against(order: Order, plan: Plan) -> Iterator[Objection]:
    if order.kind == OrderKind.COMPANY:
        yield from _companies(order, plan)
    elif order.kind == OrderKind.PERSON:
        yield from _people(order, plan)
    elif order.kind == OrderKind.PLACE and plan.place_words:
        yield from _place(order, plan.place_words)
    elif order.kind == OrderKind.HOURS:
        yield from _hours(order, plan)
    elif order.kind in (OrderKind.NUMBERS, OrderKind.ADDRESSES):
        yield from _ways(order, plan)


def _companies(order: Order, plan: Plan) -> Iterator[Objection]:
    client = plan.client or (plan.contact.client if plan.contact else None)
    if client is not None:
        like = most_alike(company_likeness(name, client.name) for name in order.names)
        yield from _named(order, f"client:{client.pk}", client.name, like)
    member = plan.member or (plan.contact.member if plan.contact else None)
    for job in member.worked_at if member else ():
        company, years = str(job.get("company", "")), str(job.get("years", ""))
        if member and any(company_likeness(name, company) for name in order.names):
            sentence = say.worked_there(order, member.name, company, years)
            key = f"member:{member.pk}:{' '.join(words_of(company))}"[:KEY_LIMIT]
            yield Objection(order, key, sentence, is_sure=False)


def _people(order: Order, plan: Plan) -> Iterator[Objection]:
    for key, who in (("member", plan.member), ("contact", plan.contact)):
        if who is not None:
            like = most_alike(person_likeness(name, who.name) for name in order.names)
            yield from _named(order, f"{key}:{who.pk}", who.name, like)


def _named(order: Order, key: str, name: str, like: Likeness) -> Iterator[Objection]:
    if like:
        sentence = say.not_told(order, name, is_sure=like == SURE)
        yield Objection(order, key, sentence, is_sure=like == SURE)


def _place(order: Order, words: str) -> Iterator[Objection]:
    like = place_likeness(order.names, order.address, words)
    if like:
        sentence = say.not_there(order, is_sure=like == SURE)
        key = one_line(f"place:{' '.join(words_of(words))}", KEY_LIMIT)
        yield Objection(order, key, sentence, is_sure=like == SURE)


def _hours(order: Order, plan: Plan) -> Iterator[Objection]:
    if plan.at is not None and not is_safe(plan.at, order.calendar):
        yield Objection(order, "at", say.not_now(order, plan.at))
    if plan.meets is not None and not is_safe_throughout(*plan.meets, order.calendar):
        key = f"meets:{plan.meets[0].isoformat()}:{plan.meets[1].isoformat()}"
        yield Objection(order, key, say.not_then(order), is_sure=False)


def _ways(order: Order, plan: Plan) -> Iterator[Objection]:
    if order.kind == OrderKind.NUMBERS and plan.number:
        allowed = (e164(plan.number) or plan.number) in order.names
    elif order.kind == OrderKind.ADDRESSES and plan.address:
        allowed = fold_address(plan.address) in {fold_address(one) for one in order.names}
    else:
        return
    if not allowed:
        yield Objection(order, "way", say.not_by_this(order))
