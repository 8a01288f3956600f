"""The slow and plain way to find times for a visit, to hold the quick one against."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import combinations, product
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from hearback.rules.hours import Span
    from hearback.rules.slots import Person, Slot, Step, Visit

MINUTE = timedelta(minutes=1)


def starts(visit: Visit) -> list[datetime]:
    """Every quarter of an hour at which the visit can begin."""
    if not visit.steps:
        return []
    quarter = timedelta(minutes=15)
    moment = datetime(2020, 1, 1, tzinfo=UTC)
    moment += (visit.earliest - moment) // quarter * quarter
    found = []
    while moment <= visit.latest:
        if any(is_valid(visit, moment, panel) for panel in _panels(visit)) and _has_rooms(
            visit, moment
        ):
            found.append(moment)
        moment += quarter
    return found


def is_valid(visit: Visit, moment: datetime, panel: Sequence[Sequence[int]]) -> bool:
    """Whether the visit can begin then with these people in its parts; rooms apart."""
    times = _times(visit.steps, moment)
    whole = (moment, times[-1][1])
    return (
        visit.earliest <= moment
        and whole[1] <= visit.latest
        and any(begin <= whole[0] and whole[1] <= end for begin, end in _joined(visit.decent))
        and not any(_meet(whole, span) for span in visit.never)
        and all(
            _is_free(visit.people[one], span, visit.buffer)
            for there, span in zip(panel, times, strict=True)
            for one in there
        )
        and _within_limits(visit, panel, times)
    )


def holds(visit: Visit, slot: Slot) -> bool:
    """Whether a slot is one of this visit: its times, people, rooms and limits."""
    times = _times(visit.steps, slot.begins_at)
    panel = [part.members for part in slot.parts]
    return (
        [(part.begins_at, part.ends_at) for part in slot.parts] == times
        and slot.ends_at == times[-1][1]
        and all(_fits(step, there) for step, there in zip(visit.steps, panel, strict=True))
        and is_valid(visit, slot.begins_at, panel)
        and all(
            part.room is None if step.rooms is None else part.room in _rooms(visit, step, span)
            for step, part, span in zip(visit.steps, slot.parts, times, strict=True)
        )
    )


def _fits(step: Step, there: Sequence[int]) -> bool:
    seats = step.needed or len(step.people)
    return len(there) == len(set(there)) == seats > 0 and set(there) <= set(step.people)


def _panels(visit: Visit) -> Iterator[tuple[tuple[int, ...], ...]]:
    if all(step.people for step in visit.steps):
        choices = (
            combinations(step.people, step.needed or len(step.people)) for step in visit.steps
        )
        yield from product(*choices)


def _times(steps: Iterable[Step], moment: datetime) -> list[Span]:
    times = []
    for step in steps:
        times.append((moment, moment + step.minutes * MINUTE))
        moment = times[-1][1] + step.break_after * MINUTE
    return times


def _is_free(person: Person, span: Span, buffer: timedelta) -> bool:
    wide = (span[0] - buffer, span[1] + buffer)
    return any(
        begin <= span[0] and span[1] <= end for begin, end in _joined(person.works)
    ) and not any(_meet(wide, other) for other in (*person.busy, *person.seats))


def _within_limits(visit: Visit, panel: Sequence[Sequence[int]], times: Sequence[Span]) -> bool:
    for one in {number for there in panel for number in there}:
        person = visit.people[one]
        days: Counter[object] = Counter()
        weeks: Counter[object] = Counter()
        new = [span for there, span in zip(panel, times, strict=True) if one in there]
        for begin, _ in (*person.seats, *new):
            day = begin.astimezone(ZoneInfo(person.zone)).date()
            days[day] += 1
            weeks[day.isocalendar()[:2]] += 1
        for begin, _ in new:
            day = begin.astimezone(ZoneInfo(person.zone)).date()
            if days[day] > person.per_day or weeks[day.isocalendar()[:2]] > person.per_week:
                return False
    return True


def _has_rooms(visit: Visit, moment: datetime) -> bool:
    times = _times(visit.steps, moment)
    return all(
        step.rooms is None or _rooms(visit, step, span)
        for step, span in zip(visit.steps, times, strict=True)
    )


def _rooms(visit: Visit, step: Step, span: Span) -> list[int]:
    return [
        one
        for one in step.rooms or ()
        if not any(_meet(span, other) for other in visit.rooms[one].taken)
    ]


def _meet(one: Span, other: Span) -> bool:
    """Whether they share an instant, one that is over as the other begins does not count."""
    return one[0] < other[1] and other[0] < one[1] and other[0] < other[1]


def _joined(spans: Iterable[Span]) -> list[Span]:
    """Spans that touch are one: nobody goes home at noon to begin anew at noon."""
    joined: list[Span] = []
    for begin, end in sorted(spans):
        if joined and begin <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((begin, end))
    return joined
