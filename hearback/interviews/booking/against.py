"""Whether a visit goes against what its candidate ordered: whom it meets, where, at which hours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from hearback.accounts.models import Member
from hearback.inbox.orders.actions import clear
from hearback.interviews.booking.words import address_of, people_in
from hearback.interviews.models import Room
from hearback.kit.errors import Refused
from hearback.pipeline.orders import Plan, barred, objections, standing_orders

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from hearback.interviews.models import Interview, Round
    from hearback.pipeline.models import Application, Order
    from hearback.rules.slots import Slot


class AgainstOrder(Refused):
    """It goes against an order. `may_look`: a person may look, and find it to be something else."""

    def __init__(self, sentences: Sequence[str], *, may_look: bool) -> None:
        self.sentences, self.may_look = list(sentences), may_look
        super().__init__(" ".join(sentences))


def plans_of(interview: Interview) -> list[Plan]:
    """An interview that is ahead, as its candidate's orders see it."""
    visit = interview.round
    sittings = list(interview.sittings.filter(is_on=True).select_related("room"))
    members = {one.pk: one for sitting in sittings for one in people_in(sitting)}
    rooms = [sitting.room for sitting in sittings if sitting.room is not None]
    if interview.begins_at is None or interview.ends_at is None:
        return plans_to_invite(interview.application, visit)
    meets = Plan(meets=(interview.begins_at, interview.ends_at))
    return [_at(visit, rooms), *(Plan(member=one) for one in members.values()), meets]


def plans_for(visit: Round, slot: Slot, *, by: Member | None) -> list[Plan]:
    """A time chosen for a round, as orders see it; hours are theirs if they chose it themselves."""
    keys = {key for part in slot.parts for key in part.members}
    rooms = Room.objects.filter(pk__in=[part.room for part in slot.parts if part.room])
    members = Member.objects.filter(pk__in=keys).order_by("name")
    meets = Plan(meets=(slot.begins_at, slot.ends_at)) if by else Plan()
    return [_at(visit, rooms), *(Plan(member=one) for one in members), meets]


def plans_to_invite(application: Application, visit: Round) -> list[Plan]:
    """A round somebody is invited to: where it is, and those without whom it cannot be.

    Of a pool only as many count as are needed: the search leaves out whom an order speaks of.
    """
    rooms = list(visit.rooms.filter(is_active=True)) if visit.is_in_person else []
    orders = standing_orders(application)
    return [_at(visit, rooms), *(Plan(member=one) for one in _needed(visit, orders))]


def _needed(visit: Round, orders: list[Order]) -> list[Member]:
    """Those who take part whatever the time; whole pools too small without whom orders name."""
    found: dict[int, Member] = {}
    for session in visit.sessions.prefetch_related("people"):
        people = list(session.people.all())
        out = barred(orders, people)
        if not session.needed or len(people) - len(out) < session.needed:
            found.update({one.pk: one for one in people})
    return list(found.values())


def _at(visit: Round, rooms: Iterable[Room]) -> Plan:
    if not visit.is_in_person:
        return Plan()
    said = [address_of(visit.meets_at)]
    said += [", ".join(filter(None, [room.name, room.how_to_find])) for room in rooms]
    return Plan(place_words=", ".join(said))


def heed_orders(
    application: Application,
    plans: Sequence[Plan],
    *,
    by: Member | None,
    looked: bool = False,
    now: datetime,
) -> None:
    """Refuse what goes against an order, naming it to a colleague; part of every booking.

    `by` is None for the candidate, whom a sentence tells that we see to it; `looked` as
    `look_past` puts on record. Raises AgainstOrder.
    """
    if looked and by is not None:
        look_past(application, plans, by=by, now=now)
    orders = standing_orders(application)
    found = [one for plan in plans for one in objections(application, plan, orders=orders)]
    if not found:
        return
    if by is None:
        raise Refused(
            _(
                "This would go against an order you gave us. Answer any of our letters, and we "
                "find another way."
            )
        )
    surest_first = sorted(found, key=lambda one: not one.is_sure)
    sentences = list(dict.fromkeys(one.sentence for one in surest_first))
    raise AgainstOrder(sentences, may_look=not any(one.is_sure for one in found))


def look_past(
    application: Application, plans: Iterable[Plan], *, by: Member, now: datetime
) -> None:
    """Put on record that `by` was shown what comes near an order and finds it to be harmless.

    What goes against one for sure stays, and `heed_orders` refuses it to everybody.
    """
    for plan in plans:
        found = objections(application, plan)
        if found and not any(one.is_sure for one in found):
            clear(application=application, plan=plan, by=by, now=now)
