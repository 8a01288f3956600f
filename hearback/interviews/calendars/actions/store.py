"""Keeping what came of reading a calendar: its times, or what is wrong and when to try again."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from django.db import transaction

from hearback.channels.actions import queue
from hearback.interviews.calendars import kinds, letters
from hearback.interviews.calendars.models import BusyCalendar, BusySpan, CalendarKind
from hearback.interviews.calendars.reading.troubles import left_out
from hearback.ledger.actions import record
from hearback.rules.lines import one_line

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.interviews.calendars.reading.read import Reading
    from hearback.interviews.calendars.reading.scan import Sight

EVERY: Final = timedelta(minutes=10)
LONGEST_PAUSE: Final = timedelta(hours=2)
MOST_DOUBLINGS: Final = 5
TELL_AFTER: Final = timedelta(days=1)
LONGEST: Final = 300


@transaction.atomic
def keep_times(calendar: BusyCalendar, reading: Reading, sight: Sight, *, now: datetime) -> None:
    """Keep when somebody is busy, as read from `now` on; an older reading changes nothing."""
    kept = BusyCalendar.objects.select_for_update(of=["self"]).filter(pk=calendar.pk).first()
    if kept is None or (kept.last_read_at is not None and kept.last_read_at > now):
        return
    kept.last_read_at, kept.due_at = now, now + EVERY
    kept.tries, kept.trouble, kept.trouble_since, kept.told_at = 0, "", None, None
    if reading.times is not None:
        kept.kind = CalendarKind.CALDAV if reading.is_caldav else CalendarKind.ICS
        kept.digest, kept.known_until = reading.digest, sight.until
        kept.remark = one_line(left_out(reading.times.left_out), LONGEST)
        BusySpan.objects.filter(calendar=kept).delete()
        BusySpan.objects.bulk_create(
            BusySpan(calendar=kept, member_id=kept.member_id, begins_at=begins_at, ends_at=ends_at)
            for begins_at, ends_at in reading.times.spans
        )
    kept.save()


@transaction.atomic
def keep_trouble(calendar: BusyCalendar, sentence: str, *, now: datetime) -> None:
    """Keep what is wrong; its times stand as they were last read, and it is tried less often.

    After a day its member is told, once until it works again.
    """
    kept = BusyCalendar.objects.select_for_update(of=["self"]).filter(pk=calendar.pk).first()
    if kept is None or (kept.last_read_at is not None and kept.last_read_at >= now):
        return
    pause = min(EVERY * 2 ** min(kept.tries, MOST_DOUBLINGS), LONGEST_PAUSE)
    kept.tries = min(kept.tries + 1, 1000)
    kept.trouble, kept.due_at = one_line(sentence, LONGEST), now + pause
    kept.trouble_since = kept.trouble_since or now
    if kept.told_at is None and now - kept.trouble_since >= TELL_AFTER:
        _tell(kept, kept.trouble_since, now=now)
    kept.save()


def _tell(calendar: BusyCalendar, since: datetime, *, now: datetime) -> None:
    calendar.told_at = now
    queue(letters.calendar_lost(calendar, since=since), now=now)
    member = calendar.member
    told = {"name": member.name, "calendar": calendar.name}
    record(kinds.CALENDAR_LOST, by=None, now=now, member=member, payload=told)
