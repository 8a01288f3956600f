"""Who sits in each part of a visit: the least loaded who can, and nobody above their limits."""

from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass

Bin = Hashable
"""What a limit counts: one person's day, or one person's week."""


@dataclass(frozen=True)
class Chair:
    """Somebody who could sit in one part.

    `load` says how much they have on already, more important counts first; `day` and `week` are
    what the part would count in.
    """

    member: int
    load: tuple[int, ...]
    day: Bin
    week: Bin


@dataclass(frozen=True)
class Wanted:
    """One part: how many people it needs, out of whom."""

    seats: int
    chairs: Sequence[Chair]


def seat(wanted: Sequence[Wanted], left: Mapping[Bin, int]) -> list[tuple[int, ...]] | None:
    """Who sits in each part, in order of number; None when there is no way.

    `left` is how many more parts each day and week of a person can take. People may sit in several
    parts. Where there is a choice the least loaded are taken, by what they have on and by what this
    very visit gives them; among equals the lowest number, so that the same question always has the
    same answer.
    """
    table = _Table(wanted, left)
    # Where there is no choice first, so that the choice made elsewhere knows of it.
    order = sorted(range(len(wanted)), key=lambda n: len(wanted[n].chairs) - wanted[n].seats)
    for part in order:
        for _ in range(wanted[part].seats):
            if not table.place(part, set()):
                return None
    return [tuple(sorted(there)) for there in table.seated]


class _Table:
    """Parts with the people seated so far.

    Seating is a flow from parts through days and weeks of people. When nobody has room, somebody
    who is full changes places: they leave another part, for which a substitute is found the same
    way. Each part and each day of a person is tried once, which is what makes it exact and quick.
    """

    def __init__(self, wanted: Sequence[Wanted], left: Mapping[Bin, int]) -> None:
        self.wanted = wanted
        self.left = left
        self.used: Counter[Bin] = Counter()
        self.seated: list[dict[int, Chair]] = [{} for _ in wanted]

    def place(self, part: int, tried: set[Hashable]) -> bool:
        """Seat one more person in a part; False, with everything as it was, when nobody can."""
        tried.add(part)
        free = [one for one in self.wanted[part].chairs if one.member not in self.seated[part]]
        with_room = [one for one in free if self._room(one.day) and self._room(one.week)]
        if with_room:
            self._sit(part, min(with_room, key=self._preference))
            return True
        free.sort(key=self._preference)
        return any(self._swap(part, chair, tried) for chair in free)

    def _swap(self, part: int, chair: Chair, tried: set[Hashable]) -> bool:
        """Seat somebody who is full by finding a substitute for them in another part."""
        key = (chair.member, chair.day)
        if key in tried:
            return False
        tried.add(key)
        for other, there in enumerate(self.seated):
            held = there.get(chair.member)
            if held is None or other in tried or not self._makes_room(held, chair):
                continue
            tried.add((held.member, held.day))
            if self.place(other, tried):
                self._rise(other, held)
                self._sit(part, chair)
                return True
        return False

    def _makes_room(self, held: Chair, chair: Chair) -> bool:
        return (held.day == chair.day or self._room(chair.day)) and (
            held.week == chair.week or self._room(chair.week)
        )

    def _room(self, counted: Bin) -> bool:
        return self.used[counted] < self.left[counted]

    def _sit(self, part: int, chair: Chair) -> None:
        self.seated[part][chair.member] = chair
        self._count(chair, 1)

    def _rise(self, part: int, chair: Chair) -> None:
        del self.seated[part][chair.member]
        self._count(chair, -1)

    def _count(self, chair: Chair, change: int) -> None:
        self.used[chair.day] += change
        self.used[chair.week] += change

    @property
    def _preference(self) -> Callable[[Chair], tuple[int, ...]]:
        used = self.used
        return lambda one: (one.load[0] + used[one.week], *one.load[1:], one.member)
