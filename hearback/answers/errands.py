"""The four answers as a page carries them out: which form, which letter, which act."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from django.utils.translation import gettext_lazy as _

from hearback.answers import actions, letters
from hearback.answers.actions.advance import next_promise
from hearback.answers.actions.decline import final_reason
from hearback.answers.actions.hire import plan_call
from hearback.answers.actions.hold import plan_move, refuse_bad_hold
from hearback.answers.forms.single import DeclineForm, HireForm, HoldForm, OnwardForm
from hearback.answers.grounds import refuse_groundless, refuse_unkind, refuse_useless
from hearback.answers.models import AnswerKind
from hearback.inbox.thanks import Occasion, look_at
from hearback.rules.timing import News

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from django.utils.functional import Promise as LazyText

    from hearback.accounts.models import Member
    from hearback.answers.forms.single import AnswerForm
    from hearback.answers.models import Answer
    from hearback.channels.actions import Letter
    from hearback.pipeline.models import Application

Filled = dict[str, Any]


class Writing(Protocol):
    """Writes the letter of a filled form without storing anything; refuses like the act."""

    def __call__(
        self, application: Application, filled: Filled, *, by: Member, now: datetime
    ) -> Letter:
        """The letter."""
        ...


class Doing(Protocol):
    """Does what a filled form says."""

    def __call__(self, form: AnswerForm, *, send_now: bool, by: Member, now: datetime) -> Answer:
        """The answer, or the one this form gave before."""
        ...


@dataclass(frozen=True)
class Errand:
    """One of the four answers."""

    kind: AnswerKind
    title: str | LazyText
    news: News
    form: type[AnswerForm]
    letter: Writing
    act: Doing


def _onward_letter(
    application: Application, filled: Filled, *, by: Member, now: datetime
) -> Letter:
    promise = next_promise(application, due_at=filled["due_at"], now=now)
    gift = look_at(application, occasion=Occasion.ANSWER, now=now)
    words = filled["words"]
    return letters.onward(application, words=words, promise=promise, signer=by, thanks=gift)


def _onward(form: AnswerForm, *, send_now: bool, by: Member, now: datetime) -> Answer:
    filled = form.cleaned_data
    return actions.advance(
        application=form.application,
        to_stage=filled["stage"],
        words=filled["words"],
        due_at=filled["due_at"],
        by_policy="due_at" not in form.changed_data,
        form_token=filled["form_token"],
        send_now=send_now,
        by=by,
        now=now,
    )


def _hold_letter(application: Application, filled: Filled, *, by: Member, now: datetime) -> Letter:
    refuse_bad_hold(reason=filled["reason"], due_at=filled["due_at"], now=now)
    move = plan_move(application, due_at=filled["due_at"], reason=filled["reason"], now=now)
    return move.letter(application, signer=by)


def _hold(form: AnswerForm, *, send_now: bool, by: Member, now: datetime) -> Answer:
    filled = form.cleaned_data
    return actions.hold(
        application=form.application,
        reason=filled["reason"],
        due_at=filled["due_at"],
        form_token=filled["form_token"],
        send_now=send_now,
        by=by,
        now=now,
    )


def _decline_letter(
    application: Application, filled: Filled, *, by: Member, now: datetime
) -> Letter:
    opening, criterion, outcome = application.opening, filled["criterion"], filled["outcome"]
    reason = final_reason(criterion, outcome, filled["reason"], application.language)
    refuse_groundless(opening, criterion=criterion, outcome=outcome, reason=reason)
    resource = refuse_useless(filled["resource"], opening)
    language = application.language
    refuse_unkind(opening, thanks=filled["thanks"], reason=reason, language=language)
    return letters.decline(
        application,
        thanks=filled["thanks"],
        reason=reason,
        resource=resource,
        signer=by,
        gift=look_at(application, occasion=Occasion.ANSWER, now=now),
    )


def _decline(form: AnswerForm, *, send_now: bool, by: Member, now: datetime) -> Answer:
    filled = form.cleaned_data
    return actions.decline(
        application=form.application,
        thanks=filled["thanks"],
        reason=filled["reason"],
        criterion=filled["criterion"],
        outcome=filled["outcome"],
        resource=stored_help(filled, by=by, now=now),
        form_token=filled["form_token"],
        send_now=send_now,
        by=by,
        now=now,
    )


def stored_help(filled: Mapping[str, Any], *, by: Member, now: datetime) -> Any:
    """The resource that was chosen; another opening becomes one of the library's."""
    resource = filled["resource"]
    if resource is not None and resource.pk is None:
        return actions.offer_opening(opening=resource.opening, by=by, now=now)
    return resource


def _hire_letter(application: Application, filled: Filled, *, by: Member, now: datetime) -> Letter:
    promise = plan_call(application, caller=filled["caller"], ring_by=filled["ring_by"], now=now)
    gift = look_at(application, occasion=Occasion.ANSWER, now=now)
    words = filled["words"]
    return letters.hire(application, words=words, promise=promise, signer=by, thanks=gift)


def _hire(form: AnswerForm, *, send_now: bool, by: Member, now: datetime) -> Answer:
    filled = form.cleaned_data
    return actions.hire(
        application=form.application,
        words=filled["words"],
        caller=filled["caller"],
        ring_by=filled["ring_by"],
        form_token=filled["form_token"],
        send_now=send_now,
        by=by,
        now=now,
    )


ONWARD = Errand(
    AnswerKind.ONWARD, _("Onward with {name}"), News.GOOD, OnwardForm, _onward_letter, _onward
)
HOLD = Errand(AnswerKind.HOLD, _("A new date for {name}"), News.GOOD, HoldForm, _hold_letter, _hold)
DECLINE = Errand(
    AnswerKind.DECLINE, _("A no to {name}"), News.DECLINE, DeclineForm, _decline_letter, _decline
)
HIRE = Errand(AnswerKind.HIRE, _("Hire {name}"), News.GOOD, HireForm, _hire_letter, _hire)
ERRANDS: Mapping[AnswerKind, Errand] = {
    errand.kind: errand for errand in (ONWARD, HOLD, DECLINE, HIRE)
}
