"""Saying what was decided with a way to take it back, and taking it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from hearback.accounts.access import Right, member_of, team_page
from hearback.answers import actions, queries
from hearback.answers.errands import ERRANDS
from hearback.answers.models import AnswerKind, AnswerState
from hearback.kit import clock
from hearback.kit.errors import Refused

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponseBase

    from hearback.answers.models import Answer

UNDO = "undo:"  # kit/_messages.html and kit/_undo.html know this beginning of a message's tag


def decided(request: HttpRequest, answer: Answer) -> None:
    """Say what was decided and when it leaves, with a button that takes it back."""
    name = answer.application.name
    if answer.state == AnswerState.RECALLED:
        messages.warning(request, _("This answer to {name} was taken back.").format(name=name))
        return
    undo = reverse("answers:undo", args=[answer.pk])
    what = str(ERRANDS[AnswerKind(answer.kind)].title).format(name=name)
    messages.success(request, f"{what}. {answer.timing_reason}", extra_tags=f"{UNDO}{undo}")
    others = queries.others_waiting(answer.application) if answer.kind == AnswerKind.HIRE else 0
    if others:
        words = ngettext(
            "{n} other person in this opening still waits for an answer.",
            "{n} other people in this opening still wait for an answer.",
            others,
        )
        messages.info(request, words.format(n=others))


@team_page(Right.ANSWER)
@require_POST
def recall(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """Take back whatever answer is on its way to somebody."""
    application = queries.free_application(member_of(request), public_id)
    answer = queries.answer_on_its_way(application)
    if answer is None:
        raise Refused(_("No answer is on its way, so there is nothing to take back."))
    return _take_back(request, answer)


@team_page(Right.ANSWER)
@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Take back this very answer, as the button of a moment ago says."""
    return _take_back(request, queries.answer_for(member_of(request), pk))


@team_page(Right.ANSWER)
@require_POST
def send_now(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Let a waiting letter leave at once."""
    answer = queries.answer_for(member_of(request), pk)
    actions.send_answer_now(answer=answer, by=member_of(request), now=clock.now())
    messages.success(request, _("The letter leaves now."))
    return redirect("desk:application", answer.application.public_id)


@team_page(Right.ANSWER)
@require_POST
def new_address(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Send a letter that was stopped for its address to the one the person has now."""
    answer = queries.answer_for(member_of(request), pk)
    actions.send_to_new_address(answer=answer, by=member_of(request), now=clock.now())
    messages.success(request, _("The letter goes to the new address."))
    return redirect("desk:application", answer.application.public_id)


def _take_back(request: HttpRequest, answer: Answer) -> HttpResponseBase:
    actions.recall(answer=answer, by=member_of(request), now=clock.now())
    said = _("Taken back. Nothing was sent to {name}, and everything is as before.")
    messages.success(request, said.format(name=answer.application.name))
    return redirect("desk:application", answer.application.public_id)
