"""Finding times for a visit: against the slow and plain way, and a few known by heart."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import combinations, product
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hearback.rules.hours import Span
from hearback.rules.slots import (
    STEP,
    Person,
    Room,
    Slot,
    Step,
    Visit,
    decent_hours,
    find,
    find_at,
    moment_of,
    whole_days,
)
from hearback.rules.slots.minutes import Minutes, each, enough, lasting
from hearback.rules.slots.panel import Chair, Wanted, seat
from hearback.rules.tests.slots_oracle import holds, starts
from hearback.rules.tests.strategies import at, hours, minutes

# The search is held against the oracle as often as one likes: SLOT_EXAMPLES=5000 for a long night.
often = settings(max_examples=int(os.environ.get("SLOT_EXAMPLES", "25")), deadline=None)

# Nights on which clocks change, and the end of an ISO week and year.
MOMENTS = [
    at("2026-11-01 02:00"),  # Toronto goes back at 06:00
    at("2026-03-29 00:00"),  # Paris goes forward at 01:00
    at("2026-04-04 12:00"),  # Lord Howe goes back by half an hour at 15:00
    at("2026-11-29 18:00"),  # a Sunday evening
    at("2026-12-31 20:00"),
]
ZONES = ("UTC", "America/Toronto", "Europe/Paris", "Australia/Lord_Howe", "Asia/Kathmandu")


@st.composite
def spans(draw: st.DrawFn, begin: datetime, *, most: int = 4, seconds: bool = True) -> list[Span]:
    """Some spans in the day and a half after a moment; busy ones may begin within a minute."""
    found = []
    for _ in range(draw(st.integers(0, most))):
        start = begin + minutes(draw(st.integers(-24, 36 * 6)) * 10 + draw(st.integers(0, 3)) * 5)
        start += timedelta(seconds=draw(st.sampled_from([0, 0, 29]) if seconds else st.just(0)))
        found.append((start, start + minutes(draw(st.sampled_from([0, 15, 25, 60, 240, 600])))))
    return found


@st.composite
def people(draw: st.DrawFn, begin: datetime) -> dict[int, Person]:
    """Up to four people, mostly at work, with tight limits."""
    found = {}
    for number in range(1, draw(st.integers(1, 4)) + 1):
        works = draw(spans(begin, most=3, seconds=False))
        if draw(st.integers(0, 3)):
            works = [(begin - hours(24), begin + hours(48))]
        found[number] = Person(
            number,
            draw(st.sampled_from(ZONES)),
            tuple(works),
            tuple(draw(spans(begin))),
            tuple(draw(spans(begin, most=2))),
            per_day=draw(st.integers(0, 3)),
            per_week=draw(st.integers(0, 4)),
        )
    return found


@st.composite
def steps(draw: st.DrawFn, numbers: list[int], rooms: list[int]) -> tuple[Step, ...]:
    """Up to three parts, some of whom nobody or too few can sit in."""
    return tuple(
        Step(
            session,
            draw(st.sampled_from([15, 20, 37, 45, 60])),
            tuple(draw(st.lists(st.sampled_from(numbers), unique=True, min_size=1))),
            draw(st.integers(0, 2)),
            draw(st.sampled_from([0, 0, 5, 10, 30])),
            draw(st.none() | st.lists(st.sampled_from(rooms), unique=True).map(tuple)),
        )
        for session in range(draw(st.integers(1, 3)))
    )


@st.composite
def visits(draw: st.DrawFn) -> Visit:
    """A visit anywhere within a day and a half."""
    begin = draw(st.sampled_from(MOMENTS))
    everybody = draw(people(begin))
    rooms = {number: Room(number, tuple(draw(spans(begin)))) for number in (7, 8)}
    until = begin + minutes(draw(st.integers(0, 36 * 60)))
    return Visit(
        draw(steps(sorted(everybody), sorted(rooms))),
        begin + timedelta(seconds=draw(st.sampled_from([0, 1, 600]))),
        until,
        decent_hours(
            draw(st.sampled_from(ZONES)),
            begin,
            until,
            travel=minutes(draw(st.sampled_from([0, 90]))),
        ),
        tuple(draw(spans(begin, most=1))),
        minutes(draw(st.sampled_from([0, 5, 10]))),
        everybody,
        rooms,
    )


@often
@given(visits())
def test_it_finds_what_the_slow_and_plain_way_finds(visit: Visit) -> None:
    found = list(find(visit))
    assert [slot.begins_at for slot in found] == starts(visit)
    assert all(holds(visit, slot) for slot in found)


@often
@given(visits())
def test_a_slot_looked_up_by_its_key_is_the_one_that_was_found(visit: Visit) -> None:
    found = {slot.begins_at: slot for slot in find(visit)}
    for quarter in range(24):
        moment = visit.earliest.replace(second=0) + quarter * STEP
        assert find_at(visit, moment) == found.get(moment)
    for slot in found.values():
        assert moment_of(slot.key) == slot.begins_at


@st.composite
def seatings(draw: st.DrawFn) -> tuple[list[Wanted], dict[object, int]]:
    """Parts to seat, on three days in two weeks, and how much each person can take."""
    days = draw(st.lists(st.sampled_from([(1, 1), (2, 1), (3, 2)]), min_size=1, max_size=4))
    wanted = []
    for day, week in days:
        members = draw(st.lists(st.integers(1, 4), unique=True, min_size=1))
        chairs = [
            Chair(one, (draw(st.integers(0, 2)),), (one, "day", day), (one, "week", week))
            for one in members
        ]
        wanted.append(Wanted(draw(st.integers(1, len(members))), chairs))
    bins = {bin_ for one in wanted for chair in one.chairs for bin_ in (chair.day, chair.week)}
    return wanted, {one: draw(st.integers(0, 3)) for one in sorted(bins, key=repr)}


@often
@given(seatings())
def test_people_are_seated_whenever_there_is_a_way(
    question: tuple[list[Wanted], dict[object, int]],
) -> None:
    wanted, left = question
    seated = seat(wanted, left)
    panels = product(*(combinations(one.chairs, one.seats) for one in wanted))
    possible = [panel for panel in panels if _is_allowed(panel, left)]
    assert (seated is not None) == bool(possible)
    if seated is not None:
        assert tuple(seated) in {
            tuple(tuple(sorted(chair.member for chair in there)) for there in panel)
            for panel in possible
        }


def _is_allowed(panel: tuple[tuple[Chair, ...], ...], left: dict[object, int]) -> bool:
    used: Counter[object] = Counter()
    for there in panel:
        used.update(bin_ for chair in there for bin_ in (chair.day, chair.week))
    return all(count <= left[one] for one, count in used.items())


@often
@given(st.lists(st.sets(st.integers(0, 60)), max_size=5), st.integers(1, 20), st.integers(1, 3))
def test_masks_say_of_each_minute_what_sets_say(
    held: list[set[int]], length: int, needed: int
) -> None:
    masks = [sum(1 << minute for minute in one) for one in held]
    for one, mask in zip(held, masks, strict=True):
        assert set(each(mask)) == one
        assert set(each(lasting(mask, length))) == {
            minute for minute in one if set(range(minute, minute + length)) <= one
        }
    counted = Counter(minute for one in held for minute in one)
    assert set(each(enough(masks, needed))) == {
        n for n, times in counted.items() if times >= needed
    }


@often
@given(spans(MOMENTS[0], most=6), st.sampled_from([0, 5]))
def test_a_minute_is_inside_when_all_of_it_is_and_touched_when_any_of_it_is(
    some: list[Span], margin: int
) -> None:
    timeline = Minutes(MOMENTS[0], 600)
    inside, touched = timeline.inside(some), timeline.touched(some, minutes(margin))
    for minute in range(0, 600, 7):
        begin, end = timeline.moment(minute), timeline.moment(minute + 1)
        assert bool(inside >> minute & 1) == any(a <= begin and end <= b for a, b in some)
        assert bool(touched >> minute & 1) == any(
            a - minutes(margin) < end and begin < b + minutes(margin) for a, b in some if a < b
        )


# --- Known by heart -------------------------------------------------------------------------------

WORKS = ((at("2026-11-30 14:00"), at("2026-11-30 18:00")),)
"""A Monday, nine to one in Toronto."""
GRACE, BEN, JO = (Person(number, "America/Toronto", WORKS) for number in (1, 2, 3))


def visit(*plan: Step, **more: object) -> Visit:
    """A visit on that Monday with Grace, Ben and Jo."""
    bounds = Visit(
        plan,
        at("2026-11-30 00:00"),
        at("2026-12-01 00:00"),
        decent_hours("America/Toronto", at("2026-11-30 12:00"), at("2026-11-30 12:00")),
        people={one.number: one for one in (GRACE, BEN, JO)},
    )
    return replace(bounds, **more)  # type: ignore[arg-type]  # each test names what it changes


def begins(found: Visit) -> list[str]:
    """The times found, as a clock in Toronto shows them."""
    zone = ZoneInfo("America/Toronto")
    return [f"{slot.begins_at.astimezone(zone):%H:%M}" for slot in find(found)]


def but(person: Person, **more: object) -> dict[int, Person]:
    """Everybody, one of them otherwise."""
    everybody = {one.number: one for one in (GRACE, BEN, JO)}
    changed = replace(person, **more)  # type: ignore[arg-type]  # each test names what it changes
    return {**everybody, person.number: changed}


def test_a_visit_of_two_parts_ends_inside_the_hours() -> None:
    found = list(find(visit(Step(10, 120, (1,), break_after=15), Step(20, 60, (2,)))))
    assert [slot.key for slot in found] == [
        "20261130T1400Z",
        "20261130T1415Z",
        "20261130T1430Z",
        "20261130T1445Z",
    ]
    first = found[0]
    assert [
        (part.session, part.begins_at, part.ends_at, part.members, part.room)
        for part in first.parts
    ] == [
        (10, at("2026-11-30 14:00"), at("2026-11-30 16:00"), (1,), None),
        (20, at("2026-11-30 16:15"), at("2026-11-30 17:15"), (2,), None),
    ]
    assert (first.begins_at, first.ends_at) == (at("2026-11-30 14:00"), at("2026-11-30 17:15"))


def test_all_of_waits_for_everybody_and_any_of_for_one() -> None:
    away = but(BEN, busy=((at("2026-11-30 14:00"), at("2026-11-30 17:00")),))
    assert begins(visit(Step(1, 60, (1, 2)), people=away)) == ["12:00"]
    any_of = list(find(visit(Step(1, 60, (1, 2), needed=1), people=away)))
    assert len(any_of) == 13
    assert {slot.parts[0].members for slot in any_of} == {(1,)}
    assert begins(visit(Step(1, 60, (1, 2, 3), needed=2), people=away))[0] == "09:00"


def test_nobody_or_too_few_people_make_no_visit() -> None:
    assert begins(visit()) == []
    assert begins(visit(Step(1, 60, ()))) == []
    assert begins(visit(Step(1, 60, (1, 2), needed=3))) == []


def test_a_buffer_is_kept_around_meetings_but_not_between_parts_of_the_visit() -> None:
    meeting = but(GRACE, busy=((at("2026-11-30 15:30"), at("2026-11-30 16:00")),))
    twice = (Step(1, 30, (1,)), Step(2, 30, (1,)))
    assert begins(visit(*twice, people=meeting)) == [
        "09:00",
        "09:15",
        "09:30",
        *_quarters("11:00", "12:00"),
    ]
    assert begins(visit(*twice, people=meeting, buffer=minutes(10))) == [
        "09:00",
        "09:15",
        *_quarters("11:15", "12:00"),
    ]


def test_a_limit_counts_the_parts_of_the_visit_together() -> None:
    twice = (Step(1, 30, (1, 2), needed=1), Step(2, 30, (1, 2), needed=1))
    one_left = but(GRACE, per_day=1)
    assert {
        tuple(part.members for part in slot.parts) for slot in find(visit(*twice, people=one_left))
    } == {((1,), (2,))}
    none_left = {1: replace(GRACE, per_day=1), 2: replace(BEN, per_week=0)}
    assert begins(visit(*twice, people=none_left)) == []


def test_somebody_full_changes_places_when_only_they_can_sit_elsewhere() -> None:
    both = {1: replace(GRACE, per_day=1), 2: BEN, 3: replace(JO, per_day=0)}
    parts = (Step(1, 30, (1, 2), needed=1), Step(2, 30, (1, 3), needed=1))
    assert {
        tuple(part.members for part in slot.parts) for slot in find(visit(*parts, people=both))
    } == {((2,), (1,))}


def test_a_week_is_full_with_what_was_on_its_monday() -> None:
    friday = tuple((a + hours(96), b + hours(96)) for a, b in WORKS)
    seats = (WORKS[0],)
    late = {
        "earliest": at("2026-12-04 00:00"),
        "latest": at("2026-12-05 00:00"),
        "decent": decent_hours("America/Toronto", friday[0][0], friday[0][0]),
    }
    full = but(GRACE, works=friday, seats=seats, per_week=1)
    assert begins(visit(Step(1, 60, (1,)), people=full, **late)) == []
    room_left = but(GRACE, works=friday, seats=seats, per_week=2)
    assert len(begins(visit(Step(1, 60, (1,)), people=room_left, **late))) == 13


def test_the_room_that_stays_free_longest_is_taken_and_kept() -> None:
    rooms = {7: Room(7, ((at("2026-11-30 15:00"), at("2026-11-30 16:00")),)), 8: Room(8)}
    parts = tuple(Step(n, 60, (1,), rooms=(7, 8)) for n in (1, 2))
    found = {
        slot.key: tuple(part.room for part in slot.parts)
        for slot in find(visit(*parts, rooms=rooms))
    }
    assert found["20261130T1400Z"] == (8, 8)
    assert found["20261130T1600Z"] == (7, 7)
    taken = {7: rooms[7], 8: Room(8, ((at("2026-11-30 14:00"), at("2026-11-30 15:00")),))}
    found = {
        slot.key: tuple(part.room for part in slot.parts)
        for slot in find(visit(*parts, rooms=taken))
    }
    assert found["20261130T1400Z"] == (7, 8)


def test_a_visit_that_needs_a_room_where_there_is_none_is_not_offered() -> None:
    assert begins(visit(Step(1, 60, (1,), rooms=()))) == []


def test_notice_is_kept_to_the_second() -> None:
    assert begins(visit(Step(1, 60, (1,)), earliest=at("2026-11-30 16:30")))[0] == "11:30"
    soon = at("2026-11-30 16:30") + timedelta(seconds=1)
    assert begins(visit(Step(1, 60, (1,)), earliest=soon))[0] == "11:45"


def test_the_night_the_clocks_go_back_has_an_hour_more() -> None:
    night = whole_days("America/Toronto", [date(2026, 11, 1)])
    everybody = {1: Person(1, "America/Toronto", night, per_day=99, per_week=99)}
    found = Visit((Step(1, 15, (1,)),), *night[0], decent=night, people=everybody)
    assert len(begins(found)) == 25 * 4
    assert begins(found).count("01:30") == 2


def test_the_night_the_clocks_go_forward_has_an_hour_less() -> None:
    night = whole_days("Europe/Paris", [date(2026, 3, 29)])
    everybody = {1: Person(1, "Europe/Paris", night, per_day=99, per_week=99)}
    found = list(find(Visit((Step(1, 15, (1,)),), *night[0], decent=night, people=everybody)))
    assert len(found) == 23 * 4
    assert not [
        one for one in found if one.begins_at.astimezone(ZoneInfo("Europe/Paris")).hour == 2
    ]


def test_decent_hours_are_the_candidates_own_and_leave_time_for_the_way() -> None:
    monday = at("2026-11-30 12:00")
    assert decent_hours("Asia/Kolkata", monday, monday) == (
        (at("2026-11-30 01:30"), at("2026-11-30 15:30")),
    )
    assert decent_hours("UTC", monday, monday, travel=minutes(90)) == (
        (at("2026-11-30 08:30"), at("2026-11-30 19:30")),
    )
    assert decent_hours("UTC", monday, monday, travel=hours(9)) == (
        (at("2026-11-30 10:00"), at("2026-11-30 18:00")),
    )


def test_the_least_loaded_in_the_week_sits_and_then_the_least_loaded_at_all() -> None:
    earlier = ((at("2026-11-02 15:00"), at("2026-11-02 16:00")),)
    this_week = ((at("2026-12-02 15:00"), at("2026-12-02 16:00")),)
    pool = {
        1: replace(GRACE, seats=this_week),
        2: replace(BEN, seats=earlier * 2),
        3: replace(JO, seats=earlier),
    }
    slot = next(find(visit(Step(1, 60, (1, 2, 3), needed=1), people=pool)))
    assert slot.parts[0].members == (3,)
    slot = next(find(visit(Step(1, 60, (1, 2, 3), needed=2), people=pool)))
    assert slot.parts[0].members == (2, 3)


def test_booking_after_booking_everybody_comes_to_the_same_count() -> None:
    pool = {
        number: Person(
            number,
            "UTC",
            ((at("2026-11-30 06:00"), at("2026-11-30 22:00")),),
            per_day=99,
            per_week=99,
        )
        for number in range(1, 6)
    }
    asked = visit(Step(1, 30, tuple(pool), needed=1), Step(2, 30, tuple(pool), needed=2))
    counts: Counter[int] = Counter()
    for _ in range(5):
        slot = next(find(replace(asked, people=pool)))
        for part in slot.parts:
            for one in part.members:
                pool[one] = replace(
                    pool[one], seats=(*pool[one].seats, (part.begins_at, part.ends_at))
                )
                counts[one] += 1
    assert set(counts.values()) == {3}


@pytest.mark.parametrize(
    "key",
    [
        "",
        "20261130T1500",
        "20261130T1500Z ",
        "2026-11-30",
        "20261330T1500Z",
        "20261130T150Z",
        "x" * 5000,
        "٢0261130T1500Z",
    ],
)
def test_a_key_no_slot_has_names_no_moment(key: str) -> None:
    assert moment_of(key) is None


def test_a_slot_has_its_first_minute_in_utc_as_key() -> None:
    begin = datetime(2026, 11, 30, 10, tzinfo=ZoneInfo("America/Toronto"))
    assert Slot(begin, begin, ()).key == "20261130T1500Z"
    assert moment_of("20261130T1500Z") == at("2026-11-30 15:00")


def test_a_quarter_of_an_hour_is_one_in_every_zone() -> None:
    """What `STEP` rests on."""
    moments = [datetime(year, month, 15, tzinfo=UTC) for year in (2026, 2036) for month in (1, 7)]
    for name in sorted(available_timezones()):
        if name != "localtime":
            zone = ZoneInfo(name)
            assert all(
                not (one.astimezone(zone).utcoffset() or timedelta()) % STEP for one in moments
            )


def _quarters(first: str, last: str) -> list[str]:
    clock = datetime.fromisoformat(f"2026-11-30T{first}")
    found = []
    while f"{clock:%H:%M}" <= last:
        found.append(f"{clock:%H:%M}")
        clock += STEP
    return found
