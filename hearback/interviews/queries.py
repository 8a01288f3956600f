"""Reads of interviews that several rooms share: by link, by application, by member."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef

from hearback.interviews.models import Interview, Panelist
from hearback.pipeline.models import Order

if TYPE_CHECKING:
    from uuid import UUID

    from hearback.pipeline.models import Application

_ABOUT = (
    "application__opening__place",
    "application__opening__policy",
    "application__candidate",
    "application__owner",
    "round__place",
    "round__opening__place",
    "coordinator",
)


def interview_of(application: Application, public_id: UUID) -> Interview | None:
    """One interview of this application, None when there is none of that number."""
    return (
        Interview.objects.select_related(*_ABOUT)
        .filter(application=application, public_id=public_id)
        .first()
    )


def panelist_by_link(fingerprint: str) -> Panelist | None:
    """Whose page a link opens: somebody of ours who is still here and takes part, else None.

    Nor somebody who by the candidate's order must not know of them.
    """
    related = Panelist.objects.select_related("member", *(f"interview__{one}" for one in _ABOUT))
    bars = Order.objects.standing().filter(
        bars=OuterRef("member"), candidate=OuterRef("interview__application__candidate")
    )
    return (
        related.filter(~Exists(bars))
        .filter(link_fingerprint=fingerprint, is_on=True, member__is_active=True)
        .first()
    )
