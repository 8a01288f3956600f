"""Whoever leaves the company leaves no candidate before an empty chair."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from hearback.interviews.models import Interview, InterviewState, Panelist
from hearback.interviews.plan import kinds
from hearback.interviews.plan.actions.lock import name_some
from hearback.kit.errors import Refused
from hearback.kit.moments import day_hour
from hearback.ledger.actions import record

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.accounts.models import Member
    from hearback.ledger.models import Entry


def leave_no_seat_empty(entry: Entry, *, now: datetime) -> None:
    """Follows a member who left: refuse while a candidate would meet nobody.

    Interviews they coordinated go to whoever owns the application by now. Raises Refused, naming
    each interview to come in which they sit, with its time as the colleague who asks reads it.
    """
    member = entry.member
    if member is None:
        return
    zone = ZoneInfo(entry.by.zone if entry.by else member.zone)
    if waiting := _who_would_wait(member, zone, now=now):
        raise Refused(
            _("{name} still interviews {people}. Find a stand-in for each first.").format(
                name=member.name, people=name_some(waiting)
            )
        )
    _pass_coordination(member, by=entry.by, now=now)


def _who_would_wait(member: Member, zone: ZoneInfo, *, now: datetime) -> list[str]:
    booked = Panelist.objects.filter(
        member=member,
        is_on=True,
        interview__state=InterviewState.BOOKED,
        interview__ends_at__gt=now,
    )
    rows = booked.select_related("interview__application").order_by("interview__begins_at")
    return [
        f"{one.interview.application.name} ({day_hour(one.interview.begins_at, zone)})"
        for one in rows
        if one.interview.begins_at
    ]


def _pass_coordination(member: Member, *, by: Member | None, now: datetime) -> None:
    ahead = Interview.objects.ahead().filter(coordinator=member).select_for_update(of=["self"])
    for interview in ahead.select_related("application__owner").order_by("pk"):
        interview.coordinator = interview.application.owner
        interview.save(update_fields=["coordinator"])
        said = {"giver": member.name, "taker": interview.coordinator.name}
        about = interview.application
        record(kinds.COORDINATION_PASSED, by=by, now=now, application=about, payload=said)
