"""Hire: the good news, and who rings by when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

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
from hearback.ledger.models import CALL, PromiseSource
from hearback.rules.timing import News

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from hearback.accounts.models import Member
    from hearback.ledger.models import Promise
    from hearback.pipeline.models import Application


@transaction.atomic
def hire(
    *,
    application: Application,
    words: str,
    caller: Member,
    ring_by: datetime,
    by: Member,
    now: datetime,
    send_now: bool = False,
    form_token: UUID | None = None,
) -> Answer:
    """Tell somebody that the job is theirs, and that `caller` rings by `ring_by` (aware).

    The call is a promise of its own. Nobody else in the opening is touched: closing it is another
    act. Raises Refused for a call before the letter leaves, while something is waited for, or
    when somebody was faster.
    """
    application, earlier = take_up(application, form_token=form_token, by=by)
    if earlier is not None:
        return earlier
    refuse_undecidable(application, now=now)
    leaves = find_moment(application, news=News.GOOD, send_now=send_now, now=now)
    if ring_by <= leaves.moment:
        raise Refused(_("The call has to come after the letter has left."))
    promise = plan_call(application, caller=caller, ring_by=ring_by, now=now)
    gift = thanks_for(application, occasion=Occasion.ANSWER, now=now)
    letter = letters.hire(application, words=words, promise=promise, signer=by, thanks=gift)
    answer = Answer(
        application=application, kind=AnswerKind.HIRE, words=words, form_token=form_token
    )
    tell = telling(promise, by=by, now=now)
    return send_off(answer, letter, leaves=leaves, tell=tell, by=by, now=now)


def plan_call(
    application: Application, *, caller: Member, ring_by: datetime, now: datetime
) -> Promise:
    """The promise to ring somebody who was hired, planned and not stored."""
    return plan_promise(
        owner=caller,
        what=CALL,
        words=spoken.promise_words(spoken.CALL, application, owner=caller, due_at=ring_by),
        now=now,
        due_at=ring_by,
        application=application,
        source=PromiseSource.PERSON,
    )
