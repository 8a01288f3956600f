"""Changing how a waiting letter leaves: at once, or to the address the person has now."""

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
from hearback.ledger.actions import record

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.accounts.models import Member


@transaction.atomic
def send_answer_now(*, answer: Answer, by: Member, now: datetime) -> Answer:
    """Let a waiting letter leave at once instead of at its decent moment; it is recorded.

    Raises Refused when it does not wait any more.
    """
    answer = _lock(answer)
    changed = Message.objects.filter(
        pk=answer.message_id or 0, state=MessageState.QUEUED, send_after__gt=now
    ).update(send_after=now)
    if not changed:
        raise Refused(_("This letter is not waiting for its moment any more."))
    when = day_hour(answer.send_at, ZoneInfo(by.zone))
    answer.send_at, answer.sent_now = now, True
    answer.timing_reason = _("It goes now, as you asked.")
    answer.save(update_fields=["send_at", "sent_now", "timing_reason"])
    channels.ring()
    said = {"when": when, "answer": str(AnswerKind(answer.kind).label)}
    record(kinds.ANSWER_HASTENED, by=by, now=now, application=answer.application, payload=said)
    return answer


@transaction.atomic
def send_to_new_address(*, answer: Answer, by: Member, now: datetime) -> Answer:
    """Let a letter that was stopped because the address changed go to the new one.

    Raises Refused when it was not stopped.
    """
    answer = _lock(answer)
    message = Message.objects.select_for_update().get(pk=answer.message_id or 0)
    if answer.state != AnswerState.WAITING or message.state != MessageState.STOPPED:
        raise Refused(_("This letter was not stopped."))
    message.to_address = answer.application.candidate.email
    message.state, message.trouble, message.send_after = MessageState.QUEUED, "", now
    message.save(update_fields=["to_address", "state", "trouble", "send_after"])
    channels.ring()
    said = {"answer": str(AnswerKind(answer.kind).label)}
    record(kinds.ANSWER_READDRESSED, by=by, now=now, application=answer.application, payload=said)
    return answer


def _lock(answer: Answer) -> Answer:
    lock(answer.application)
    related = Answer.objects.select_related("application__candidate", "application__opening")
    return related.select_for_update(of=["self"], no_key=True).get(pk=answer.pk)
