"""Referring somebody by form: they are asked before anything about them is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from hearback.accounts.models import Member
from hearback.channels.actions import queue
from hearback.kit.errors import Invalid, Refused
from hearback.ledger.actions import make_promise, record
from hearback.relations import kinds, letters
from hearback.relations.actions.addresses import may_ask
from hearback.relations.actions.owe import ANSWER_WITHIN, first_news, signer_of
from hearback.relations.codes import fingerprint_of
from hearback.relations.letters import Thought
from hearback.relations.models import Referral, ReferralState, Way
from hearback.relations.queries import takes_applications

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.pipeline.models import Opening

__all__ = ["Thought", "refer"]


@transaction.atomic
def refer(
    *, opening: Opening, thought: Thought, language: str, by: Member, now: datetime
) -> Referral:
    """Write to whoever `by` thought of, if they may be written to, and promise `by` to hear of it.

    Whether a letter left is told nobody, and nothing about the person is kept but the letter
    itself. Raises Refused when the opening takes no applications, Invalid for a colleague.
    """
    if not takes_applications(opening, now=now):
        raise Refused(_("This opening takes no applications just now."))
    if Member.objects.filter(email__iexact=thought.email, is_active=True).exists():
        sentence = _("This is a colleague's address. Talk to them, or send them your link.")
        raise Invalid(sentence, {"email": sentence})
    referral = _row(opening, by=by, language=language, now=now)
    referral.promise = make_promise(by=by, now=now, promise=first_news(referral, now=now))
    referral.save(force_insert=True)
    record(
        kinds.SOMEBODY_REFERRED,
        by=by,
        now=now,
        opening=opening,
        payload={"referrer": by.name, "referral": str(referral.public_id)},
    )
    if may_ask(referral, thought.email, now=now):
        signer = signer_of(referral, now=now)
        until = now + ANSWER_WITHIN
        queue(letters.asked(referral, thought, signer=signer, until=until), now=now)
    return referral


def _row(opening: Opening, *, by: Member, language: str, now: datetime) -> Referral:
    referral = Referral(
        public_id=uuid4(),
        opening=opening,
        referrer=by,
        way=Way.LETTER,
        state=ReferralState.ASKED,
        language=language,
        created_at=now,
        next_at=now + ANSWER_WITHIN,
    )
    referral.link_fingerprint = fingerprint_of(referral)
    return referral
