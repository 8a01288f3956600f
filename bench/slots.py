"""Times for a visit in three parts: 20 interviewers, four weeks, and ten times the calendar."""

from __future__ import annotations

import random
from datetime import timedelta
from time import perf_counter
from typing import TYPE_CHECKING
from uuid import uuid4

from bench.stage import percentile, say, stage

if TYPE_CHECKING:
    from collections.abc import Callable

    from hearback.accounts.models import Member
    from hearback.interviews.models import Round
    from tests.cast import Cast

INTERVIEWERS, DAYS = 20, 28
MEETINGS_A_DAY = 4
TIMES = 10
BOOKED = 40
SEARCHES = 60
SECONDS = 0.3
ALLOWED = 2
ZONE = "America/Toronto"


def _interviewers(cast: Cast) -> list[Member]:
    from hearback.accounts.models import Member
    from tests.cast import NOW

    return Member.objects.bulk_create(
        Member(
            email=f"asks{number}@harbour.example",
            name=f"Interviewer {number}",
            zone=ZONE,
            place=cast.toronto,
            joined_at=NOW,
        )
        for number in range(INTERVIEWERS)
    )


def _round(cast: Cast, people: list[Member]) -> Round:
    """One of eight, two of twelve, both of two: twenty people, two of them in two pools."""
    from hearback.interviews.models import Round, RoundKind, Session

    visit = Round.objects.create(
        opening=cast.opening,
        position=1,
        name="A visit",
        kind=RoundKind.VIDEO,
        days_ahead=DAYS,
        notice_hours=2,
    )
    plan = ((people[:8], 1, 45, 15), (people[6:18], 2, 60, 0), (people[18:], 0, 30, 0))
    for position, (pool, needed, minutes, pause) in enumerate(plan, start=1):
        session = Session.objects.create(
            round=visit,
            position=position,
            topic=f"Part {position}",
            minutes=minutes,
            break_after=pause,
            needed=needed,
        )
        session.people.set(pool)
    return visit


def _calendars(people: list[Member], entries: int) -> int:
    """Fill calendars: half an hour here and there, told in one entry or in several short ones.

    The same minutes are free however many there are, because nobody begins within the minute
    between two of them; so the same times are found.
    """
    from hearback.interviews.models import BusyCalendar, BusySpan, CalendarKind
    from tests.cast import NOW

    BusyCalendar.objects.all().delete()
    dice, spans = random.Random(7), []  # noqa: S311  the same days at both sizes
    length = timedelta(minutes=30) / entries
    for member in people:
        calendar = BusyCalendar.objects.create(
            member=member,
            kind=CalendarKind.ICS,
            name="Work",
            host="calendar.example",
            mark=uuid4().hex,
            added_at=NOW,
            due_at=NOW,
        )
        for day in range(-DAYS, 2 * DAYS):
            for half_hour in dice.sample(range(18), MEETINGS_A_DAY):
                begins_at = NOW + timedelta(days=day, minutes=30 * half_hour - 60)
                for number in range(entries):
                    starts = begins_at + number * length
                    ends = starts + length - timedelta(seconds=entries > 1)
                    spans.append(
                        BusySpan(calendar=calendar, member=member, begins_at=starts, ends_at=ends)
                    )
    return len(BusySpan.objects.bulk_create(spans, batch_size=5000))


def _interviews(cast: Cast, people: list[Member]) -> None:
    """Some are booked already, so that limits and fairness have something to count."""
    from hearback.interviews.models import Session
    from hearback.interviews.tests.makers import MONDAY, booked, plan
    from tests.cast import apply

    visit = plan(cast)
    for number in range(BOOKED):
        pair = [people[number % INTERVIEWERS], people[(number + 7) % INTERVIEWERS]]
        for session, member in zip(Session.objects.filter(round=visit), pair, strict=True):
            session.people.set([member])
        at = MONDAY + timedelta(days=number // 4 % 5 + 7 * (number // 20), hours=number % 4)
        booked(cast, apply(cast, f"Person {number}"), visit, at=at)


def _p95(search: Callable[[], object]) -> float:
    search()
    waits = []
    for _ in range(SEARCHES):
        start = perf_counter()
        search()
        waits.append(perf_counter() - start)
    return percentile(waits, 0.95)


def _reading(visit: Round) -> tuple[float, float, int]:
    """The 95th percentile of all times and of one of them again, in seconds; how many there are."""
    from hearback.interviews.availability.queries import free_slots, slot_at
    from tests.cast import NOW

    slots = free_slots(visit, zone=ZONE, now=NOW)
    assert slots, "there is nothing to measure"
    key = slots[len(slots) // 2].key
    every = _p95(lambda: free_slots(visit, zone=ZONE, now=NOW))
    one = _p95(lambda: slot_at(visit, key, zone=ZONE, now=NOW))
    return every, one, len(slots)


def main() -> None:
    """Print every ratio."""
    with stage():
        from django.db import connection

        from tests.cast import make_cast

        cast = make_cast()
        people = _interviewers(cast)
        visit = _round(cast, people)
        _interviews(cast, people)
        readings = []
        for entries in (1, TIMES):
            total = _calendars(people, entries)
            with connection.cursor() as cursor:
                cursor.execute("VACUUM ANALYZE")
            every, one, found = _reading(visit)
            readings.append((every, one))
            say(f"{total:,} calendar entries: {found} times, p95 {every * 1000:.0f} ms")
            say(f"  all times take {every / SECONDS:.0%} of the {SECONDS * 1000:.0f} ms allowed")
            say(f"  one of them again: p95 {one * 1000:.0f} ms")
    (few, few_one), (many, many_one) = readings
    say(f"ratio with {TIMES} times the entries {many / few:.2f} (allowed {ALLOWED})")
    say(f"ratio of one again {many_one / few_one:.2f} (allowed {ALLOWED})")


if __name__ == "__main__":
    main()
