"""Whoever was thought of says yes or no, on the page of their letter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from hearback.kit.errors import Refused
from hearback.ledger.actions import record
from hearback.relations import kinds
from hearback.relations.actions.addresses import never_again
from hearback.relations.actions.lock import forget_who, locked
from hearback.relations.actions.owe import APPLY_WITHIN
from hearback.relations.models import Referral, ReferralState

if TYPE_CHECKING:
    from datetime import datetime

WAITING = {ReferralState.ASKED, ReferralState.INTERESTED}


@transaction.atomic
def say_yes(*, referral: Referral, consent_words: str, now: datetime) -> Referral:
    """They would like to apply; `consent_words` are those beside the box they ticked, or empty.

    Our letter has done its work and is blanked; the referrer hears nothing of a yes alone. Raises
    Refused when the question is over.
    """
    referral = _still_asked(referral)
    referral.state = ReferralState.INTERESTED
    referral.consent_words = consent_words
    referral.next_at = referral.created_at + APPLY_WITHIN
    referral.save(update_fields=["state", "consent_words", "next_at"])
    forget_who(referral.public_id)
    record(kinds.SAID_YES, by=None, now=now, payload={"referral": str(referral.public_id)})
    return referral


@transaction.atomic
def say_no(*, referral: Referral, now: datetime) -> Referral:
    """They would rather not: forgotten at once, and never asked again about any job.

    The referrer hears that nothing came of it on the day silence would be told, so that a no reads
    as no more than that. Raises Refused when the question is over.
    """
    referral = _still_asked(referral)
    referral.state, referral.ended_at = ReferralState.SAID_NO, now
    referral.consent_words = ""
    referral.save(update_fields=["state", "ended_at", "consent_words"])
    forget_who(referral.public_id)
    never_again(referral, now=now)
    record(kinds.SAID_NO, by=None, now=now, payload={"referral": str(referral.public_id)})
    return referral


def _still_asked(referral: Referral) -> Referral:
    referral = locked(referral.pk)
    if referral.state not in WAITING:
        raise Refused(_("This question is over; there is nothing you need do."))
    return referral
