"""Joining by consent, and leaving: at a press, from a letter, or because the time is over."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from hearback.inbox.consents import actions as consents
from hearback.inbox.consents.queries import consent_behind
from hearback.kit.errors import Refused
from hearback.pipeline.models import ApplicationState, Consent, Purpose
from hearback.relations.pool.models import InTouch, InTouchLetter
from hearback.relations.pool.words import consent_words, two_years_after

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.ledger.models import Entry
    from hearback.pipeline.models import Application, Candidate

A_MONTH = timedelta(days=31)


@transaction.atomic
def join(*, application: Application, now: datetime) -> InTouch:
    """Somebody who was told no stays in touch; pressing again changes nothing they agreed to.

    The language spoken now is the one whose words are kept. Raises Refused for anybody else.
    """
    if application.state != ApplicationState.DECLINED:
        raise Refused(_("You can stay in touch once you have heard from us."))
    consent = consents.give(
        application=application,
        purpose=Purpose.POOL,
        words=consent_words(application, now=now),
        now=now,
        until=two_years_after(now),
    )
    opening = application.opening
    person, _is_new = InTouch.objects.update_or_create(
        candidate_id=application.candidate_id,
        defaults={
            "consent": consent,
            "application": application,
            "team_id": opening.team_id,
            "place_id": opening.place_id,
            "joined_at": consent.given_at,
            "until": consent.until or two_years_after(now),
        },
        create_defaults={
            "consent": consent,
            "application": application,
            "team_id": opening.team_id,
            "place_id": opening.place_id,
            "joined_at": consent.given_at,
            "until": consent.until or two_years_after(now),
            "rests_until": _rests_until(application.candidate, now=now),
        },
    )
    return person


def _rests_until(candidate: Candidate, *, now: datetime) -> datetime:
    """Who left and came back hears no sooner for it."""
    last = InTouchLetter.objects.filter(candidate=candidate).order_by("-written_at").first()
    return last.written_at + A_MONTH if last else now


def leave(*, consent: Consent, now: datetime) -> None:
    """They hear no more; harmless when repeated, and for a consent to anything else."""
    if consent.purpose == Purpose.POOL:
        consents.take_back(consent=consent, now=now)


def leave_with_consent(entry: Entry, *, now: datetime) -> None:
    """A consent ended, whoever ended it: who stayed in touch by it is out, and nothing is kept.

    A letter on its way is stopped by its guard.
    """
    del now
    consent = consent_behind(entry)
    if consent is not None and consent.purpose == Purpose.POOL:
        InTouch.objects.filter(consent=consent).delete()
