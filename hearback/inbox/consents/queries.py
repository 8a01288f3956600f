"""Reads of consents, by whose they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from hearback.kit.errors import NotYours
from hearback.pipeline.models import Consent

if TYPE_CHECKING:
    from uuid import UUID

    from hearback.ledger.models import Entry
    from hearback.pipeline.models import Application


def standing_of(application: Application) -> list[Consent]:
    """What this application's candidate agreed to and did not take back, first given first."""
    theirs = Consent.objects.standing().filter(candidate=application.candidate_id)
    return list(theirs.order_by("given_at", "pk"))


def consent_of(application: Application, public_id: UUID) -> Consent:
    """One of theirs, standing or not. Raises NotYours for anybody else's."""
    found = Consent.objects.filter(candidate=application.candidate_id, public_id=public_id).first()
    if found is None:
        raise NotYours(_("There is no such page for you here."))
    return found


def consent_behind(entry: Entry) -> Consent | None:
    """The consent an entry tells of, with whose it is and where; None for one forgotten since."""
    said = entry.payload.get("consent")
    whole = Consent.objects.select_related("candidate", "application__opening__place")
    return whole.filter(public_id=said).first() if said else None
