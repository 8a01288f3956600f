"""What goes against a candidate's orders by now, and what a person should look at once.

Worked out anew each time it is shown: nothing is called off by itself, and what was mended is gone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from hearback.accounts.models import Member
from hearback.channels.models import Message, MessageState
from hearback.clients.actions import meeting_plan
from hearback.clients.models import MeetingState
from hearback.clients.queries import meetings
from hearback.feedback.asking.models import Ask
from hearback.feedback.asking.queries import with_all
from hearback.inbox.callbacks.models import Callback
from hearback.interviews.booking.against import plans_of
from hearback.kit.errors import NotYours
from hearback.pipeline.models import Application, Client, Order, OrderKind
from hearback.pipeline.orders import Plan, objections, safe_hours, standing_orders
from hearback.rules.orders import is_safe, safe_part

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from hearback.interviews.models import Interview

MOST = 20


@dataclass(frozen=True)
class Conflict:
    """Something planned that goes against an order: the sentence, and where to mend it.

    `key` names what somebody may find to be something else; empty when the order is plain.
    """

    what: str
    sentence: str
    url: str
    act: str
    key: str = ""


def conflicts_of(application: Application, *, now: datetime) -> list[Conflict]:
    """Everything ahead of this application that goes against an order of its candidate."""
    orders = standing_orders(application)
    if not orders:
        return []
    return [
        *_meetings(application, orders),
        *_calls(application, orders, now=now),
        *_outside(application, orders),
        *_held(application),
    ]


def _meetings(application: Application, orders: list[Order]) -> Iterator[Conflict]:
    ahead = application.interviews.ahead().select_related("round__opening__place", "round__place")
    for interview in ahead.order_by("begins_at"):
        for plan in plans_of(interview):
            for one in objections(application, plan, orders=orders):
                if plan.meets and _was_known(one.order, interview):
                    continue
                yield _meeting(interview, one.sentence, is_sure=one.is_sure)


def _was_known(order: Order, interview: Interview) -> bool:
    """Whether the hours stood when the time was chosen: then it was agreed to, or asked twice."""
    return interview.booked_at is not None and order.set_at < interview.booked_at


def _meeting(interview: Interview, sentence: str, *, is_sure: bool) -> Conflict:
    names = [interview.application.public_id, interview.round.public_id]
    return Conflict(
        what=_("The interview “%(round)s”") % {"round": interview.round.name},
        sentence=sentence,
        url=reverse("booking:by_hand", args=names),
        act=_("Move it or change who comes"),
        key="" if is_sure else f"interview-{interview.pk}",
    )


def _calls(application: Application, orders: list[Order], *, now: datetime) -> Iterator[Conflict]:
    owed = Callback.objects.owed().filter(conversation__application=application)
    hours = safe_hours(orders)
    url = reverse("desk:call_back", args=[application.public_id])
    for callback in owed:
        for one in objections(application, Plan(number=callback.number), orders=orders):
            yield Conflict(_("A promised call"), one.sentence, url, _("Choose another number"))
        if hours is None:
            continue
        begins_at, ends_at = max(callback.begins_at, now), callback.ends_at
        if begins_at >= ends_at:
            safe = is_safe(callback.begins_at, hours.calendar)
        else:
            safe = safe_part(begins_at, ends_at, hours.calendar) is not None
        if not safe:
            plan = Plan(at=callback.begins_at)
            for one in objections(application, plan, orders=orders):
                yield Conflict(_("A promised call"), one.sentence, url, _("Choose another time"))


def _outside(application: Application, orders: list[Order]) -> Iterator[Conflict]:
    """Meetings with clients, submissions and open questions whose people an order bars."""
    for key, (what, plan, url, act) in _going_on(application).items():
        for one in objections(application, plan, orders=orders):
            yield Conflict(what, one.sentence, url, act, key="" if one.is_sure else key)


def _going_on(application: Application) -> dict[str, tuple[str, Plan, str, str]]:
    """By its key: what goes on outside interviews, who and where it is, where to mend it, how."""
    case = reverse("desk:application", args=[application.public_id])
    found = {}
    for one in meetings().filter(application=application, state=MeetingState.SET):
        found[f"meeting-{one.pk}"] = (
            _("The meeting “%(what)s” with %(name)s")
            % {"what": one.words, "name": one.contact.name},
            meeting_plan(one),
            reverse("clients:meeting_move", args=[one.public_id]),
            _("Move it or call it off"),
        )
    for forward in application.submissions.open().select_related("client"):
        found[f"submission-{forward.pk}"] = (
            _("Put forward to %(client)s") % {"client": forward.client.name},
            Plan(client=forward.client),
            reverse("clients:submission_end", args=[forward.public_id]),
            _("Close this submission"),
        )
    for ask in with_all(Ask.objects.open().filter(application=application)):
        who = ask.contact
        found[f"ask-{ask.pk}"] = (
            _("A question to %(name)s") % {"name": who.name},
            Plan(client=who.client, contact=who, member=who.member),
            f"{case}#words",
            _("End it there"),
        )
    return found


def _held(application: Application) -> Iterator[Conflict]:
    """Messages that wait for a person; the desk's outbox shows each."""
    held = Message.objects.filter(about=application.public_id, state=MessageState.HELD)
    for message in held.exclude(trouble="").order_by("-pk")[:MOST]:
        what = _("A message is held: %(subject)s") % {"subject": message.subject}
        yield Conflict(what, message.trouble, reverse("desk:outbox"), _("Look at it"))


