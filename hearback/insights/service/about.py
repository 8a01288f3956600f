"""What stands beside somebody's figures: their work now, when they are away, what was said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from hearback.insights.models import ScopeKind
from hearback.insights.queries import Scope, counts
from hearback.interviews.asked.queries import View, coaching_for

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.accounts.models import Absence, Member

LISTED = 3


@dataclass(frozen=True)
class Aside:
    """Open promises, applications somebody still waits in, absences now and to come, and taps."""

    promises: int
    waiting: int
    absences: list[Absence]
    is_away: bool
    said: View


def aside_of(member: Member, *, now: datetime) -> Aside:
    """The same of this member, as it is now and not in a period."""
    me = Scope(ScopeKind.MEMBER, (member.pk,))
    today = now.astimezone(ZoneInfo(member.zone)).date()
    coming = member.absences.filter(last_day__gte=today).order_by("first_day")[:LISTED]
    return Aside(
        promises=counts("promise", scope=me).get("open", 0),
        waiting=counts("first_answer", scope=me).get("waiting", 0),
        absences=list(coming),
        is_away=member.is_away_on(today),
        said=coaching_for(member),
    )
