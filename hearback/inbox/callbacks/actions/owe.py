"""Owing a call: one promise at a time, the newest wish in the place of the one before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from hearback.channels.actions import queue
from hearback.inbox.callbacks import letters
from hearback.inbox.callbacks.models import Callback, CallbackKind
from hearback.inbox.callbacks.queries import caller_of
from hearback.inbox.callbacks.words import clock_of, promise_words, when_words
from hearback.ledger.actions import make_promise, plan_promise, release, with_grace
from hearback.ledger.actions.lock import lock_application, lock_conversation
from hearback.ledger.models import CALL, Promise, PromiseSource
from hearback.rules.calls import LAST_WORD

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.accounts.models import Member
    from hearback.pipeline.models import Conversation
    from hearback.rules.calls import Window


CHOSEN_ANEW = "another time was chosen"


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """A call as it is to be: when, on which number, about what, and how it was asked for.

    `caller` is who rings; None lets it be whoever answers this person. `number` is E.164.
    """

    window: Window
    number: str
    kind: CallbackKind = CallbackKind.WINDOW
    about: str = ""
    asked_by: str = ""
    caller: Member | None = None


def calls_owed_in(conversation: Conversation) -> list[Promise]:
    """The open promises to ring this person, soonest first, those made in their place left out."""
    theirs = Q(conversation=conversation)
    if conversation.application_id is not None:
        theirs |= Q(application=conversation.application_id)
    owed = Promise.objects.open().filter(theirs, what=CALL, followed_by=None)
    return list(owed.select_related("owner").order_by("due_at"))


def owe_call(
    conversation: Conversation, wanted: Wanted, *, by: Member | None, now: datetime
) -> Callback:
    """Promise a call and tell the person; a call owed before gives way to it. Part of an act."""
    lock_application(conversation.application_id)
    lock_conversation(conversation.pk)
    before = calls_owed_in(conversation)
    owner = wanted.caller or caller_of(conversation, now=now)
    callback = Callback(
        conversation=conversation,
        kind=wanted.kind,
        number=wanted.number,
        begins_at=wanted.window.begins_at,
        ends_at=wanted.window.ends_at,
        zone=clock_of(conversation, owner),
        about=wanted.about,
        asked_by=wanted.asked_by,
        created_at=now,
        created_by=by,
    )
    stands_for = before[0].conversation if before else conversation
    callback.promise = _promise(callback, owner, stands_for, by=by, now=now)
    callback.save()
    for old in before:
        release(promise=old, reason=CHOSEN_ANEW, by=by, now=now)
    _tell(callback, now=now)
    return callback


def _promise(
    callback: Callback,
    owner: Member,
    stands_for: Conversation | None,
    *,
    by: Member | None,
    now: datetime,
) -> Promise:
    """The promise of a call; the one an opening answers first with stays about the application."""
    conversation = callback.conversation
    when = when_words(conversation, callback.begins_at, callback.ends_at, callback.zone)
    promise = plan_promise(
        owner=owner,
        what=CALL,
        words=promise_words(conversation, owner, when),
        now=now,
        due_at=callback.ends_at,
        application=conversation.application,
        opening=conversation.opening,
        conversation=stands_for,
        source=PromiseSource.PERSON,
    )
    if callback.kind == CallbackKind.MOMENT:
        with_grace(promise, callback.begins_at + LAST_WORD)
    return make_promise(by=by, now=now, promise=promise)


def _tell(callback: Callback, *, now: datetime) -> None:
    """Write to the person when we know where to, and on which number they will be rung."""
    if callback.number and (callback.conversation.address or callback.conversation.phone):
        queue(letters.call_set(callback), now=now)
