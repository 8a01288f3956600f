"""The asking letter before it leaves and when it did not arrive."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from hearback.channels.models import Message, MessageState
from hearback.ledger.actions import record
from hearback.relations import kinds
from hearback.relations.actions.addresses import forget_asking
from hearback.relations.actions.lock import forget_who, locked
from hearback.relations.letters import ASKING
from hearback.relations.models import Referral, ReferralState
from hearback.relations.queries import takes_applications

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

LOST = {MessageState.FAILED, MessageState.RETURNED}


def still_asking(messages: Sequence[Message], *, now: datetime) -> Mapping[int, str]:
    """Stop letters about a job that takes nobody any more, or from a colleague who left."""
    ids = [message.about for message in messages if message.about]
    found = Referral.objects.filter(public_id__in=ids, state=ReferralState.ASKED)
    right = {
        one.public_id
        for one in found.select_related("opening__place", "referrer")
        if one.referrer.is_active and takes_applications(one.opening, now=now)
    }
    reason = "The opening takes no applications any more, or whoever thought of them has left."
    return {message.pk: reason for message in messages if message.about not in right}


@transaction.atomic
def mind_unreached(messages: Sequence[Message], *, now: datetime) -> None:
    """Forget whoever could not be reached, and let the referrer hear what to do."""
    asking = {message.pk: message for message in messages if message.purpose == ASKING}
    lost = Message.objects.filter(pk__in=asking, state__in=LOST)
    for message, about in lost.values_list("pk", "about"):
        if about is None:
            continue
        found = Referral.objects.filter(public_id=about, state=ReferralState.ASKED)
        pk = found.values_list("pk", flat=True).first()
        if pk is not None:
            _let_know(pk, now=now)
        # What a mail server says about a letter often repeats the address.
        forget_who(about)
        asking[message].trouble = ""


def _let_know(pk: int, *, now: datetime) -> None:
    referral = locked(pk)
    if referral.state != ReferralState.ASKED:
        return
    referral.state, referral.ended_at, referral.next_at = ReferralState.UNREACHED, now, now
    referral.save(update_fields=["state", "ended_at", "next_at"])
    forget_asking(referral)
    record(kinds.UNREACHED, by=None, now=now, payload={"referral": str(referral.public_id)})
