"""When members work, what they have on and how much they take, read for all of them at once."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from django.db.models import Prefetch

from hearback.accounts.calendars import calendar_of
from hearback.accounts.models import Absence, Member
from hearback.interviews.calendars.queries import busy_spans
from hearback.interviews.models import Limit, Seat
from hearback.rules.slots import Person, days_between

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime

    from django.db.models import QuerySet

    from hearback.interviews.models import Interview
    from hearback.rules.hours import Span, WorkingCalendar

# Fairness looks back as far as this; limits only to Monday.
REMEMBERED = timedelta(weeks=4)
DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)


def with_hours(since: datetime, until: datetime) -> QuerySet[Member]:
    """Members with all that says when they work from one moment to another; three queries."""
    far, near = (until + DAY).date(), (since - DAY).date()
    away = Absence.objects.filter(first_day__lte=far, last_day__gte=near)
    related = Member.objects.select_related("place", "interview_limit")
    return related.prefetch_related("place__closed_days", Prefetch("absences", away))


def people_of(
    members: Sequence[Member],
    bounds: Span,
    *,
    buffer: timedelta = timedelta(),
    shortest: timedelta = timedelta(),
    now: datetime,
    ignoring: Interview | None = None,
) -> dict[int, Person]:
    """These members, found `with_hours`, as the search knows people, by their ids; two queries.

    Hours and calendars are those within the bounds and `buffer` around them. What a calendar leaves
    between two entries counts as busy when it is too little for `shortest`, the least anybody is
    wanted for. Seats are all from four weeks back, so that limits and fairness count the same
    whatever is searched. The seats of the interview `ignoring` are left out: it is about to be
    moved. Who has left never works.
    """
    since, until = bounds
    apart = max(2 * buffer + shortest - MINUTE, timedelta())
    busy = busy_spans(members, since - buffer, until + buffer, apart=apart)
    seats = seats_of(members, now - REMEMBERED, ignoring=ignoring)
    return {
        one.pk: _person(one, works_of(one, since, until, now=now), busy[one.pk], seats[one.pk])
        for one in members
    }


def _person(
    member: Member, works: Iterable[Span], busy: Iterable[Span], seats: Iterable[Span]
) -> Person:
    limit = getattr(member, "interview_limit", None) or Limit(member=member)
    return Person(
        number=member.pk,
        zone=member.zone,
        works=tuple(works),
        busy=tuple(busy),
        seats=tuple(seats),
        per_day=limit.per_day,
        per_week=limit.per_week,
    )


def works_of(member: Member, since: datetime, until: datetime, *, now: datetime) -> list[Span]:
    """The working periods of a member on the days from one moment to another, in UTC, in order."""
    if not member.is_active:
        return []
    days = tuple(days_between(since, until, member.zone))
    away = days_away(member)
    periods = _periods(calendar_of(member, now=now), days[0], days[-1])
    return [span for day, spans in periods if not is_in(day, away) for span in spans]


@lru_cache(maxsize=256)
def _periods(
    calendar: WorkingCalendar, first: date, last: date
) -> tuple[tuple[date, tuple[Span, ...]], ...]:
    """The working periods of each day from first to last; most colleagues have the same."""
    days = (first + n * DAY for n in range((last - first).days + 1))
    return tuple((day, calendar.spans(day)) for day in days)


def days_away(member: Member) -> list[tuple[date, date]]:
    """First and last day of each absence that was read with the member."""
    return [(one.first_day, one.last_day) for one in member.absences.all()]


def is_in(day: date, stretches: Iterable[tuple[date, date]]) -> bool:
    """Whether a day lies in one of these, first and last included."""
    return any(first <= day <= last for first, last in stretches)


def seats_of(
    members: Iterable[Member], since: datetime, *, ignoring: Interview | None = None
) -> dict[int, list[Span]]:
    """The parts of interviews these members are booked for since a moment, in order; one query."""
    taken: dict[int, list[Span]] = defaultdict(list)
    seats = Seat.objects.filter(member__in=list(members), is_on=True, ends_at__gt=since)
    if ignoring is not None:
        seats = seats.exclude(sitting__interview=ignoring)
    spans = seats.order_by("begins_at").values_list("member_id", "begins_at", "ends_at")
    for member, begins_at, ends_at in spans:
        taken[member].append((begins_at, ends_at))
    return taken
