"""How much each person has on, by day and ISO week on their own clock, and what is left of it."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from hearback.rules.hours import Span
from hearback.rules.slots.decency import days_between, whole_days
from hearback.rules.slots.minutes import Minutes
from hearback.rules.slots.panel import Bin, Chair
from hearback.rules.slots.visit import MINUTE, Person
from hearback.rules.wall import local_day, zone_of


class Clock:
    """The dates a clock in one zone shows during some minutes, and at which minute each begins."""

    def __init__(self, zone: str, minutes: Minutes) -> None:
        ends_at = minutes.moment(minutes.count)
        self.days = list(days_between(minutes.begins_at, ends_at, zone))
        self.spans = whole_days(zone, self.days)
        self.begins = [(start - minutes.begins_at) // MINUTE for start, _ in self.spans]

    def place(self, minute: int) -> int:
        """Which of the days a minute is in."""
        return bisect_right(self.begins, minute) - 1


class Loads:
    """The counts of everybody in one search; a part counts on the day on which it begins."""

    def __init__(self, people: Iterable[Person], minutes: Minutes) -> None:
        clock = lru_cache(maxsize=None)(lambda zone: Clock(zone, minutes))
        self.left: dict[Bin, int] = {}
        self._clocks: dict[int, Clock] = {}
        self._chairs: dict[int, list[Chair]] = {}
        for person in people:
            self._clocks[person.number] = clock(person.zone)
            self._chairs[person.number] = self._count(person, clock(person.zone).days)

    def _count(self, person: Person, days: list[date]) -> list[Chair]:
        zone = zone_of(person.zone)
        taken: Counter[Bin] = Counter()
        for begins_at, _ in person.seats:
            day = local_day(begins_at, zone)
            taken.update((_day(person, day), _week(person, day)))
        chairs = []
        for date_ in days:
            day_bin, week_bin = _day(person, date_), _week(person, date_)
            self.left[day_bin] = person.per_day - taken[day_bin]
            self.left[week_bin] = person.per_week - taken[week_bin]
            load = (taken[week_bin], len(person.seats))
            chairs.append(Chair(person.number, load, day_bin, week_bin))
        return chairs

    def chair(self, number: int, minute: int) -> Chair:
        """This person's chair in a part that begins at that minute."""
        return self._chairs[number][self._clocks[number].place(minute)]

    def begins(self, number: int) -> list[int]:
        """The minutes at which a day of this person begins."""
        return self._clocks[number].begins

    def full(self, number: int) -> list[Span]:
        """The days on which this person takes no more parts."""
        days = zip(self._chairs[number], self._clocks[number].spans, strict=True)
        return [span for one, span in days if self.left[one.day] < 1 or self.left[one.week] < 1]


def _day(person: Person, day: date) -> Bin:
    return person.number, day


def _week(person: Person, day: date) -> Bin:
    year, week, _ = day.isocalendar()
    return person.number, year, week
