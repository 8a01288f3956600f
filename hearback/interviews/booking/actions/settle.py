"""What becomes of invitations on their way: still right, or stuck."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from hearback.channels import actions as channels
from hearback.channels.models import Message, MessageState
from hearback.interviews.booking import letter_kinds
from hearback.interviews.models import Interview, InterviewState
from hearback.ledger.actions import forget_letters, release_untold
from hearback.pipeline.models import ApplicationState

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from hearback.accounts.models import Member

NEVER_LEFT = (MessageState.RECALLED, MessageState.STOPPED, MessageState.FAILED)


def still_invited_to(messages: Sequence[Message], *, now: datetime) -> Mapping[int, str]:
    """Stop invitations to what was called off meanwhile, or to somebody who has left."""
    del now
    told = Interview.objects.filter(promise__told_by__in=[message.pk for message in messages])
    rows = told.values_list("promise__told_by", "state", "application__state")
    return {
        message: _("The interview was called off before the invitation left.")
        for message, state, application in rows
        if state == InterviewState.CANCELLED or application != ApplicationState.IN_PROGRESS
    }


@transaction.atomic
def settle_stuck_invitations(messages: Sequence[Message], *, now: datetime) -> None:
    """Invitations that did not arrive, or nobody knows: what they keep is owed as before."""
    del now
    kept = {letter_kinds.INVITED.name, letter_kinds.BOOKED.name}
    stuck = [message.pk for message in messages if message.purpose in kept]
    if stuck:
        forget_letters(stuck)


def unsay(interview: Interview, *, by: Member | None, now: datetime) -> bool:
    """Take back an invitation that has not left; False once the candidate may have read it.

    What it would have kept is owed as before, and nobody owes what only it would have promised.
    """
    message = interview.promise.told_by if interview.promise else None
    if message is None or message.purpose != letter_kinds.INVITED.name:
        return False
    never_left = Message.objects.filter(pk=message.pk, state__in=NEVER_LEFT)
    if not channels.recall(message) and not never_left.exists():
        return False
    forget_letters([message.pk])
    release_untold([message.pk], reason=_("the invitation was taken back"), by=by, now=now)
    return True
