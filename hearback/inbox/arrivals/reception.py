"""What one turn of reading knows about the house, asked once and kept for seconds at most."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hearback.accounts.models import Organisation
from hearback.accounts.queries import the_organisation, who_receives

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.accounts.models import Member


@dataclass(frozen=True)
class Reception:
    """Whose mail is read, and who takes on what strangers write."""

    organisation: Organisation
    receiver: Member

    @classmethod
    def open(cls, *, now: datetime) -> Reception | None:
        """As it is now; None before set-up, when nobody is there to answer."""
        try:
            return cls(the_organisation(), who_receives(now=now))
        except (Organisation.DoesNotExist, IndexError):
            return None
