"""Onward: the person hears good news, and by when they hear again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from hearback.accounts.queries import who_answers
from hearback.answers import letters
from hearback.answers.actions.decide import (
    find_moment,
    refuse_undecidable,
    send_off,
    take_up,
    telling,
)
from hearback.answers.models import Answer, AnswerKind
from hearback.inbox import spoken
from hearback.inbox.thanks import Occasion, thanks_for
from hearback.kit.errors import Refused
from hearback.ledger.actions import plan_promise
from hearback.ledger.models import NEXT_ANSWER, PromiseSource
from hearback.rules.promises import Terms, Unit
from hearback.rules.timing import News

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from hearback.accounts.models import Member
    from hearback.ledger.models import Promise
    from hearback.pipeline.models import Application, Stage


@transaction.atomic
def advance(
    *,
    application: Application,
    to_stage: Stage,
    words: str,
    by: Member,
    now: datetime,
    due_at: datetime | None = None,
    by_policy: bool = False,
    send_now: bool = False,
    form_token: UUID | None = None,
) -> Answer:
    """Tell somebody that it goes on, in your words, with the date of the next answer.

    Without `due_at` (aware) the opening's policy sets it; `by_policy` says that `due_at` is what
    the policy gave when the form was opened. The person moves to `to_stage` once the letter has
    reached them. Raises Refused without words, for a date before the letter leaves, while
    something is waited for, or when somebody else was faster.
    """
    application, earlier = take_up(application, form_token=form_token, by=by)
    if earlier is not None:
        return earlier
    refuse_undecidable(application, now=now)
    if not words.strip():
        raise Refused(_("Write a line or two: the person will read your words."))
    leaves = find_moment(application, news=News.GOOD, send_now=send_now, now=now)
    promise = next_promise(application, due_at=due_at, by_policy=by_policy, now=now)
    if promise.due_at <= leaves.moment:
        raise Refused(_("The next date has to come after the letter with it has left."))
    answer = Answer(application=application, kind=AnswerKind.ONWARD, form_token=form_token)
    answer.stage_after, answer.words = to_stage, words
    gift = thanks_for(application, occasion=Occasion.ANSWER, now=now)
    letter = letters.onward(application, words=words, promise=promise, signer=by, thanks=gift)
    tell = telling(promise, by=by, now=now)
    return send_off(answer, letter, leaves=leaves, tell=tell, by=by, now=now)


def next_promise(
    application: Application, *, due_at: datetime | None, by_policy: bool = False, now: datetime
) -> Promise:
    """The promise of the next answer, planned and not stored: by the policy, or by a named date.

    Raises Refused for a date that is not to come.
    """
    if due_at is not None and due_at <= now:
        raise Refused(_("The next date has to be still to come."))
    policy = application.opening.policy
    terms = Terms(policy.next_amount, Unit(policy.next_unit))
    promise = plan_promise(
        owner=who_answers(application.owner, now=now),
        what=NEXT_ANSWER,
        words="",
        now=now,
        terms=None if due_at else terms,
        due_at=due_at,
        application=application,
        source=PromiseSource.PERSON if due_at and not by_policy else PromiseSource.RULE,
    )
    promise.words = spoken.promise_words(
        spoken.NEXT_ANSWER, application, owner=promise.owner, due_at=promise.due_at
    )
    return promise
