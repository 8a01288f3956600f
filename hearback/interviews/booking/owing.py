"""What is owed around an interview: the invitation is an answer, and after it comes another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hearback.accounts.calendars import calendar_of
from hearback.accounts.queries import who_answers
from hearback.inbox import spoken
from hearback.ledger.actions import await_letters, make_promise, plan_promise, renegotiate
from hearback.ledger.models import NEXT_ANSWER, Promise, PromiseSource
from hearback.pipeline.models import ApplicationState
from hearback.rules.promises import Terms, Unit, due_moment

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.accounts.models import Member
    from hearback.channels.models import Message
    from hearback.interviews.models import Interview
    from hearback.pipeline.models import Application

AFTER = "The interview ends after the date that was promised."


@dataclass(frozen=True)
class Debt:
    """What a letter about an interview says of the next answer, and does to what was promised.

    `new` is a promise planned and not stored, or None where what stands stays; `moves` is the one
    whose place it takes, `keeps` those that the letter itself keeps.
    """

    words: str
    new: Promise | None = None
    moves: Promise | None = None
    keeps: tuple[Promise, ...] = ()

    def settle(self, message: Message, *, by: Member | None, now: datetime) -> Promise | None:
        """Do it, once there is the letter that tells of it; returns the promise by now owed."""
        await_letters({kept.pk: message.pk for kept in self.keeps})
        if self.new is None:
            return None
        if self.moves is not None:
            return renegotiate(
                promise=self.moves,
                due_at=self.new.due_at,
                reason=AFTER,
                words=self.new.words,
                told_by=message,
                by=by,
                now=now,
            )
        self.new.told_by = message
        return make_promise(by=by, now=now, promise=self.new)


def owed_now(application: Application) -> list[Promise]:
    """The open promises of an answer to this person, soonest first, the replaced ones left out."""
    owed = Promise.objects.owed_as_an_answer().filter(application=application)
    replaced = owed.filter(followed_by__state="open").values("pk")
    return list(owed.exclude(pk__in=replaced).select_related("owner").order_by("due_at"))


def as_an_answer(application: Application, *, after: datetime, now: datetime) -> Debt:
    """A letter that answers: it keeps what is owed, and promises the next by the usual terms.

    The terms count from `after` (aware): from now for an invitation, else from its end.
    """
    promise = _next(application, after=after, now=now)
    return Debt(words=promise.words, new=promise, keeps=tuple(owed_now(application)))


def after_its_end(interview: Interview, ends_at: datetime, *, now: datetime) -> Debt:
    """What a time that was chosen does: an answer due before its end is due after it instead."""
    application = interview.application
    if interview.promise is None:
        return as_an_answer(application, after=ends_at, now=now)
    ours = [one for one in owed_now(application) if one.source != PromiseSource.LAW]
    latest = max(ours, key=lambda one: one.due_at, default=None)
    if latest is None:
        promise = _next(application, after=ends_at, now=now)
        return Debt(words=promise.words, new=promise)
    if latest.due_at > ends_at:
        return Debt(words=latest.words)
    promise = _next(application, after=ends_at, now=now, owner=latest.owner)
    return Debt(words=promise.words, new=promise, moves=latest)


def what_goes_on(application: Application, *, now: datetime) -> Debt:
    """What stands after an interview was called off: the promise there is, else a new one."""
    if application.state != ApplicationState.IN_PROGRESS:
        return Debt(words="")
    # What a letter on its way keeps says nothing of what comes next.
    owed = [one for one in owed_now(application) if one.kept_by_id is None]
    if owed:
        return Debt(words=owed[0].words)
    promise = _next(application, after=now, now=now)
    return Debt(words=promise.words, new=promise)


def _next(
    application: Application, *, after: datetime, now: datetime, owner: Member | None = None
) -> Promise:
    """The next answer by the opening's usual terms, counted from a moment, planned and unstored."""
    policy = application.opening.policy
    owner = owner or who_answers(application.owner, now=now)
    terms = Terms(policy.next_amount, Unit(policy.next_unit))
    due_at = due_moment(terms, after, calendar_of(owner, now=now)).moment
    promise = plan_promise(
        owner=owner,
        what=NEXT_ANSWER,
        words="",
        now=now,
        due_at=due_at,
        application=application,
    )
    promise.words = spoken.promise_words(
        spoken.NEXT_ANSWER, application, owner=owner, due_at=promise.due_at
    )
    return promise
