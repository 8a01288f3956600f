"""An application that came through a colleague: who sent it, and what they may hear."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from hearback.ledger.actions import record
from hearback.pipeline.friend import Friend
from hearback.relations import kinds
from hearback.relations.actions.addresses import let_go
from hearback.relations.actions.lock import locked
from hearback.relations.codes import fingerprint_of, sender_behind
from hearback.relations.models import Referral, ReferralState, Way
from hearback.rules.addresses import fold_address

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.ledger.models import Entry
    from hearback.pipeline.models import Application, Opening
    from hearback.relations.codes import Sender


def friend_behind(code: str, opening: Opening) -> Friend | None:
    """Who sent somebody to the form of this opening; None for a code that says nothing."""
    sender = sender_behind(code, opening)
    if sender is None:
        return None
    referral = sender.referral
    is_theirs = referral is not None and referral.state == ReferralState.INTERESTED
    return Friend(
        code=code,
        name=sender.member.name,
        knows_who=is_theirs,
        agreed=bool(is_theirs and referral and referral.consent_words),
    )


def tie_application(entry: Entry, *, now: datetime) -> None:
    """Tie a new application to the referral it came through; nothing of it stops the application.

    What they ticked on the form counts, whatever they said on the page of their letter.
    """
    code, application = str(entry.payload.get("friend", "")), entry.application
    sender = sender_behind(code, application.opening) if code and application else None
    if sender is None or application is None or _is_oneself(sender, application):
        return
    referral = _referral_of(sender, application, now=now)
    referral.state, referral.application = ReferralState.APPLIED, application
    referral.consent_words = str(entry.payload.get("friend_words", ""))
    referral.next_at = now
    referral.save()
    let_go(referral)
    record(
        kinds.APPLIED_THROUGH,
        by=None,
        now=now,
        application=application,
        payload={"referrer": sender.member.name, "referral": str(referral.public_id)},
    )


def _is_oneself(sender: Sender, application: Application) -> bool:
    """A colleague who applies by their own link referred nobody."""
    return fold_address(sender.member.email) == application.candidate.email_key


def _referral_of(sender: Sender, application: Application, *, now: datetime) -> Referral:
    """The one of their letter; a new one when they came by a link, or the letter was passed on."""
    if sender.referral is not None:
        referral = locked(sender.referral.pk)
        if referral.state == ReferralState.INTERESTED:
            return referral
    new = Referral(
        public_id=uuid4(),
        opening=application.opening,
        referrer=sender.member,
        way=Way.LINK,
        language=application.language,
        created_at=now,
    )
    new.link_fingerprint = fingerprint_of(new)
    return new
