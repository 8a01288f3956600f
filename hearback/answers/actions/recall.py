"""Taking an answer back until the moment it leaves, and calling it off when the person withdrew."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext as _

from hearback.answers import kinds
from hearback.answers.actions.decide import lock
from hearback.answers.models import Answer, AnswerKind, AnswerState
from hearback.channels import actions as channels
from hearback.channels.models import Message, MessageState
from hearback.kit.errors import Refused
from hearback.kit.moments import day_hour
from hearback.ledger.actions import forget_letters, record, release_untold

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.accounts.models import Member
    from hearback.ledger.models import Entry

NEVER_LEFT = (MessageState.RECALLED, MessageState.STOPPED, MessageState.FAILED)


@transaction.atomic
def recall(*, answer: Answer, by: Member, now: datetime) -> Answer:
    """Undo a decision whose letter has not left: stage, promises and state are as before.

    Taking back twice changes nothing more. Raises Refused, saying when it left, once it is too
    late.
    """
    answer = _lock(answer)
    if answer.state == AnswerState.RECALLED:
        return answer
    if answer.state == AnswerState.GIVEN or not _take_back(answer, by=by, now=now):
        raise Refused(_too_late(answer, reader=by))
    return answer


@transaction.atomic
def call_off_answer(entry: Entry, *, now: datetime) -> None:
    """When somebody withdraws, their answer does not go out any more; one that left stays."""
    if entry.application is None:
        return
    lock(entry.application)
    for answer in Answer.objects.on_their_way().filter(application=entry.application_id):
        _take_back(answer, by=None, now=now)


@transaction.atomic
def call_off_with_letter(entry: Entry, *, now: datetime) -> None:
    """When the letter of an answer is taken back or given up in the outbox, so is the answer."""
    if entry.application is None:
        return
    lock(entry.application)
    for answer in Answer.objects.on_their_way().filter(message=entry.payload["message"]):
        _take_back(answer, by=entry.by, now=now)


def _lock(answer: Answer) -> Answer:
    lock(answer.application)
    related = Answer.objects.select_related("application__opening", "message", "decided_by")
    return related.select_for_update(of=["self"], no_key=True).get(pk=answer.pk)


def _take_back(answer: Answer, *, by: Member | None, now: datetime) -> bool:
    """Whether it could still be taken back; if so everything is as before the decision."""
    message = answer.message
    if message is not None:
        if not channels.recall(message) and not _never_left(message):
            return False
        forget_letters([message.pk])
        release_untold([message.pk], reason=_("the answer was taken back"), by=by, now=now)
    answer.state, answer.recalled_at = AnswerState.RECALLED, now
    answer.save(update_fields=["state", "recalled_at"])
    record(
        kinds.ANSWER_RECALLED,
        by=by,
        now=now,
        application=answer.application,
        payload={"answer": str(AnswerKind(answer.kind).label), "id": answer.pk},
    )
    return True


def _never_left(message: Message) -> bool:
    return Message.objects.filter(pk=message.pk, state__in=NEVER_LEFT).exists()


def _too_late(answer: Answer, *, reader: Member) -> str:
    """When it left, as far as anybody knows, and what can still be done."""
    message = Message.objects.get(pk=answer.message_id or 0)
    name = answer.application.name
    if message.state == MessageState.IN_DOUBT:
        return _(
            "Nobody knows whether the letter to %(name)s left. Look into the mail server's log, "
            "then settle it in the outbox."
        ) % {"name": name}
    if message.accepted_at is None:
        return _("The letter to %(name)s is leaving this very moment.") % {"name": name}
    when = day_hour(message.accepted_at, ZoneInfo(reader.zone))
    return _(
        "It left on %(when)s. A letter cannot be called back, but you can write to %(name)s again."
    ) % {"when": when, "name": name}
