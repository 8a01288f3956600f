"""The search: which quarters of an hour a visit can begin at, and who sits where then."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from hearback.rules.slots.loads import Loads
from hearback.rules.slots.minutes import Minutes, each, enough, lasting
from hearback.rules.slots.panel import Wanted, seat
from hearback.rules.slots.visit import MINUTE, STEP, Part, Person, Slot, Step, Visit
from hearback.rules.wall import as_utc


def find(visit: Visit) -> Iterator[Slot]:
    """The slots of a visit, soonest first, on quarters of an hour; none when a part has nobody.

    Masks of minutes leave the few starts that everybody's hours, calendars and the rooms allow;
    then people are seated at each, because limits count the parts of the visit together.
    """
    peopled = bool(visit.steps) and all(step.seats for step in visit.steps)
    if peopled and as_utc(visit.earliest) < as_utc(visit.latest):
        search = _Search(visit)
        slots = (search.slot(start) for start in each(search.starts()))
        yield from (slot for slot in slots if slot is not None)


def find_at(visit: Visit, moment: datetime) -> Slot | None:
    """The slot that begins at a moment, the same that `find` gives; None when there is none."""
    ends_at = moment + visit.minutes * MINUTE
    if not visit.earliest <= moment < ends_at <= visit.latest:
        return None
    found = find(replace(visit, earliest=moment, latest=ends_at))
    return next((slot for slot in found if slot.begins_at == moment), None)


class _Search:
    """The masks of one visit; all count minutes from the same quarter of an hour."""

    def __init__(self, visit: Visit) -> None:
        self.visit = visit
        self.minutes = Minutes.between(_quarter(as_utc(visit.earliest)), as_utc(visit.latest))
        wanted = {number for step in visit.steps for number in step.people}
        people = [visit.people[number] for number in sorted(wanted)]
        self.loads = Loads(people, self.minutes)
        free = {one.number: self._free(one) for one in people}
        empty = {
            number: self.minutes.all & ~self.minutes.touched(room.taken)
            for number, room in visit.rooms.items()
        }
        self.offsets = _offsets(visit.steps)
        self.able = [self._during(step, step.people, free) for step in visit.steps]
        self.open = [self._during(step, step.rooms or (), empty) for step in visit.steps]

    def _free(self, person: Person) -> int:
        """The minutes in which somebody can sit in a part."""
        works = self.minutes.inside(person.works)
        busy = self.minutes.touched((*person.busy, *person.seats), self.visit.buffer)
        return works & ~busy

    def _during(self, step: Step, which: Sequence[int], free: dict[int, int]) -> dict[int, int]:
        """For each of these the minutes at which the step can begin for them."""
        return {number: lasting(free[number], step.minutes) for number in which}

    def starts(self) -> int:
        """The minutes at which the visit may begin, but for limits its parts share."""
        visit, minutes = self.visit, self.minutes
        open_ = minutes.inside([(visit.earliest, visit.latest)]) & minutes.inside(visit.decent)
        mask = lasting(open_ & ~minutes.touched(visit.never), visit.minutes) & self._grid()
        for step, offset, able, rooms in zip(
            visit.steps, self.offsets, self.able, self.open, strict=True
        ):
            mask &= enough(self._within_limits(able), step.seats) >> offset
            if step.rooms is not None:
                mask &= enough(rooms.values(), 1) >> offset
        return mask

    def _within_limits(self, able: dict[int, int]) -> Iterator[int]:
        for number, mask in able.items():
            yield mask & ~self.minutes.touched(self.loads.full(number))

    def _grid(self) -> int:
        """Every quarter of an hour."""
        step = STEP // MINUTE
        times = self.minutes.count // step + 1
        return ((1 << times * step) - 1) // ((1 << step) - 1)

    def slot(self, start: int) -> Slot | None:
        """The visit that begins at a minute, with its people and rooms; None when limits forbid."""
        steps, begins = self.visit.steps, [start + offset for offset in self.offsets]
        wanted = [
            Wanted(
                step.seats, [self.loads.chair(one, at) for one, m in able.items() if m >> at & 1]
            )
            for step, at, able in zip(steps, begins, self.able, strict=True)
        ]
        seated = seat(wanted, self.loads.left)
        if seated is None:
            return None
        rooms = _rooms(
            [
                [number for number, mask in open_.items() if mask >> at & 1]
                for at, open_ in zip(begins, self.open, strict=True)
            ]
        )
        parts = tuple(self._part(*one) for one in zip(steps, begins, seated, rooms, strict=True))
        return Slot(parts[0].begins_at, parts[-1].ends_at, parts)

    def _part(self, step: Step, at: int, members: tuple[int, ...], room: int | None) -> Part:
        begins_at = self.minutes.moment(at)
        return Part(step.session, begins_at, begins_at + step.minutes * MINUTE, members, room)


def _quarter(moment: datetime) -> datetime:
    """The quarter of an hour a moment in UTC is in."""
    behind = timedelta(
        minutes=moment.minute, seconds=moment.second, microseconds=moment.microsecond
    )
    return moment - behind % STEP


def _offsets(steps: Sequence[Step]) -> list[int]:
    """How many minutes after the visit's begin each part begins."""
    offsets, at = [], 0
    for step in steps:
        offsets.append(at)
        at += step.minutes + step.break_after
    return offsets


def _rooms(free: Sequence[Sequence[int]]) -> list[int | None]:
    """A room for each part, out of those free then: people move as seldom as can be."""
    chosen: list[int | None] = []
    for place, here in enumerate(free):
        last = chosen[-1] if chosen else None
        if last in here or not here:
            chosen.append(last if here else None)
            continue
        chosen.append(min(here, key=lambda room: (-_stays(room, free[place:]), room)))
    return chosen


def _stays(room: int, free: Sequence[Sequence[int]]) -> int:
    """For how many parts in a row a room is free."""
    return next((n for n, here in enumerate(free) if room not in here), len(free))
