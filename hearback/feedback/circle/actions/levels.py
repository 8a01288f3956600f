"""How much feedback says at most, for the house and for single countries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from hearback.feedback.circle.models import FeedbackLevel, LevelRule
from hearback.ledger.actions import record
from hearback.ledger.kinds import SETTING_CHANGED

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.accounts.models import Member


@transaction.atomic
def set_level(*, country: str, level: FeedbackLevel | None, by: Member, now: datetime) -> None:
    """Set the level of a country, or of the house when `country` is empty; None takes it away.

    Feedback on its way stays as it was approved; drafts follow the new level.
    """
    where = country or _("everywhere else")
    if level is None:
        if not LevelRule.objects.filter(country=country).delete()[0]:
            return
        change = _("%(where)s: as everywhere") % {"where": where}
    else:
        rule, is_new = LevelRule.objects.get_or_create(
            country=country, defaults={"level": level, "set_by": by, "set_at": now}
        )
        if not is_new and rule.level == level:
            return
        rule.level, rule.set_by, rule.set_at = level, by, now
        rule.save()
        change = f"{where}: {level.label}"
    payload = {"what": _("How much feedback says"), "change": change}
    record(SETTING_CHANGED, by=by, now=now, payload=payload)
