"""When a letter with an answer leaves, and the sentence that says why."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from hearback.accounts.calendars import closed_days_at
from hearback.inbox.spoken import reader_zone
from hearback.kit.moments import day_hour
from hearback.rules import timing
from hearback.rules.calendar import WorkingCalendar

if TYPE_CHECKING:
    from datetime import date, tzinfo

    from hearback.pipeline.models import Application
    from hearback.rules.timing import News, SendTime


def leave_time(
    application: Application,
    *,
    news: News,
    due_at: datetime | None,
    send_now: bool,
    now: datetime,
) -> SendTime:
    """When the letter about a decision made at `now` leaves, decently and before `due_at`.

    The holidays are those of the opening's place.
    """
    return timing.when_to_send(
        now,
        reader_zone(application).key,
        closed_days_at(application.opening.place, now=now),
        due_at,
        news=news,
        send_now=send_now,
    )


def timing_sentence(leaves: SendTime, zone: tzinfo) -> str:
    """The reason in one sentence, its moments said on the clock of `zone`."""
    values = {
        name: day_hour(moment, zone) if isinstance(moment, datetime) else ""
        for name, moment in leaves.reason.values.items()
    }
    return _(leaves.reason.one) % values


def sentence_for_member(leaves: SendTime, zone_name: str) -> str:
    """The same on the clock of a member of the team."""
    return timing_sentence(leaves, ZoneInfo(zone_name))


def decent_calendar(zone: str, news: News, holidays: frozenset[date]) -> WorkingCalendar:
    """The hours in which this kind of news may arrive in `zone`, as a calendar to count in."""
    hours = timing.HOURS[news]
    days = range(5) if hours.weekdays_only else range(7)
    return WorkingCalendar(
        zone=zone,
        hours=dict.fromkeys(days, ((hours.opens, hours.closes),)),
        holidays=holidays if hours.weekdays_only else frozenset(),
    )
