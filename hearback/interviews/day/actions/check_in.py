"""Saying on the day that one is here, late, or alone: one press, pressed twice without harm."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext as _

from hearback.interviews.booking.actions.hold import hold
from hearback.interviews.booking.words import zone_for
from hearback.interviews.day import kinds
from hearback.interviews.day.models import CheckIn, Said
from hearback.interviews.models import InterviewState
from hearback.kit.errors import Refused
from hearback.kit.moments import day_hour
from hearback.ledger.actions import record
from hearback.rules.meeting import opens_at

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.interviews.models import Interview, Panelist

# What may be said of how late one will be.
LATE_BY = (5, 10, 20)
AGAIN = timedelta(minutes=1)
STAYS_OPEN = timedelta(hours=2)
_KINDS = {Said.HERE: kinds.IS_HERE, Said.LATE: kinds.IS_LATE, Said.ALONE: kinds.IS_ALONE}


@transaction.atomic
def check_in(
    *,
    interview: Interview,
    panelist: Panelist | None,
    said: Said,
    minutes: int = 0,
    now: datetime,
) -> bool:
    """Note what one side says on the day; `panelist` is None for the candidate.

    Returns whether it was new. Raises Refused before the day, and when there is no meeting.
    """
    interview = hold(interview)
    begins_at = interview.begins_at
    if begins_at is None or interview.state != InterviewState.BOOKED:
        raise Refused(_("This meeting is over, or was called off, so there is nobody to tell."))
    _refuse_another_day(interview, begins_at, panelist, now=now)
    if said == Said.LATE and minutes not in LATE_BY:
        raise Refused(_("Say whether it is five, ten or twenty minutes."))
    theirs = CheckIn.objects.filter(interview=interview, panelist=panelist, begins_at=begins_at)
    if _is_known(theirs.last(), said, minutes, now=now):
        return False
    CheckIn.objects.create(
        interview=interview,
        panelist=panelist,
        begins_at=begins_at,
        said=said,
        minutes=minutes if said == Said.LATE else 0,
        at=now,
    )
    _record(interview, panelist, said, minutes, now=now)
    return True


def _is_known(last: CheckIn | None, said: Said, minutes: int, *, now: datetime) -> bool:
    """Whether this was just said: being here is said once, and a second press is no second word."""
    if last is None or last.said != said:
        return False
    return said == Said.HERE or (last.minutes == minutes and now - last.at < AGAIN)


def _refuse_another_day(
    interview: Interview, begins_at: datetime, panelist: Panelist | None, *, now: datetime
) -> None:
    zone = ZoneInfo(panelist.member.zone if panelist else zone_for(interview.application))
    if now < opens_at(begins_at):
        raise Refused(
            _("You meet on %(when)s. From %(from)s you can say here that you have arrived.")
            % {"when": day_hour(begins_at, zone), "from": day_hour(opens_at(begins_at), zone)}
        )
    if now > (interview.ends_at or begins_at) + STAYS_OPEN:
        raise Refused(_("This meeting was on %s.") % day_hour(begins_at, zone))


def _record(
    interview: Interview, panelist: Panelist | None, said: Said, minutes: int, *, now: datetime
) -> None:
    who = panelist.member.name if panelist else interview.application.name
    record(
        _KINDS[said],
        by=panelist.member if panelist else None,
        now=now,
        application=interview.application,
        payload={"who": who, "round": interview.round.name, "minutes": minutes},
    )
