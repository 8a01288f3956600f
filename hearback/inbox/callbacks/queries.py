"""Reads of calls: who is to be rung, which call a promise is about, which alarm rings for whom."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Count, Q

from hearback.accounts.calendars import calendar_of
from hearback.accounts.queries import who_answers
from hearback.inbox.callbacks.models import Callback, CallbackKind, Outcome
from hearback.inbox.callbacks.orders import safe_choices
from hearback.inbox.callbacks.words import clock_of
from hearback.ledger.models import CALL, Promise, Promises, PromiseState
from hearback.pipeline.models import Conversation
from hearback.rules.calls import Alarm, choices, first_alarm_by

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.accounts.models import Member
    from hearback.pipeline.models import Application
    from hearback.rules.calls import Choice

# What a missed booked call has become by then stands on Today and in the list of calls.
STILL_RINGS = timedelta(minutes=30)


def caller_of(conversation: Conversation, *, now: datetime) -> Member:
    """Who rings this person unless somebody else is named."""
    application = conversation.application
    owner = application.owner if application else conversation.owner
    return who_answers(owner, now=now)


def windows_for(conversation: Conversation, *, now: datetime) -> list[Choice]:
    """The windows this person may choose from: those in which whoever rings them is at work.

    By their own order only those in which they may be rung.
    """
    caller = caller_of(conversation, now=now)
    ours = calendar_of(caller, now=now)
    return safe_choices(choices(now, clock_of(conversation, caller), ours), conversation)


def offered_to(application: Application, *, now: datetime) -> tuple[list[Choice], str]:
    """The windows an applicant may choose from, and the zone they are said in; writes nothing."""
    asking = Conversation(application=application, owner=application.owner, zone=application.zone)
    caller = caller_of(asking, now=now)
    return windows_for(asking, now=now), clock_of(asking, caller)


def newest_promise(promise: Promise) -> Promise:
    """The promise owed by now in the place of this one, which may have broken or moved since."""
    newest = Promise.objects.select_for_update(of=["self"]).get(pk=promise.pk)
    while following := newest.followed_by.filter(state=PromiseState.OPEN).order_by("-pk").first():
        newest = following
    return newest


def calls_owed() -> Promises:
    """Open promises to ring somebody, those in whose place another was made left out."""
    owed = Promise.objects.open().to_candidate().filter(what=CALL)
    return owed.exclude(followed_by__state=PromiseState.OPEN)


def call_owed_to(person: Application | Conversation) -> Callback | None:
    """The call somebody asked for or was booked and still waits for, else None."""
    theirs = Q(conversation=person.pk)
    if not isinstance(person, Conversation):
        theirs = Q(conversation__application=person)
    calls = Callback.objects.owed().filter(theirs)
    tries = Count("attempts", filter=~Q(attempts__outcome=Outcome.SPOKE))
    calls = calls.annotate(tries=tries).select_related("promise__owner", "conversation")
    return calls.order_by("ends_at").first()


def alarms_of(member: Member, *, now: datetime) -> list[Callback]:
    """Booked calls that ring for this member now: their own, and those they stand in for.

    One that somebody is making is silent.
    """
    booked = Callback.objects.owed().filter(
        kind=CallbackKind.MOMENT,
        begins_at__lte=first_alarm_by(now),
        begins_at__gt=now - STILL_RINGS,
        ringing_at=None,
    )
    covers = Q(promise__owner__stand_in=member, alarmed__gte=Alarm.STAND_IN)
    mine = booked.filter(Q(promise__owner=member) | covers)
    related = mine.select_related("conversation__application", "promise__owner")
    return list(related.order_by("begins_at"))
