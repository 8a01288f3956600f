"""Every act about consents: given, taken back, over by themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils import translation

from hearback.inbox.consents import kinds
from hearback.ledger.actions import record
from hearback.pipeline.models import Candidate, Consent, Purpose

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.ledger.kinds import Kind
    from hearback.pipeline.models import Application

AT_ONCE = 500


# No savepoint of its own: applying takes this in passing, and whatever fails here undoes all of it.
@transaction.atomic(savepoint=False)
def give(
    *,
    application: Application,
    purpose: Purpose,
    words: str,
    now: datetime,
    until: datetime | None = None,
) -> Consent:
    """Keep that this application's candidate agreed, with the words they read.

    `until` (aware) is when it ends by itself. A consent that stands already is returned as it is:
    nobody agrees twice, and what was shown first is what they agreed to.
    """
    _alone_with(application.candidate_id)
    theirs = Consent.objects.standing().filter(candidate_id=application.candidate_id)
    there = theirs.filter(purpose=purpose).first()
    if there is not None:
        return there
    consent = Consent.objects.create(
        candidate_id=application.candidate_id,
        application=application,
        purpose=purpose,
        words=words,
        language=application.language,
        given_at=now,
        until=until,
    )
    _record(kinds.CONSENT_GIVEN, consent, now=now)
    return consent


@transaction.atomic
def take_back(*, consent: Consent, now: datetime) -> None:
    """End a consent at its candidate's wish; taking it back twice changes nothing."""
    _alone_with(consent.candidate_id)
    consent.refresh_from_db()
    if consent.ended_at is None:
        _end(kinds.CONSENT_TAKEN_BACK, consent, now=now)


def end_what_is_over(*, now: datetime) -> int:
    """End the consents whose time is over; returns how many. For the timetable."""
    ended = 0
    while found := _end_some(now=now):
        ended += found
    return ended


@transaction.atomic
def _end_some(*, now: datetime) -> int:
    over = Consent.objects.standing().filter(until__lte=now).order_by("pk")
    found = list(over.select_for_update(of=["self"], skip_locked=True)[:AT_ONCE])
    for consent in found:
        _end(kinds.CONSENT_OVER, consent, now=now)
    return len(found)


def _end(kind: Kind, consent: Consent, *, now: datetime) -> None:
    consent.ended_at = now
    consent.save(update_fields=["ended_at"])
    _record(kind, consent, now=now)


def _alone_with(candidate_id: int) -> None:
    """Two who agree, or take back, at once come one after the other."""
    list(Candidate.objects.select_for_update(no_key=True).filter(pk=candidate_id))


def _record(kind: Kind, consent: Consent, *, now: datetime) -> None:
    """Put it on record; that somebody may be a customer never beside an application.

    Whoever answers reads an application's history, so of that purpose it must not tell.
    """
    # The candidate may speak any language; the record is the team's.
    with translation.override(settings.LANGUAGE_CODE):
        what = str(Purpose(consent.purpose).label)
    tells = consent.purpose != Purpose.CUSTOMER
    record(
        kind,
        by=None,
        now=now,
        application=consent.application if tells else None,
        payload={
            "what": what,
            "purpose": consent.purpose,
            "consent": str(consent.public_id),
        },
    )
