"""The last look before a letter with an answer leaves, whether it is still right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from hearback.answers.models import Answer, AnswerState
from hearback.pipeline.models import ApplicationState

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from hearback.channels.models import Message


def still_right(messages: Sequence[Message], *, now: datetime) -> Mapping[int, str]:
    """Reasons to stop, by message id, in one read for any number of letters.

    A letter stops when its answer was taken back, the person withdrew or was answered otherwise,
    or their address changed after it was written.
    """
    del now
    waiting = Answer.objects.filter(
        message__in=[message.pk for message in messages], state=AnswerState.WAITING
    )
    facts = {
        message: (state, address)
        for message, state, address in waiting.values_list(
            "message_id", "application__state", "application__candidate__email"
        )
    }
    reasons = {message.pk: _reason(message, facts.get(message.pk)) for message in messages}
    return {pk: reason for pk, reason in reasons.items() if reason}


def _reason(message: Message, facts: tuple[str, str] | None) -> str:
    if facts is None:
        return _("The answer was taken back.")
    state, address = facts
    if state == ApplicationState.WITHDRAWN:
        return _("The person withdrew.")
    if state != ApplicationState.IN_PROGRESS:
        return _("The person has had another answer.")
    if address != message.to_address:
        return _("The person's address has changed since.")
    return ""
