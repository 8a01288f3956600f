"""What comes next about one open ask: a reminder or a call of ours, when, and why then."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from hearback.rules.cadence.habit import into_hours
from hearback.rules.cadence.nouns import Act, Manner, Next, Owed, Tone
from hearback.rules.cadence.why import why_reminded, why_rung
from hearback.rules.calendar import (
    add_working_time,
    is_working,
    next_working_moment,
    working_time_between,
)
from hearback.rules.wall import as_utc, local_day, moment_at, zone_of

ONE_DAY = timedelta(days=1)
# Nobody is left in peace for longer than that, however few hours they work.
LONGEST = timedelta(days=10)
# A call takes a while to reach somebody, and the candidate is still to be told what was said.
TO_RING = timedelta(hours=4)
# A reminder with less than that before the call would only come in its way.
ROOM = timedelta(hours=1)


def next_step(owed: Owed, manner: Manner, *, now: datetime) -> Next:
    """What comes next about `owed` and when, never before `now` (aware).

    A reminder goes once this contact would usually have answered, in their hours and at their hour.
    A call comes when the reminders are used up and silence lasts, and in any case half a working
    day before the candidate is to hear from us. Raises ValueError when three years hold too little
    working time.
    """
    now = as_utc(now)
    wanted, last_call = wanted_at(owed, manner), ring_by(owed, manner)
    if len(owed.reminded) >= manner.cap:
        at = wanted if last_call is None else min(wanted, last_call)
        return _ring(owed, manner, at, is_due=at != wanted, now=now)
    is_early = last_call is not None and wanted > last_call - ROOM
    if is_early:
        wanted = before_the_call(owed, manner)
    at = wanted if wanted >= now else into_hours(manner.calendar, now, None)
    if last_call is not None and at > last_call - ROOM:
        return _ring(owed, manner, last_call, is_due=True, now=now)
    return Next(Act.REMIND, at, why_reminded(owed, manner, at, is_early=is_early))


def wanted_at(owed: Owed, manner: Manner) -> datetime:
    """When a reminder would go if nobody else waited; in UTC, in their hours.

    That is once the time they usually need is over, and the hour at which they usually answer has
    come and gone; for the first one half the time they were given, for others the day; and what
    they asked for themselves.
    """
    calendar, touched = manner.calendar, as_utc(owed.touched_at)
    earliest = [_waited(touched, manner)]
    if owed.reminded:
        earliest.append(_next_day(touched, manner))
    else:
        earliest.append(touched + (as_utc(owed.agreed_by) - touched) / 2)
    if manner.habit is not None:
        closes = (one.closes for one in manner.habit.windows(calendar, touched))
        earliest.append(next((at for at in closes if at > touched), touched))
    if owed.put_off_until is not None:
        earliest.append(as_utc(owed.put_off_until))
    return into_hours(calendar, max(earliest), manner.habit)


def ring_by(owed: Owed, manner: Manner) -> datetime | None:
    """When it becomes a call, so that the candidate still hears in time; None when nobody waits.

    In UTC. Half a working day before; asked later than that, half of what is left.
    """
    if owed.candidate_due is None or owed.candidate_due <= owed.asked_at:
        return None
    asked, due = as_utc(owed.asked_at), as_utc(owed.candidate_due)
    return max(asked + (due - asked) / 2, _before(due, TO_RING, manner))


def before_the_call(owed: Owed, manner: Manner) -> datetime:
    """When the only reminder goes that still fits before the call; in UTC, in their hours.

    In the middle of the working time between; not before they said, nor twice a day.
    """
    calendar, touched = manner.calendar, as_utc(owed.touched_at)
    last_call = ring_by(owed, manner) or touched
    between = max(timedelta(), working_time_between(calendar, touched, last_call))
    earliest = [add_working_time(calendar, touched, between / 2)]
    if owed.reminded:
        earliest.append(_next_day(touched, manner))
    if owed.put_off_until is not None:
        earliest.append(as_utc(owed.put_off_until))
    return into_hours(calendar, max(earliest), None)


def tone_of(owed: Owed, manner: Manner) -> Tone:
    """How the next reminder of it speaks."""
    if len(owed.reminded) + 1 >= manner.cap:
        return Tone.LAST
    return Tone.AGAIN if owed.reminded else Tone.FIRST


def _ring(owed: Owed, manner: Manner, at: datetime, *, is_due: bool, now: datetime) -> Next:
    """A call at `at`, or as soon as they are at work if that still serves whoever waits."""
    at = max(at, now)
    if not is_working(manner.calendar, at):
        opens = next_working_moment(manner.calendar, at)
        at = opens if owed.candidate_due is None or opens < owed.candidate_due else at
    return Next(Act.RING, at, why_rung(owed, manner, at, is_due=is_due))


def _waited(touched: datetime, manner: Manner) -> datetime:
    """When the time they usually need is over; for whoever works few hours, ten days."""
    left, first = manner.wait, local_day(touched, zone_of(manner.calendar.zone))
    for ahead in range(LONGEST.days):
        for start, end in manner.calendar.spans(first + ahead * ONE_DAY):
            begin = max(start, touched)
            if left <= end - begin:
                return begin + left
            left -= max(timedelta(), end - begin)
    return touched + LONGEST


def _before(due: datetime, amount: timedelta, manner: Manner) -> datetime:
    """So much of their working time before a moment; for whoever works few hours, ten days."""
    left, last = amount, local_day(due, zone_of(manner.calendar.zone))
    for back in range(LONGEST.days):
        for start, end in reversed(manner.calendar.spans(last - back * ONE_DAY)):
            close = min(end, due)
            if left <= close - start:
                return close - left
            left -= max(timedelta(), close - start)
    return due - LONGEST


def _next_day(moment: datetime, manner: Manner) -> datetime:
    zone = zone_of(manner.calendar.zone)
    return moment_at(local_day(moment, zone) + ONE_DAY, time(0), zone)
