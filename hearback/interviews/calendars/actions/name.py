"""Naming a calendar, which is read at once, and removing it again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from hearback.accounts.models import Member
from hearback.interviews.calendars import kinds
from hearback.interviews.calendars.actions.read import sight_for
from hearback.interviews.calendars.actions.store import keep_times
from hearback.interviews.calendars.models import BusyCalendar, CalendarKind, Feed
from hearback.interviews.calendars.queries import our_uids
from hearback.interviews.calendars.reading.read import read
from hearback.interviews.calendars.reading.troubles import Unreadable
from hearback.interviews.calendars.sources import mark_of, sealed, source_of
from hearback.kit.errors import Invalid, Refused
from hearback.ledger.actions import record
from hearback.rules.lines import one_line

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.interviews.calendars.reading.fetch import Source
    from hearback.ledger.models import Entry

MOST: Final = 10
LONGEST_NAME: Final = 80
LONGEST_HOST: Final = 253


def add_calendar(
    *, address: str, name: str = "", user: str = "", password: str = "", by: Member, now: datetime
) -> BusyCalendar:
    """Note a calendar of one's own and read it at once; `name` is what it calls itself if empty.

    Raises Invalid with a sentence for an address that cannot be read, Refused for one that is there
    already and for more than anybody has. Waits for the calendar's server: call it outside a
    transaction.
    """
    source = source_of(address, user, password)
    if by.busy_calendars.filter(mark=mark_of(source)).exists():
        raise _is_there()
    sight = sight_for(by, our_uids([by], now=now)[by.pk], now=now)
    try:
        reading = read(source, sight)
    except Unreadable as trouble:
        raise Invalid(trouble.sentence, {"address": trouble.sentence}) from None
    called = reading.times.name if reading.times else ""
    with transaction.atomic():
        calendar = _add(source, one_line(name or called or source.host, LONGEST_NAME), by, now)
        keep_times(calendar, reading, sight, now=now)
    calendar.refresh_from_db()
    return calendar


def _add(source: Source, name: str, member: Member, now: datetime) -> BusyCalendar:
    # Two that are added at once are counted one after the other.
    Member.objects.select_for_update(of=["self"]).get(pk=member.pk)
    if member.busy_calendars.count() >= MOST:
        raise Refused(_("You have ten calendars here already. Remove one first."))
    try:
        with transaction.atomic():
            calendar = BusyCalendar.objects.create(
                member=member,
                kind=CalendarKind.CALDAV if source.user else CalendarKind.ICS,
                name=name,
                host=source.host[:LONGEST_HOST],
                sealed=sealed(source),
                mark=mark_of(source),
                added_at=now,
                due_at=now,
            )
    except IntegrityError:
        raise _is_there() from None
    told = {"name": member.name, "calendar": name}
    record(kinds.CALENDAR_ADDED, by=member, now=now, member=member, payload=told)
    return calendar


def _is_there() -> Refused:
    return Refused(_("This calendar is there already."))


@transaction.atomic
def remove_calendar(calendar: BusyCalendar, *, by: Member, now: datetime) -> None:
    """Forget a calendar, its address and its times; doing it twice changes nothing."""
    deleted, _kinds = BusyCalendar.objects.filter(pk=calendar.pk).delete()
    if deleted:
        told = {"name": calendar.member.name, "calendar": calendar.name}
        record(kinds.CALENDAR_REMOVED, by=by, now=now, member=calendar.member, payload=told)


def forget_calendars(entry: Entry, *, now: datetime) -> None:
    """Whoever leaves takes their calendars along, and their feed ends; said by the plot."""
    del now  # there is nothing left to date
    BusyCalendar.objects.filter(member=entry.member_id).delete()
    Feed.objects.filter(member=entry.member_id).delete()
