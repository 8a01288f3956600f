"""When a contact works: a colleague by their own calendar, a client's by their own hours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hearback.accounts.calendars import calendar_of, public_holidays, week_of
from hearback.accounts.models.member import usual_hours
from hearback.rules.calendar import WorkingCalendar

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.pipeline.models import Contact


def calendar_of_contact(contact: Contact, *, now: datetime) -> WorkingCalendar:
    """When this contact works, on their own wall clock; as most do where we know no hours."""
    if contact.member is not None:
        return calendar_of(contact.member, now=now)
    country = contact.client.country if contact.client else ""
    return WorkingCalendar(
        zone=contact.own_zone,
        hours=week_of(contact.own_hours or usual_hours()),
        holidays=public_holidays(country, now=now) if country else frozenset(),
    )
