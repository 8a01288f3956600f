"""The letter about a calendar: we have not been able to read it, and plan by what we last saw."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse

from hearback.inbox.writing import to_colleague, write
from hearback.interviews.calendars import letter_kinds
from hearback.kit.links import Marker
from hearback.kit.moments import day_hour
from hearback.rules.names import greeting_name

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.channels.actions import Letter
    from hearback.interviews.calendars.models import BusyCalendar


def calendar_lost(calendar: BusyCalendar, *, since: datetime) -> Letter:
    """To the member whose calendar it is: since when, what is wrong, where to mend it."""
    member = calendar.member
    here = ZoneInfo(member.zone)
    known = calendar.last_read_at
    return write(
        letter_kinds.CALENDAR_LOST,
        to_colleague(member, purpose="interviews.calendar_lost"),
        {
            "name": greeting_name(member.name),
            "calendar": calendar.name,
            "since": day_hour(since, here),
            "trouble": calendar.trouble,
            "known": day_hour(known, here) if known else "",
            "page": Marker(f"{settings.HEARBACK_URL}{reverse('calendars:mine')}"),
        },
    )
