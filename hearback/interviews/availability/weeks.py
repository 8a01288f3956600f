"""A week of one person: when they work, what they have on, and when they are free."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hearback.accounts.calendars import closed_days_at
from hearback.interviews.availability.people import days_away, is_in
from hearback.rules.slots import Minutes, days_between, whole_days

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.accounts.models import Member
    from hearback.rules.hours import Span
    from hearback.rules.slots import Person


@dataclass(frozen=True)
class Week:
    """When a member works in a week, is away, has something on or an interview, and is free.

    All are spans in UTC, in order, apart from each other, cut off at the ends of the week and on
    whole minutes. `away` are whole days on the member's clock. `free` is what is left of `works`.
    """

    member: Member
    works: list[Span]
    away: list[Span]
    busy: list[Span]
    interviews: list[Span]
    free: list[Span]


def week_of_one(member: Member, person: Person, bounds: Span, *, now: datetime) -> Week:
    """The week of a member who was found `with_hours`, from the first to the second of `bounds`."""
    minutes = Minutes.between(*bounds)
    works, busy = minutes.inside(person.works), minutes.touched(person.busy)
    seats = minutes.touched(person.seats)
    return Week(
        member=member,
        works=minutes.spans(works),
        away=minutes.spans(minutes.touched(_away(member, bounds, now=now))),
        busy=minutes.spans(busy),
        interviews=minutes.spans(seats),
        free=minutes.spans(works & ~busy & ~seats),
    )


def _away(member: Member, bounds: Span, *, now: datetime) -> tuple[Span, ...]:
    closed, absences = closed_days_at(member.place, now=now), days_away(member)
    days = days_between(*bounds, member.zone)
    gone = (day for day in days if day in closed or is_in(day, absences))
    return whole_days(member.zone, gone)
