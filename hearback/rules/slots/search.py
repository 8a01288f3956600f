"""The search: which quarters of an hour a visit can begin at, and who sits where then."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from hearback.rules.slots.loads import Loads
from hearback.rules.slots.minutes import Minutes, each, enough, lasting
from hearback.rules.slots.panel import Wanted, seat
from hearback.rules.slots.visit import MINUTE, STEP, Part, Person, Slot, Step, Visit
from hearback.rules.wall import as_utc

# Who sits in each part, and in which room.
Panel = Sequence[tuple[tuple[int, ...], int | None]]


def find(visit: Visit) -> Iterator[Slot]:
    """The slots of a visit, soonest first, on quarters of an hour; none when a part has nobody.

    Masks of minutes leave the few starts that everybody's hours, calendars and the rooms allow;
    then people are seated at each, because limits count the parts of the visit together.
    """
    peopled = bool(visit.steps) and all(step.seats for step in visit.steps)
    if peopled and as_utc(visit.earliest) < as_utc(visit.latest):
        yield from _Search(visit).slots()


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
        self.offsets = _offsets(visit.steps)
        free = {one.number: self._free(one) for one in people}
        full = {one.number: self.minutes.touched(self.loads.full(one.number)) for one in people}
        empty = {
            n: self.minutes.all & ~self.minutes.touched(r.taken) for n, r in visit.rooms.items()
        }
        # For each part the minutes at which it can begin for each person, and in each room.
        self.able = [
            {n: lasting(free[n], step.minutes) & ~full[n] for n in step.people}
            for step in visit.steps
        ]
        self.open = [
            {n: lasting(empty[n], step.minutes) for n in step.rooms or ()} for step in visit.steps
        ]

    def _free(self, person: Person) -> int:
        """The minutes in which somebody can sit in a part."""
        works = self.minutes.inside(person.works)
        busy = self.minutes.touched((*person.busy, *person.seats), self.visit.buffer)
        return works & ~busy

    def starts(self) -> int:
        """The minutes at which the visit may begin, but for limits its parts share."""
        visit, minutes = self.visit, self.minutes
        open_ = minutes.inside([(visit.earliest, visit.latest)]) & minutes.inside(visit.decent)
        mask = lasting(open_ & ~minutes.touched(visit.never), visit.minutes) & self._grid()
        for step, offset, able, rooms in zip(
            visit.steps, self.offsets, self.able, self.open, strict=True
        ):
            mask &= enough(able.values(), step.seats) >> offset
            if step.rooms is not None:
                mask &= enough(rooms.values(), 1) >> offset
        return mask

    def _grid(self) -> int:
        """Every quarter of an hour."""
        step = STEP // MINUTE
        times = self.minutes.count // step + 1
        return ((1 << times * step) - 1) // ((1 << step) - 1)

    def slots(self) -> Iterator[Slot]:
        """The slots, soonest first; the same people sit as long as nobody's state changes."""
        changes, before, panel = self._changes(), None, None
        for start in each(self.starts()):
            if before is None or changes >> before & ((1 << start - before) - 1):
                panel = self._panel(start)
            before = start
            if panel is not None:
                yield self._slot(start, panel)

    def _changes(self) -> int:
        """The minutes after which a visit that begins finds other people, rooms, days or weeks."""
        changes = 0
        for step, offset, able, rooms in zip(
            self.visit.steps, self.offsets, self.able, self.open, strict=True
        ):
            for mask in (*able.values(), *rooms.values()):
                changes |= (mask ^ mask >> 1) >> offset
            for begins in {minute for one in step.people for minute in self.loads.begins(one)}:
                changes |= 1 << begins - 1 - offset if begins > offset else 0
        return changes

    def _panel(self, start: int) -> Panel | None:
        """Who sits in each part of a visit that begins then, and where; None when nobody can."""
        steps, begins = self.visit.steps, [start + offset for offset in self.offsets]
        chairs = [
            [self.loads.chair(one, at) for one in _set_at(able, at)]
            for able, at in zip(self.able, begins, strict=True)
        ]
        wanted = [Wanted(step.seats, some) for step, some in zip(steps, chairs, strict=True)]
        seated = seat(wanted, self.loads.left)
        if seated is None:
            return None
        free = [_set_at(rooms, at) for rooms, at in zip(self.open, begins, strict=True)]
        return list(zip(seated, _rooms(free), strict=True))

    def _slot(self, start: int, panel: Panel) -> Slot:
        parts = []
        for step, offset, (members, room) in zip(
            self.visit.steps, self.offsets, panel, strict=True
        ):
            begins_at = self.minutes.moment(start + offset)
            ends_at = begins_at + step.minutes * MINUTE
            parts.append(Part(step.session, begins_at, ends_at, members, room))
        return Slot(parts[0].begins_at, parts[-1].ends_at, tuple(parts))


def _set_at(masks: dict[int, int], minute: int) -> list[int]:
    return [number for number, mask in masks.items() if mask >> minute & 1]


def _quarter(moment: datetime) -> datetime:
    """The quarter of an hour a moment in UTC is in."""
    return moment - (moment - datetime.min.replace(tzinfo=UTC)) % STEP


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
