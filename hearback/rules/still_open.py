"""Is the job still open? When it is asked before an interview, and when a trip can be stopped.

Days and hours are those of whoever is asked; moments come out in UTC, in order: it is asked, an
answer is waited for, somebody else is told, and at the last call whoever comes can still be reached
before leaving home.
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from hearback.rules.calendar import WorkingCalendar, last_working_moment, working_day_before
from hearback.rules.wall import as_utc, local_day, moment_at, zone_of

DAY = timedelta(days=1)
ASSUMED_TRAVEL = timedelta(minutes=90)
LONGEST_TRAVEL = DAY
# What it takes to reach somebody before the door falls shut behind them.
TO_REACH = timedelta(minutes=60)
DAYS_BEFORE = 2
# Nobody is asked before seven; at eight whoever opens the mail is there for most meetings.
EARLIEST, USUAL = time(7), time(8)
TO_ANSWER = timedelta(minutes=60)
AFTERNOON = timedelta(hours=3)
# Whoever comes within a day is rung besides being written to.
NEAR = timedelta(hours=24)
RING_WITHIN, RING_AT_LEAST = timedelta(hours=2), timedelta(minutes=15)
DECENT_FROM, DECENT_TO = time(8), time(20)


@dataclass(frozen=True)
class Moments:
    """When it is asked, when silence is told on, and until when a trip can still be stopped."""

    ask_at: datetime
    answer_by: datetime
    last_call: datetime


def leaves_at(begins_at: datetime, travel: timedelta) -> datetime:
    """When whoever comes leaves home at the latest; `travel` is zero for a call."""
    return as_utc(begins_at) - min(travel, LONGEST_TRAVEL)


def last_call_for(begins_at: datetime, travel: timedelta) -> datetime:
    """Until when somebody can be reached before they leave."""
    return leaves_at(begins_at, travel) - TO_REACH


def days_before(begins_at: datetime, calendar: WorkingCalendar, travel: timedelta) -> Moments:
    """The first time it is asked: as work begins two working days before the day of the meeting.

    Somebody else is told in the middle of that day. Raises ValueError when three years hold no two
    working days.
    """
    last_call = last_call_for(begins_at, travel)
    worked = working_day_before(calendar, begins_at, DAYS_BEFORE)
    ask_at, ends_at = min(worked[0][0], last_call), worked[-1][1]
    return Moments(ask_at, min(ask_at + (ends_at - ask_at) / 2, last_call), last_call)


def morning_of(begins_at: datetime, calendar: WorkingCalendar, travel: timedelta) -> Moments:
    """The last time it is asked: in the morning, or on the afternoon before for an early trip.

    At eight, as early as seven where the trip begins early. Where even that leaves no time to stop
    it, work's last afternoon before that day decides, and its end is the last call.
    """
    last_call = last_call_for(begins_at, travel)
    zone = zone_of(calendar.zone)
    day = local_day(as_utc(begins_at), zone)
    ask_at = min(moment_at(day, USUAL, zone), last_call - TO_ANSWER)
    if ask_at < moment_at(day, EARLIEST, zone):
        evening = last_working_moment(calendar, moment_at(day, time(0), zone))
        last_call = min(evening, last_call)
        ask_at = last_call - AFTERNOON
    return Moments(ask_at, ask_at + min(TO_ANSWER, (last_call - ask_at) / 2), last_call)


def ring_by(now: datetime, leaving_at: datetime, zone: str) -> datetime:
    """Until when somebody who leaves home at `leaving_at` is rung, so that they need not.

    Within two hours, by day on their clock in `zone` unless the trip begins before that, and never
    less than a quarter of an hour from `now`.
    """
    at = as_utc(now)
    return max(at + RING_AT_LEAST, min(_decent(at, zone) + RING_WITHIN, as_utc(leaving_at)))


def _decent(at: datetime, name: str) -> datetime:
    """`at`, or by night the hour at which people may be rung again."""
    zone = zone_of(name)
    day = local_day(at, zone)
    if at < (opens := moment_at(day, DECENT_FROM, zone)):
        return opens
    if at < moment_at(day, DECENT_TO, zone):
        return at
    return moment_at(day + DAY, DECENT_FROM, zone)
