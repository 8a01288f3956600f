"""A stretch of time as one long number: a bit for each minute, set where something holds."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Self

from hearback.rules.hours import Span
from hearback.rules.slots.visit import MINUTE


class Minutes:
    """The minutes from `begins_at`, a moment in UTC on a whole minute; there are `count` of them.

    Bit n of a mask is the minute that begins n minutes later.
    """

    def __init__(self, begins_at: datetime, count: int) -> None:
        self.begins_at = begins_at
        self.count = max(0, count)
        self.all = (1 << self.count) - 1

    @classmethod
    def between(cls, begins_at: datetime, ends_at: datetime) -> Self:
        """The whole minutes from a moment in UTC on a whole minute to another."""
        return cls(begins_at, (ends_at - begins_at) // MINUTE)

    def moment(self, minute: int) -> datetime:
        """When a minute begins, in UTC."""
        return self.begins_at + minute * MINUTE

    def inside(self, spans: Iterable[Span]) -> int:
        """The minutes that lie wholly in one of the spans."""
        # Whole minutes only: half a minute of free time is none.
        return self._mask(
            (-((self.begins_at - start) // MINUTE), (end - self.begins_at) // MINUTE)
            for start, end in spans
        )

    def touched(self, spans: Iterable[Span], margin: timedelta = timedelta()) -> int:
        """The minutes of which any instant lies within `margin` of a span that takes any time."""
        since, until = self.begins_at + margin, self.begins_at - margin
        return self._mask(
            ((start - since) // MINUTE, -((until - end) // MINUTE))
            for start, end in spans
            if start < end
        )

    def spans(self, mask: int) -> list[Span]:
        """The minutes that are set, as spans in UTC, in order, as long as they can be."""
        starts, ends = each(mask & ~(mask << 1)), each(mask & ~(mask >> 1))
        return [
            (self.moment(start), self.moment(end + 1))
            for start, end in zip(starts, ends, strict=True)
        ]

    def _mask(self, edges: Iterable[tuple[int, int]]) -> int:
        """The minutes of any of these ranges, in time linear to how many there are."""
        starts, ends = bytearray(self.count // 8 + 1), bytearray(self.count // 8 + 1)
        for start, end in _merged(edges, self.count):
            starts[start >> 3] |= 1 << (start & 7)
            ends[end >> 3] |= 1 << (end & 7)
        # For ranges that neither touch nor overlap, 2**end - 2**start sets just the bits between.
        return int.from_bytes(ends, "little") - int.from_bytes(starts, "little")


def _merged(edges: Iterable[tuple[int, int]], count: int) -> Iterator[tuple[int, int]]:
    """The ranges inside 0 to `count`, in order, those that touch made one."""
    last: tuple[int, int] | None = None
    for start, end in sorted((max(start, 0), min(end, count)) for start, end in edges):
        if start >= end:
            continue
        if last is None:
            last = (start, end)
        elif start <= last[1]:
            last = (last[0], max(last[1], end))
        else:
            yield last
            last = (start, end)
    if last is not None:
        yield last


def lasting(mask: int, minutes: int) -> int:
    """The minutes at which something begins that holds for so many, one or more, without a gap."""
    held = 1
    while held < minutes:
        more = min(held, minutes - held)
        mask &= mask >> more
        held += more
    return mask


def enough(masks: Iterable[int], needed: int) -> int:
    """The minutes in which at least so many of the masks hold, one or more."""
    at_least = [-1] + [0] * needed  # after each mask: where at least 0, 1, 2 … hold
    for mask in masks:
        for count in range(needed, 0, -1):
            at_least[count] |= at_least[count - 1] & mask
    return at_least[needed]


def each(mask: int) -> Iterator[int]:
    """The minutes that are set, in order."""
    held = mask.to_bytes((mask.bit_length() + 7) // 8, "little")
    for place, byte in enumerate(held):
        if byte:
            yield from (place * 8 + bit for bit in range(8) if byte >> bit & 1)