def orders_of_case(application: Application, *, now: datetime) -> dict[str, object]:
    """What the page of an application says of orders, and what to know before ringing."""
    orders = standing_orders(application)
    if not orders:
        return {"orders": [], "conflicts": []}
    ring = Plan(at=now, number=application.phone)
    return {
        "orders": orders,
        "conflicts": conflicts_of(application, now=now),
        "ring_not": [one.sentence for one in objections(application, ring, orders=orders)],
        "no_message": any(one.kind == OrderKind.NO_VOICEMAIL for one in orders),
    }


@dataclass(frozen=True)
class NearMiss:
    """Somebody, or a company, an order may mean: look once, and say so if it is another one."""

    sentence: str
    key: str


def near_misses(application: Application) -> list[NearMiss]:
    """Colleagues and clients who come near an order and whom nobody has looked at yet."""
    orders = standing_orders(application)
    if not orders:
        return []
    asked = [(f"member-{one.pk}", Plan(member=one)) for one in _members()]
    asked += [(f"client-{one.pk}", Plan(client=one)) for one in _clients()]
    return [
        NearMiss(one.sentence, key)
        for key, plan in asked
        for one in objections(application, plan, orders=orders)
        if not one.is_sure
    ]


def _members() -> list[Member]:
    return list(Member.objects.filter(is_active=True))


def _clients() -> list[Client]:
    return list(Client.objects.filter(ended_at=None))


def plans_behind(application: Application, key: str) -> list[Plan]:
    """What a key of a conflict or near miss speaks of. Raises NotYours when there is no such."""
    kind, _dash, number = key.partition("-")
    pk = int(number) if number.isdecimal() else 0
    if kind == "member":
        found = [Plan(member=one) for one in _members() if one.pk == pk]
    elif kind == "client":
        found = [Plan(client=one) for one in _clients() if one.pk == pk]
    elif kind in ("meeting", "submission", "ask"):
        found = [plan for name, (_w, plan, _u, _a) in _going_on(application).items() if name == key]
    else:
        ahead = application.interviews.ahead().filter(pk=pk if kind == "interview" else 0)
        found = [plan for one in ahead for plan in plans_of(one)]
    if not found:
        raise NotYours(_("There is nothing of this kind to look at any more."))
    return found


@dataclass(frozen=True)
class Against:
    """An application of mine in which something goes against an order."""

    application: Application
    conflicts: list[Conflict]


def against_orders_of(member: Member, *, now: datetime) -> list[Against]:
    """This member's applications in progress with something planned against an order."""
    standing = Order.objects.standing().filter(candidate=OuterRef("candidate"))
    mine = Application.objects.in_progress().filter(Exists(standing), owner=member)
    related = mine.select_related("opening__place", "candidate", "owner").order_by("pk")
    found = (Against(one, conflicts_of(one, now=now)) for one in related[:MOST])
    return [one for one in found if one.conflicts]
