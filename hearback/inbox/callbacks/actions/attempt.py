"""Trying to ring somebody: what came of it keeps the promise, or brings times to choose from."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from hearback.inbox.actions.calls import counted_moment, promise_next_if_none
from hearback.inbox.callbacks import kinds
from hearback.inbox.callbacks.actions.begin import begin_callback
from hearback.inbox.callbacks.actions.propose import propose_times
from hearback.inbox.callbacks.models import CallAttempt, Callback, Outcome
from hearback.inbox.callbacks.orders import refuse_to_ring
from hearback.inbox.callbacks.queries import newest_promise
from hearback.inbox.kinds import CALL_LOGGED
from hearback.kit.errors import Refused
from hearback.ledger.actions import give_grace, keep, record
from hearback.ledger.actions.lock import lock_application, lock_conversation
from hearback.ledger.models import CALL, Promise, PromiseState
from hearback.rules.text import one_line

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.accounts.models import Member

LONGEST, LAST_WORDS = 200, 200
# Somebody on the phone is not taken for somebody who forgot.
LONGEST_CALL = timedelta(minutes=45)
TRIES = 2


@transaction.atomic
def begin_to_ring(*, promise: Promise, by: Member, now: datetime) -> Callback:
    """Note that somebody is ringing this very moment: alarms fall silent while they talk.

    Raises Refused when the call is not owed any more, and when an order of theirs speaks against
    this number or this hour.
    """
    callback = _take_up(promise, now=now)
    refuse_to_ring(callback, now=now)
    callback.ringing_at = now
    callback.save(update_fields=["ringing_at"])
    give_grace(promise=callback.promise, until=now + LONGEST_CALL)
    conversation = callback.conversation
    record(
        kinds.CALL_BEGUN,
        by=by,
        now=now,
        application=conversation.application,
        opening=conversation.opening,
        payload={"name": conversation.name or callback.number},
    )
    return callback


@transaction.atomic
def log_attempt(
    *, promise: Promise, outcome: Outcome, words: str = "", by: Member, now: datetime
) -> CallAttempt:
    """Note a try to ring somebody, and what came of it.

    Having spoken keeps the promise, and where nothing else is promised to an applicant the next
    answer is. Every second try in vain, and a wrong number at once, brings a letter with times to
    choose from and a new date. Raises Refused when the call is not owed any more.
    """
    callback = _take_up(promise, now=now)
    attempt = CallAttempt.objects.create(
        callback=callback,
        at=_began(callback, now=now),
        by=by,
        outcome=outcome,
        words=one_line(words, LONGEST),
    )
    Callback.objects.filter(pk=callback.pk).update(ringing_at=None)
    if outcome == Outcome.SPOKE:
        _spoke(attempt, by=by, now=now)
    else:
        _in_vain(attempt, by=by, now=now)
    return attempt


def _take_up(promise: Promise, *, now: datetime) -> Callback:
    """Lock and find the call as it is owed by now: its date may have moved since the page came."""
    lock_application(promise.application_id)
    lock_conversation(promise.conversation_id)
    promise = newest_promise(promise)
    if promise.what != CALL or promise.state != PromiseState.OPEN:
        raise Refused(_("This call is not owed any more: somebody rang, or it was called off."))
    there = Callback.objects.select_related("conversation__application", "promise__owner")
    return there.filter(promise=promise).first() or begin_callback(promise, now=now)


def _began(callback: Callback, *, now: datetime) -> datetime:
    rang = callback.ringing_at
    return rang if rang is not None and now - rang <= 2 * LONGEST_CALL else now


def _spoke(attempt: CallAttempt, *, by: Member, now: datetime) -> None:
    callback = attempt.callback
    conversation = callback.conversation
    words = attempt.words or _("We spoke on the phone.")
    at = counted_moment(callback.promise, attempt.at)
    keep(promise=callback.promise, evidence=f"{by.name}: {words}", at=at, by=by, now=now)
    if conversation.application is not None:
        promise_next_if_none(conversation.application, by=by, now=now)
    conversation.last_said_at = conversation.last_at = now
    conversation.last_words = one_line(words, LAST_WORDS)
    conversation.save(update_fields=["last_said_at", "last_at", "last_words"])
    record(
        CALL_LOGGED,
        by=by,
        now=now,
        application=conversation.application,
        opening=conversation.opening,
        payload={"name": conversation.name or callback.number, "words": words},
    )


def _in_vain(attempt: CallAttempt, *, by: Member, now: datetime) -> None:
    callback = attempt.callback
    conversation = callback.conversation
    record(
        kinds.CALL_TRIED,
        by=by,
        now=now,
        application=conversation.application,
        opening=conversation.opening,
        payload={
            "name": conversation.name or callback.number,
            "outcome": str(Outcome(attempt.outcome).label).lower(),
            "words": attempt.words,
        },
    )
    if asks_by_letter(attempt):
        wrong = attempt.outcome == Outcome.WRONG_NUMBER
        propose_times(callback, wrong_number=wrong, by=by, now=now)


def asks_by_letter(attempt: CallAttempt) -> bool:
    """Whether this try in vain brings a letter: every second one, and a wrong number at once.

    Somebody we know by this number alone cannot be written to.
    """
    callback = attempt.callback
    if attempt.outcome == Outcome.SPOKE or not callback.conversation.address:
        return False
    tries = callback.attempts.exclude(outcome=Outcome.SPOKE).count()
    return attempt.outcome == Outcome.WRONG_NUMBER or tries % TRIES == 0
