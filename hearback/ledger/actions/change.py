"""Moving and releasing promises; a date once given moves only with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from hearback.kit.errors import Refused
from hearback.ledger import kinds
from hearback.ledger.actions.lock import lock_application, lock_conversation
from hearback.ledger.actions.make import make_promise, plan_promise
from hearback.ledger.actions.record import record
from hearback.ledger.models import Promise, PromiseSource, PromiseState
from hearback.rules import promises as rules

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.accounts.models import Member
    from hearback.channels.models import Message
    from hearback.pipeline.models import Conversation
    from hearback.rules.calendar import WorkingCalendar


@transaction.atomic
def renegotiate(
    *,
    promise: Promise,
    due_at: datetime,
    reason: str,
    words: str,
    told_by: Message | None,
    by: Member | None,
    now: datetime,
) -> Promise:
    """Give a new date for an open promise; `by` is None when its promisee chose, say, a later day.

    Returns the new promise. The old one stays open until the letter `told_by` has reached the
    promisee: only then, and only before its own due moment, does it count as moved. Raises Refused
    without a reason, for a date that is not to come, or when the promise is closed.
    """
    old = Promise.objects.select_for_update(of=["self"]).get(pk=promise.pk)
    if old.state != PromiseState.OPEN:
        raise Refused("This promise is closed already, so its date cannot move.")
    if not reason.strip():
        raise Refused("Give the reason for the new date: the person will read it.")
    if due_at <= now:
        raise Refused("The new date has to be still to come.")
    new = plan_promise(
        owner=old.owner,
        what=old.what,
        words=words,
        now=now,
        due_at=due_at,
        application=old.application,
        opening=old.opening,
        conversation=old.conversation,
        promisee=old.promisee,
        source=PromiseSource.PERSON,
    )
    new.follows = old
    new.told_by = told_by
    new.reason = reason
    return make_promise(by=by, now=now, promise=new)


@transaction.atomic
def move_at_their_word(
    *,
    promise: Promise,
    due_at: datetime,
    reason: str,
    calendar: WorkingCalendar,
    by: Member | None,
    now: datetime,
) -> Promise:
    """Give what a contact owes us the date they named themselves; returns the new promise.

    Nobody has to be told first, so the old one is closed at once: moved when they said so before
    it was due, else broken. Raises Refused when it is closed already, or for a date that is not
    to come.
    """
    lock_application(promise.application_id)
    old = Promise.objects.select_for_update(of=["self"]).get(pk=promise.pk)
    if old.state != PromiseState.OPEN:
        raise Refused("This promise is closed already, so its date cannot move.")
    if due_at <= now:
        raise Refused("The new date has to be still to come.")
    in_time = rules.may_renegotiate(old.due_at, now)
    old.state = PromiseState.RENEGOTIATED if in_time else PromiseState.BROKEN
    old.closed_at, old.reason = now, reason
    old.save(update_fields=["state", "closed_at", "reason"])
    _record_moved(old, by=by, now=now)
    new = _again(old, due_at, calendar, now=now)
    new.follows, new.reason = old, reason
    return make_promise(by=by, now=now, promise=new)


def _again(old: Promise, due_at: datetime, calendar: WorkingCalendar, *, now: datetime) -> Promise:
    """What a contact owes, with another date."""
    return plan_promise(
        owner=old.owner,
        what=old.what,
        words=old.words,
        now=now,
        due_at=due_at,
        calendar=calendar,
        promisee=old.promisee,
        promiser=old.promiser,
        source=PromiseSource.PERSON,
        application=old.application,
        opening=old.opening,
    )


def _record_moved(old: Promise, *, by: Member | None, now: datetime) -> None:
    record(
        kinds.PROMISE_MOVED,
        by=by,
        now=now,
        application=old.application,
        opening=old.opening,
        payload={"promise": old.pk, "words": old.words},
    )


@transaction.atomic
def release(*, promise: Promise, reason: str, by: Member | None, now: datetime) -> None:
    """Close an open promise that nobody waits for any more; a closed one is left as it is."""
    lock_application(promise.application_id)
    lock_conversation(promise.conversation_id)
    released = Promise.objects.open().filter(pk=promise.pk)
    if not released.update(state=PromiseState.RELEASED, closed_at=now, reason=reason):
        return
    record(
        kinds.PROMISE_RELEASED,
        by=by,
        now=now,
        application=promise.application,
        opening=promise.opening,
        payload={"promise": promise.pk, "words": promise.words, "reason": reason},
    )


def carry_over(*, from_: Conversation, to: Conversation) -> None:
    """Let what was promised in one conversation be owed in another; dates and owners stay.

    Both are locked by the caller, and `from_` awaits us no more.
    """
    Promise.objects.filter(conversation=from_).update(
        conversation=to, application=to.application, opening=to.opening
    )
