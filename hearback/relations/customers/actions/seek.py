"""Who is looked for: whoever agreed, from that moment until they take it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hearback.inbox.consents.actions import give, take_back
from hearback.inbox.consents.queries import consent_behind
from hearback.pipeline.models import Consent, Purpose
from hearback.relations.customers.actions.match import look_for
from hearback.relations.customers.keys import secret
from hearback.relations.customers.models import Seeker
from hearback.rules.matching import mail_key, phone_key

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from hearback.ledger.models import Entry
    from hearback.pipeline.extras import Typed
    from hearback.pipeline.models import Application


def keep_consent(application: Application, typed: Mapping[str, Typed], *, now: datetime) -> None:
    """Whoever ticked the box on the form agreed; the words they read are kept."""
    give(application=application, purpose=Purpose.CUSTOMER, words=str(typed["look"]), now=now)


def heed_consent(entry: Entry, *, now: datetime) -> None:
    """A consent was given, taken back or is over: look for them, or forget the link at once."""
    consent = consent_behind(entry)
    if consent is None or consent.purpose != Purpose.CUSTOMER:
        return
    if consent.ended_at is not None:
        Seeker.objects.filter(consent=consent).delete()
        return
    _seek(consent, now=now)


def seek_anew(entry: Entry, *, now: datetime) -> None:
    """Somebody corrected their details: if they agreed, they are looked for by the new ones."""
    application = entry.application
    if application is None:
        return
    theirs = Consent.objects.standing().filter(candidate=application.candidate_id)
    # Held, so that whoever takes it back at this moment is not looked for afterwards.
    held = theirs.filter(purpose=Purpose.CUSTOMER).select_for_update(of=["self"], no_key=True)
    for consent in held:
        _seek(consent, now=now)


def forget(*, application: Application, now: datetime) -> None:
    """Forget whether whoever applied is a customer, and that they agreed: both end at once."""
    theirs = Consent.objects.standing().filter(candidate=application.candidate_id)
    for consent in theirs.filter(purpose=Purpose.CUSTOMER):
        take_back(consent=consent, now=now)
    Seeker.objects.filter(consent__candidate=application.candidate_id).delete()


def _seek(consent: Consent, *, now: datetime) -> None:
    applied = consent.application
    look_for(
        consent,
        mail=mail_key(secret(), consent.candidate.email),
        phone=phone_key(secret(), applied.phone, applied.opening.place.country),
        now=now,
    )
