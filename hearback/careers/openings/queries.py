"""Reads for writing a brief."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hearback.pipeline.models import PromisePolicy

if TYPE_CHECKING:
    from hearback.accounts.models import Member


def usual_values(member: Member) -> dict[str, Any]:
    """What a new brief of this member most likely says."""
    policy = PromisePolicy.objects.filter(is_default=True).first()
    return {
        "owner": member.pk,
        "team": member.team_id,
        "place": member.place_id,
        "policy": policy.pk if policy else None,
    }
