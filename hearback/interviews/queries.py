"""Reads of interviews that several rooms share: by link, by application, by member."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hearback.interviews.models import Interview, Panelist

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
    """Whose page a link opens: somebody of ours who is still here and takes part, else None."""
    related = Panelist.objects.select_related("member", *(f"interview__{one}" for one in _ABOUT))
    return related.filter(link_fingerprint=fingerprint, is_on=True, member__is_active=True).first()
