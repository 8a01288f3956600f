"""Taking hold of one referral, and of what still names whoever was thought of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hearback.channels import actions as channels
from hearback.relations.letters import ASKING
from hearback.relations.models import Referral

if TYPE_CHECKING:
    from uuid import UUID


def locked(pk: int) -> Referral:
    """The referral as it is now, held until the caller's transaction ends."""
    related = Referral.objects.select_related(
        "opening__place", "opening__owner", "referrer", "promise", "application__owner"
    )
    return related.select_for_update(of=["self"]).get(pk=pk)


def forget_who(public_id: UUID) -> None:
    """Erase name, address and words of whoever was thought of: only the letter ever held them."""
    channels.forget(about=public_id, purpose=ASKING)
