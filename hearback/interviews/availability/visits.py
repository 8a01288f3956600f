"""A round as the search knows a visit: its parts, how soon, at which hours, in which rooms."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Prefetch

from hearback.accounts.calendars import closed_days_at
from hearback.interviews.availability.people import people_of, with_hours
from hearback.interviews.models import Interview, Sitting
from hearback.pipeline.orders import barred, standing_orders
from hearback.rules.slots import Room, Step, Visit, days_between, decent_hours, whole_days, window
from hearback.rules.wall import as_utc

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from hearback.accounts.models import Member
    from hearback.interviews.models import Round
    from hearback.pipeline.models import Order
    from hearback.rules.hours import Span
    from hearback.rules.slots import Slot

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def window_of(
    visit: Round, *, zone: str, now: datetime, interview: Interview | None = None
) -> Span:
    """From when to when a round may be booked now, in UTC; see `rules.slots.window`.

    Days are those of the place when people come in person, else of `zone`, the candidate's. Nobody
    is asked to set out before they have read the invitation.
    """
    notice = visit.notice_hours * HOUR
    return window(
        now,
        visit.meets_at.zone if visit.is_in_person else zone,
        notice=max(notice, travel_to(visit, interview)),
        same_day=visit.same_day,
        days_ahead=visit.days_ahead,
    )


def travel_to(visit: Round, interview: Interview | None) -> timedelta:
    """The way to a round, as the candidate told us or as assumed; none when nobody travels."""
    if not visit.is_in_person:
        return timedelta()
    told = interview.travel_minutes if interview else None
    return (visit.travel_minutes if told is None else told) * MINUTE


def visit_of(
    visit: Round,
    bounds: Span,
    *,
    zone: str,
    now: datetime,
    interview: Interview | None = None,
) -> Visit:
    """All the search has to know of a round between two moments, in a fixed number of queries.

    zone: IANA name of the candidate's. `interview`: the one that is to be booked or moved; its own
    seats and rooms count as free, its candidate's other interviews do not.
    """
    buffer = visit.buffer_minutes * MINUTE
    rooms = _rooms(visit, bounds, interview)
    orders = standing_orders(interview.application) if interview else []
    steps, members = _steps(visit, bounds, None if rooms is None else tuple(rooms), orders)
    shortest = min((one.minutes for one in steps), default=0) * MINUTE
    return Visit(
        steps=steps,
        earliest=bounds[0],
        latest=bounds[1],
        decent=_decent(visit, bounds, zone, interview),
        never=(*_closed(visit, bounds, now), *_elsewhere(visit, bounds, interview)),
        buffer=buffer,
        people=people_of(
            members, bounds, buffer=buffer, shortest=shortest, now=now, ignoring=interview
        ),
        rooms=rooms or {},
    )


def visit_with(
    slot: Slot, *, buffer: int, now: datetime, ignoring: Interview | None = None
) -> Visit:
    """A visit at one time with these people and no others; `buffer` in minutes.

    Whatever concerns the candidate and the place was looked at when the slot was found.
    """
    bounds = (as_utc(slot.begins_at), as_utc(slot.ends_at))
    follows = [*(part.begins_at for part in slot.parts[1:]), slot.ends_at]
    steps = tuple(
        Step(
            session=part.session,
            minutes=(part.ends_at - part.begins_at) // MINUTE,
            people=part.members,
            break_after=(after - part.ends_at) // MINUTE,
        )
        for part, after in zip(slot.parts, follows, strict=True)
    )
    keys = {member for part in slot.parts for member in part.members}
    members = list(with_hours(*bounds).filter(pk__in=keys))
    apart = buffer * MINUTE
    return Visit(
        steps=steps,
        earliest=bounds[0],
        latest=bounds[1],
        decent=(bounds,),
        buffer=apart,
        people=people_of(members, bounds, buffer=apart, now=now, ignoring=ignoring),
    )


def _steps(
    visit: Round, bounds: Span, rooms: tuple[int, ...] | None, orders: list[Order]
) -> tuple[tuple[Step, ...], list[Member]]:
    """The parts of a round, and everybody who could sit in one of them.

    Whom an order of the candidate speaks of sits in none; where all are needed, nobody can then.
    """
    people = Prefetch("people", with_hours(*bounds))
    sessions = visit.sessions.order_by("position").prefetch_related(people)
    members = {one.pk: one for session in sessions for one in session.people.all()}
    out = barred(orders, members.values())
    steps = tuple(
        Step(
            session=one.pk,
            minutes=one.minutes,
            people=tuple(sorted({member.pk for member in one.people.all()} - out)),
            needed=one.needed or (len(one.people.all()) if out else 0),
            break_after=one.break_after,
            rooms=rooms,
        )
        for one in sessions
    )
    return steps, list(members.values())


def _rooms(visit: Round, bounds: Span, interview: Interview | None) -> dict[int, Room] | None:
    """The rooms of a round and when they are taken; None when it needs none.

    A room that is not in use any more is no room.
    """
    rooms = list(visit.rooms.all()) if visit.is_in_person else []
    if not rooms:
        return None
    since, until = bounds
    taken: dict[int, list[Span]] = {one.pk: [] for one in rooms if one.is_active}
    sittings = Sitting.objects.filter(
        room__in=list(taken), is_on=True, ends_at__gt=since, begins_at__lt=until
    )
    if interview is not None:
        sittings = sittings.exclude(interview=interview)
    for room, begins_at, ends_at in sittings.values_list("room_id", "begins_at", "ends_at"):
        taken[room or 0].append((begins_at, ends_at))
    return {number: Room(number, tuple(spans)) for number, spans in taken.items()}


def _decent(visit: Round, bounds: Span, zone: str, interview: Interview | None) -> tuple[Span, ...]:
    """The hours in which one may ask the candidate: on the clock where the candidate will be."""
    if not visit.is_in_person:
        return decent_hours(zone, *bounds)
    return decent_hours(visit.meets_at.zone, *bounds, travel=travel_to(visit, interview))


def _closed(visit: Round, bounds: Span, now: datetime) -> tuple[Span, ...]:
    """The holidays and closed days of the place, whose doors are shut."""
    place = visit.meets_at
    closed = closed_days_at(place, now=now)
    days = days_between(*bounds, place.zone)
    return whole_days(place.zone, (day for day in days if day in closed))


def _elsewhere(visit: Round, bounds: Span, interview: Interview | None) -> Iterator[Span]:
    """When the candidate is in another interview of ours, or on the way there or back."""
    if interview is None:
        return
    since, until = bounds
    others = Interview.objects.booked().filter(
        application__candidate__applications=interview.application_id,
        ends_at__gt=since - DAY,
        begins_at__lt=until + DAY,
    )
    related = others.exclude(pk=interview.pk).select_related("round__opening")
    for other in related:
        way = _way_between(visit, interview, other)
        if other.begins_at and other.ends_at:
            yield other.begins_at - way, other.ends_at + way


def _way_between(visit: Round, interview: Interview, other: Interview) -> timedelta:
    """How long it takes from one interview to another: nothing within a house."""
    there = other.round
    if visit.is_in_person and there.is_in_person and _place(visit) == _place(there):
        return timedelta()
    return max(travel_to(visit, interview), travel_to(there, other))


def _place(visit: Round) -> int:
    return visit.place_id or visit.opening.place_id
