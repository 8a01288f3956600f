"""Reads about being away: when, who else, and what falls due meanwhile."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from hearback.accounts.models import Absence
from hearback.kit.errors import NotYours
from hearback.ledger.models import Promise
from hearback.team.queries import today_of

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from hearback.accounts.models import Member
    from hearback.ledger.models import Promises


def promises_due_while(absence: Absence) -> Promises:
    """Open promises of the member that fall due on the local days of this absence."""
    zone = ZoneInfo(absence.member.zone)
    start = datetime.combine(absence.first_day, time.min, zone)
    end = datetime.combine(absence.last_day + timedelta(days=1), time.min, zone)
    mine = Promise.objects.open().of_the_team().filter(owner=absence.member)
    return mine.filter(due_at__gte=start, due_at__lt=end)


def away_between(first_day: date, last_day: date) -> frozenset[int]:
    """The ids of members who are away on one of these days."""
    overlapping = Absence.objects.filter(first_day__lte=last_day, last_day__gte=first_day)
    return frozenset(overlapping.values_list("member_id", flat=True))


def due_while_both_are_away(absence: Absence, other: Member) -> bool:
    """Whether a promise falls due in this absence on a day on which `other` is away too."""
    common = other.absences.filter(first_day__lte=absence.last_day, last_day__gte=absence.first_day)
    return any(
        promises_due_while(
            Absence(
                member=absence.member,
                first_day=max(absence.first_day, theirs.first_day),
                last_day=min(absence.last_day, theirs.last_day),
            )
        ).exists()
        for theirs in common
    )


def absences_to_come(member: Member, *, now: datetime) -> QuerySet[Absence]:
    """Absences that are not over where the member works."""
    return member.absences.filter(last_day__gte=today_of(member, now=now))


def absence_of(member: Member, pk: int) -> Absence:
    """One absence of a member. Raises NotYours when they have none with this id."""
    absence = member.absences.filter(pk=pk).first()
    if absence is None:
        raise NotYours(_("These days were taken back."))
    return absence
