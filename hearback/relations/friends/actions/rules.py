"""Whether people may pass openings on, and how many rewards one person may have a year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from hearback.ledger.actions import record
from hearback.relations.friends import kinds
from hearback.relations.friends.models import FriendRules

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from hearback.accounts.models import Member


@transaction.atomic
def set_rules(*, values: Mapping[str, object], by: Member, now: datetime) -> None:
    """Store the rules; links passed on before rest while it is off, and work again after."""
    FriendRules.objects.update_or_create(pk=1, defaults=values)
    record(kinds.RULES_CHANGED, by=by, now=now)
