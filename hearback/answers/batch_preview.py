"""The letter of a batch as the first person in it gets it, before anything is decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hearback.answers import letters
from hearback.answers.actions.decide import find_moment
from hearback.answers.actions.decline import final_reason
from hearback.answers.actions.hold import plan_move, refuse_bad_hold
from hearback.answers.first_words import thanks_in
from hearback.answers.grounds import refuse_groundless, refuse_unkind, refuse_useless
from hearback.answers.models import Answer, AnswerKind
from hearback.answers.preview import preview_of
from hearback.inbox.thanks import Occasion, look_at
from hearback.kit.errors import Refused
from hearback.pipeline.models import Application
from hearback.rules.timing import News

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.answers.actions import Plan
    from hearback.answers.forms.batch import BatchForm
    from hearback.answers.preview import Preview
    from hearback.channels.actions import Letter


def batch_preview(form: BatchForm, *, now: datetime) -> Preview | None:
    """How the letter reads and when the first one leaves; None where something is missing.

    What is missing is added to the form.
    """
    if not form.is_valid():
        return None
    plan = form.plan(send_now=False)
    first = _first(form, plan)
    if first is None:
        return None
    try:
        letter = _letter(form, plan, first, now=now)
    except Refused as refused:
        form.add_error(None, refused.sentence)
        return None
    news = News.DECLINE if plan.kind == AnswerKind.DECLINE else News.GOOD
    leaves = find_moment(first, news=news, send_now=False, now=now)
    return preview_of(letter, leaves, form.member, now=now)


def _first(form: BatchForm, plan: Plan) -> Application | None:
    """Whoever has waited longest in the plan's stages and has no answer on the way."""
    decided = Answer.objects.on_their_way().values("application")
    people = Application.objects.in_progress().filter(
        opening=form.opening, stage__in=list(plan.thanks)
    )
    related = people.select_related("opening__place", "opening__policy", "candidate", "owner")
    return related.exclude(pk__in=decided).order_by("received_at", "pk").first()


def _letter(form: BatchForm, plan: Plan, first: Application, *, now: datetime) -> Letter:
    if plan.kind == AnswerKind.HOLD:
        due_at = plan.due_at or now
        refuse_bad_hold(reason=plan.reason, due_at=due_at, now=now)
        move = plan_move(first, due_at=due_at, reason=plan.reason, now=now)
        return move.letter(first, signer=form.member)
    opening = form.opening
    reason = final_reason(plan.criterion, plan.outcome, plan.reason, first.language)
    refuse_groundless(opening, criterion=plan.criterion, outcome=plan.outcome, reason=reason)
    resource = refuse_useless(plan.resource, opening)
    for words in plan.thanks.values():
        thanks = thanks_in(words, first.language)
        refuse_unkind(opening, thanks=thanks, reason=reason, language=first.language)
    return letters.decline(
        first,
        thanks=thanks_in(plan.thanks[first.stage_id], first.language),
        reason=reason,
        resource=resource,
        signer=form.member,
        gift=look_at(first, occasion=Occasion.ANSWER, now=now),
    )
