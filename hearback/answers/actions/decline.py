"""A no: plain, with thanks, a true reason and something that helps, or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from hearback.answers import letters
from hearback.answers.actions.decide import find_moment, refuse_undecidable, send_off, take_up
from hearback.answers.grounds import (
    reason_about,
    reason_of,
    refuse_groundless,
    refuse_unkind,
    refuse_useless,
)
from hearback.answers.models import Answer, AnswerKind
from hearback.inbox.thanks import Occasion, thanks_for
from hearback.rules.timing import News

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from hearback.accounts.models import Member
    from hearback.answers.models import Outcome, Resource
    from hearback.pipeline.models import Application, Criterion


@transaction.atomic
def decline(
    *,
    application: Application,
    thanks: str,
    reason: str,
    criterion: Criterion | None,
    resource: Resource | None,
    by: Member,
    now: datetime,
    outcome: Outcome | None = None,
    send_now: bool = False,
    form_token: UUID | None = None,
) -> Answer:
    """Tell somebody no; the application ends once the letter has reached them.

    `thanks` goes on from "Thank you for"; `reason` is about `criterion`, or left to `outcome` when
    the job is filled or closed. The letter waits a day and for decent hours, but never longer than
    what was promised; `send_now` does not wait, and is recorded. Raises Refused without thanks, a
    true reason or a resource, for words that must not be said, when somebody was faster, or (unless
    the job is gone) while something is waited for.
    """
    application, earlier = take_up(application, form_token=form_token, by=by)
    if earlier is not None:
        return earlier
    if criterion is not None or outcome is None:
        refuse_undecidable(application, now=now)
    opening = application.opening
    reason = final_reason(criterion, outcome, reason, application.language)
    refuse_groundless(opening, criterion=criterion, outcome=outcome, reason=reason)
    helpful = refuse_useless(resource, opening)
    refuse_unkind(opening, thanks=thanks, reason=reason, language=application.language)
    leaves = find_moment(application, news=News.DECLINE, send_now=send_now, now=now)
    gift = thanks_for(application, occasion=Occasion.ANSWER, now=now)
    letter = letters.decline(
        application, thanks=thanks, reason=reason, resource=helpful, signer=by, gift=gift
    )
    answer = Answer(application=application, kind=AnswerKind.DECLINE, form_token=form_token)
    answer.words, answer.reason = letters.as_thanks(thanks), reason
    answer.criterion, answer.resource = criterion, helpful
    return send_off(answer, letter, leaves=leaves, by=by, now=now)


def final_reason(
    criterion: Criterion | None, outcome: Outcome | None, reason: str, language: str
) -> str:
    """The reason as the letter says it: about a criterion, or that the job is filled or closed."""
    if criterion is None and outcome is not None and not reason.strip():
        return reason_of(outcome, language)
    return reason_about(criterion, reason, language)
