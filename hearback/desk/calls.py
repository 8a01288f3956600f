"""Puts together what the pages about calls show: whom to ring, when it suits, what to know."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.formats import date_format

from hearback.desk.forms import HERE
from hearback.desk.queries.calls import next_promises
from hearback.desk.words import said
from hearback.inbox.callbacks.models import CallbackKind
from hearback.inbox.callbacks.numbers import likely_number
from hearback.inbox.callbacks.queries import call_owed_to
from hearback.inbox.callbacks.words import clock_of, span_words, town
from hearback.ledger.models import CALL
from hearback.pipeline.models import OrderKind
from hearback.pipeline.orders import Plan, objections, standing_orders
from hearback.rules.numbers import readable
from hearback.rules.wishes import wish_in, wished_window

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from hearback.accounts.models import Member
    from hearback.desk.queries.application import Case
    from hearback.inbox.callbacks.models import CallAttempt, Callback
    from hearback.ledger.models import Promise
    from hearback.pipeline.models import Application, Conversation

LATEST_WORDS = 5


@dataclass(frozen=True)
class Call:
    """One call to make, as its card says it.

    `window` is when it suits them on the reader's clock, `theirs` the same on their own where that
    differs; both are empty where nobody named a window.
    """

    promise: Promise
    name: str
    number: str
    shown: str
    url: str
    window: str = ""
    theirs: str = ""
    there: str = ""
    about: str = ""
    last_words: str = ""
    last_are_ours: bool = False
    is_ringing: bool = False
    is_booked: bool = False
    ring_not: str = ""
    no_message: bool = False
    next_promise: Promise | None = None
    next_said: str = ""
    attempts: list[CallAttempt] = field(default_factory=list)


def cards_of(promises: Iterable[Promise], member: Member, *, now: datetime) -> list[Call]:
    """These promised calls as cards, in the same order."""
    promises = list(promises)
    coming = next_promises(one.application_id for one in promises if one.application_id)
    return [_card(one, coming.get(one.application_id or 0), member, now) for one in promises]


def _card(promise: Promise, coming: Promise | None, member: Member, now: datetime) -> Call:
    callback: Callback | None = getattr(promise, "callback", None)
    application = promise.application
    conversation = _conversation_of(promise, callback)
    zone = callback.zone if callback else _zone_of(promise, conversation)
    country = promise.opening.place.country if promise.opening else ""
    phone = application.phone if application else conversation.phone if conversation else ""
    number = callback.number if callback else likely_number(phone, country)
    facts = _window(callback, member) if callback else {}
    return Call(
        promise=promise,
        name=application.name if application else conversation.name if conversation else "",
        number=number,
        shown=readable(number) if number else phone,
        url=reverse("desk:application", args=[application.public_id]) if application else "",
        there=_there(zone, member, now),
        last_words=conversation.last_words if conversation else "",
        last_are_ours=bool(conversation and _said_last(conversation)),
        next_promise=coming,
        next_said=said(coming, member) if coming else "",
        **_orders(application, number, now),
        **facts,
    )


def _orders(application: Application | None, number: str, now: datetime) -> dict[str, Any]:
    """Why they may not be rung now, and whether a machine that answers is told nothing."""
    orders = standing_orders(application) if application else []
    if not orders or application is None:
        return {}
    against = objections(application, Plan(at=now, number=number), orders=orders)
    return {
        "ring_not": against[0].sentence if against else "",
        "no_message": any(one.kind == OrderKind.NO_VOICEMAIL for one in orders),
    }


def _said_last(conversation: Conversation) -> bool:
    """Whether what was said last in a conversation was said by us."""
    ours, theirs = conversation.last_said_at, conversation.last_heard_at
    return ours is not None and (theirs is None or ours > theirs)


def _conversation_of(promise: Promise, callback: Callback | None) -> Conversation | None:
    if callback is not None:
        return callback.conversation
    there = promise.conversation
    return there or getattr(promise.application, "conversation", None)


def _zone_of(promise: Promise, conversation: Conversation | None) -> str:
    if promise.application is not None:
        return promise.application.zone
    return clock_of(conversation, promise.owner) if conversation else promise.owner.zone


def _window(callback: Callback, member: Member) -> dict[str, Any]:
    mine = span_words(callback.begins_at, callback.ends_at, member.zone)
    theirs = span_words(callback.begins_at, callback.ends_at, callback.zone)
    return {
        "window": mine,
        "theirs": theirs if theirs != mine else "",
        "about": callback.about,
        "is_ringing": callback.ringing_at is not None,
        "is_booked": callback.kind == CallbackKind.MOMENT,
        "attempts": sorted(callback.attempts.all(), key=lambda attempt: attempt.at),
    }


def _there(zone: str, member: Member, now: datetime) -> str:
    """What their clock shows, with its town, where that differs from the reader's."""
    theirs, mine = now.astimezone(ZoneInfo(zone)), now.astimezone(ZoneInfo(member.zone))
    if theirs.replace(tzinfo=None) == mine.replace(tzinfo=None):
        return ""
    return f"{date_format(theirs, 'l H:i')}, {town(zone)}"


@dataclass(frozen=True)
class Proposed:
    """A call somebody seems to ask for in their own words; nothing is booked by it."""

    words: str
    when: str
    url: str


def proposed_call(
    conversation: Conversation, member: Member, *, plan_url: str, now: datetime
) -> Proposed | None:
    """The newest wish for a call in what somebody said lately, unless a call was planned since."""
    planned = conversation.callbacks.order_by("-created_at").first()
    heard = conversation.received.order_by("-at")
    if planned is not None:
        heard = heard.filter(at__gt=planned.created_at)
    for received in heard[:LATEST_WORDS]:
        wish = wish_in(received.text)
        if wish is None:
            continue
        zone = clock_of(conversation, conversation.owner)
        window = wished_window(wish, received.at, now, zone)
        when = span_words(window.begins_at, window.ends_at, member.zone)
        here = ZoneInfo(member.zone)
        begins, ends = (
            moment.astimezone(here).strftime(HERE) for moment in (window.begins_at, window.ends_at)
        )
        asked = {"begins": begins, "ends": ends, "asked_by": received.channel}
        return Proposed(wish.words, when, f"{plan_url}?{urlencode(asked)}")
    return None


def calls_of_case(
    case: Case, conversation: Conversation | None, member: Member, *, now: datetime
) -> dict[str, object]:
    """What the page of an application says of calls: one that is owed, one that was asked for."""
    application = case.application
    callback = call_owed_to(conversation) if conversation else None
    plan_url = reverse("desk:call_back", args=[application.public_id])
    proposed = None
    if conversation is not None and callback is None:
        proposed = proposed_call(conversation, member, plan_url=plan_url, now=now)
    first = [one for one in case.owed if one.what == CALL and one.conversation_id is None]
    return {
        "call_first": first[0] if first else None,
        "callback": callback,
        "callback_when": span_words(callback.begins_at, callback.ends_at, member.zone)
        if callback
        else "",
        "proposed_call": proposed,
    }
