"""How many interviews each can take; what is booked already stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from hearback.interviews.models import Limit
from hearback.kit.errors import Invalid
from hearback.ledger.actions import record
from hearback.ledger.differences import difference, values_of
from hearback.ledger.kinds import SETTING_CHANGED

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from hearback.accounts.models import Member

FIELDS = ("per_day", "per_week")


@transaction.atomic
def set_limits(
    limits: Mapping[Member, tuple[int, int]], *, by: Member, now: datetime
) -> list[Member]:
    """Set the parts a day and a week of each member given; returns whose changed.

    0 a day means that no time is found for them. Raises Invalid for more a day than a week.
    """
    changed = []
    for member, (per_day, per_week) in limits.items():
        if per_day > per_week:
            raise Invalid(_("{name}: more a day than a week.").format(name=member.name))
        if _set(member, per_day, per_week, by=by, now=now):
            changed.append(member)
    return changed


def _set(member: Member, per_day: int, per_week: int, *, by: Member, now: datetime) -> bool:
    stored = Limit.objects.select_for_update(of=["self"]).filter(member=member).first()
    limit = stored or Limit(member=member)
    before = values_of(limit, FIELDS)
    limit.per_day, limit.per_week = per_day, per_week
    change = difference(before, values_of(limit, FIELDS))
    if not change:
        return False
    limit.save()
    what = _("How many interviews {name} takes").format(name=member.name)
    record(SETTING_CHANGED, by=by, now=now, member=member, payload={"what": what, "change": change})
    return True
