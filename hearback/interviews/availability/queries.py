"""Reads of when a round can be held, and of when everybody is free in a week."""

from __future__ import annotations

from datetime import timedelta
from itertools import islice
from typing import TYPE_CHECKING

from hearback.interviews.availability.people import people_of, with_hours
from hearback.interviews.availability.visits import visit_of, visit_with, window_of
from hearback.interviews.availability.weeks import week_of_one
from hearback.rules.slots import find, find_at, moment_of, whole_days
from hearback.rules.wall import as_utc

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from hearback.accounts.models import Member
    from hearback.interviews.availability.weeks import Week
    from hearback.interviews.models import Interview, Round
    from hearback.rules.slots import Slot

# No visit is longer: it lies within the decent hours of one day.
LONGEST = timedelta(hours=24)
DAY = timedelta(days=1)


def free_slots(
    round: Round,  # noqa: A002  the field's own word
    *,
    zone: str,
    now: datetime,
    since: datetime | None = None,
    until: datetime | None = None,
    most: int | None = None,
    ignoring: Interview | None = None,
) -> list[Slot]:
    """The times at which a round can be held and booked now, soonest first, in UTC.

    zone: IANA name of the candidate's. since, until: aware; the whole visit lies between them, and
    in any case after the notice and within the days the round says. most: how many at most.
    `ignoring`: the interview that is to be booked or moved: its own seats count as free, its
    candidate's other interviews and the way they told us are heeded. Hand it in whenever there is
    one. The number of queries is the same for however many people.
    """
    first, last = window_of(round, zone=zone, now=now, interview=ignoring)
    bounds = (max(first, since) if since else first, min(last, until) if until else last)
    if bounds[0] >= bounds[1]:
        return []
    bounds = (as_utc(bounds[0]), as_utc(bounds[1]))
    visit = visit_of(round, bounds, zone=zone, now=now, interview=ignoring)
    return list(islice(find(visit), most))


def slot_at(
    round: Round,  # noqa: A002  the field's own word
    key: str,
    *,
    zone: str,
    now: datetime,
    ignoring: Interview | None = None,
) -> Slot | None:
    """The slot that a form named by its key, as it stands now; None when it is not free any more.

    Who sits in it may have changed since it was offered. None also for a key no slot has.
    """
    moment = moment_of(key)
    if moment is None:
        return None
    first, last = window_of(round, zone=zone, now=now, interview=ignoring)
    if not first <= moment < last:
        return None
    bounds = (moment, min(last, moment + LONGEST))
    visit = visit_of(round, bounds, zone=zone, now=now, interview=ignoring)
    return find_at(visit, moment)


def panel_can(
    slot: Slot,
    round: Round,  # noqa: A002  the field's own word
    *,
    now: datetime,
    ignoring: Interview | None = None,
) -> bool:
    """Whether the very people of a slot can sit in it as things stand: hours, limits, buffers.

    Asked once they are locked, so that two who choose in one instant do not both fill the last
    place of somebody's day. Rooms and the notice are not looked at again.
    """
    visit = visit_with(slot, buffer=round.buffer_minutes, now=now, ignoring=ignoring)
    return find_at(visit, as_utc(slot.begins_at)) is not None


def week_of(members: Iterable[Member], monday: date, zone: str, now: datetime) -> list[Week]:
    """When each of these members is at work, busy and free in a week, in the order given.

    The week is that of seven days from `monday` on a clock in `zone`, the reader's. Five queries
    for however many members.
    """
    days = whole_days(zone, (monday + n * DAY for n in range(7)))
    bounds = (days[0][0], days[-1][1])
    order = [member.pk for member in members]
    found = with_hours(*bounds).in_bulk(order)
    people = people_of(list(found.values()), bounds, now=now)
    return [week_of_one(found[pk], people[pk], bounds, now=now) for pk in order]
