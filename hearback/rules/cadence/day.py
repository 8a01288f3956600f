"""All open asks of one contact together: one reminder a day at most, one digest of what is due."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping
from datetime import date, datetime, time, timedelta
from typing import TypeVar

from hearback.rules.cadence.habit import into_hours
from hearback.rules.cadence.nouns import Act, Manner, Next, Owed
from hearback.rules.cadence.steps import next_step
from hearback.rules.cadence.why import why_moved
from hearback.rules.calendar import working_time_between
from hearback.rules.wall import local_day, moment_at, zone_of

ONE_DAY = timedelta(days=1)
# What would be due within a working day of a digest stands in it, instead of making another.
SOON, NEAR = timedelta(hours=8), timedelta(days=4)
Key = TypeVar("Key", bound=Hashable)


def plan(
    owed: Mapping[Key, Owed], manner: Manner, reminded_on: Collection[date], *, now: datetime
) -> dict[Key, Next]:
    """What comes next about each open ask of one contact.

    `reminded_on` are local days of theirs on which a reminder went; no second one goes on these.
    What is due soon goes in one reminder at one moment; what is due later waits for another day. A
    call comes instead where the reminder would come too late. Raises ValueError when three years
    hold too little working time.
    """
    steps = {key: next_step(one, manner, now=now) for key, one in owed.items()}
    taken = set(reminded_on)
    left = {key: step for key, step in steps.items() if step.act is Act.REMIND}
    while left:
        at = _free_from(min(step.at for step in left.values()), manner, taken)
        taken.add(_day(at, manner))
        together = [key for key, step in left.items() if _fits(step, owed[key], manner, at)]
        for key in together:
            steps[key] = _moved(left.pop(key), owed[key], manner, at)
    return steps


def _free_from(moment: datetime, manner: Manner, taken: Collection[date]) -> datetime:
    """`moment`, or their hours on the first later day without a reminder; in UTC."""
    zone = zone_of(manner.calendar.zone)
    while (day := local_day(moment, zone)) in taken:
        moment = into_hours(manner.calendar, moment_at(day + ONE_DAY, time(0), zone), manner.habit)
    return moment


def _fits(step: Next, owed: Owed, manner: Manner, at: datetime) -> bool:
    """Whether a digest at that moment names it: due soon, and no word of theirs is broken."""
    if step.at <= at:
        return True
    if owed.put_off_until is not None and owed.put_off_until > at:
        return False
    is_near = step.at - at <= NEAR
    return is_near and working_time_between(manner.calendar, at, step.at) <= SOON


def _moved(step: Next, owed: Owed, manner: Manner, at: datetime) -> Next:
    """The step at another moment; a call when that is too late for whoever waits."""
    if step.at == at:
        return step
    if at > step.at:
        anew = next_step(owed, manner, now=at)
        if anew.act is Act.RING:
            return anew
    return Next(Act.REMIND, at, why_moved(manner, at, is_later=at > step.at))


def _day(moment: datetime, manner: Manner) -> date:
    return local_day(moment, zone_of(manner.calendar.zone))
