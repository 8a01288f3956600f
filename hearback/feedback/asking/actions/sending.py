"""A question before it leaves, and one that did not arrive."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from hearback.channels.models import Message, MessageState
from hearback.feedback import kinds
from hearback.feedback.asking.actions.locking import facts_of, locked
from hearback.feedback.asking.models import Ask
from hearback.ledger.actions import record

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

LOST = {MessageState.FAILED, MessageState.RETURNED}


def still_wanted(messages: Sequence[Message], *, now: datetime) -> Mapping[int, str]:
    """Stop questions that were answered meanwhile, or that nobody needs any more."""
    del now
    asked = Ask.objects.open().filter(public_id__in={one.about for one in messages if one.about})
    wanted = {
        one.public_id for one in asked.select_related("contact__member") if one.contact.is_there
    }
    reason = "Nobody needs an answer any more, or they have left."
    return {message.pk: reason for message in messages if message.about not in wanted}


@transaction.atomic
def mind_unreached_asks(messages: Sequence[Message], *, now: datetime) -> None:
    """Hand what could not be delivered to whoever asked, to ring: nobody waits for silence."""
    keys = [one.pk for one in messages if one.purpose.startswith("feedback.")]
    lost = Message.objects.filter(pk__in=keys, state__in=LOST) if keys else Message.objects.none()
    about = {one for one in lost.values_list("about", flat=True) if one}
    theirs = Q(public_id__in=about) | Q(reminders__message__in=lost)
    for one in Ask.objects.open().filter(theirs, to_ring_at=None).distinct():
        ask = locked(one)
        ask.to_ring_at, ask.next_at = now, None
        ask.why_then = _("Our letter did not arrive, so ring them.")
        ask.save(update_fields=["to_ring_at", "next_at", "why_then"])
        payload = facts_of(ask)
        record(kinds.WORD_UNREACHED, by=None, now=now, application=ask.application, payload=payload)
