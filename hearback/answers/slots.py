"""When each letter of a batch leaves: at the batch's pace, in decent hours, before its promise."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from hearback.accounts.calendars import closed_days_at
from hearback.answers.models import AnswerKind, Batch
from hearback.answers.timing import decent_calendar
from hearback.rules import calendar, timing
from hearback.rules.timing import News
from hearback.rules.wall import known_zone

if TYPE_CHECKING:
    from datetime import date, datetime

    from hearback.rules.calendar import WorkingCalendar

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Slots:
    """The timetable of one batch, counted anew from wherever its letters stand.

    Each time zone has its share of the pace and is served in its own decent hours, so that the
    whole never goes faster than `per_minute`. Only a promise that would break goes before its turn.
    """

    batch: Batch

    @cached_property
    def news(self) -> News:
        """A no waits for working hours; a new date for waking ones."""
        return News.DECLINE if self.batch.kind == AnswerKind.DECLINE else News.GOOD

    @cached_property
    def _holidays(self) -> frozenset[date]:
        return closed_days_at(self.batch.opening.place, now=self.batch.started_at)

    @cached_property
    def _calendars(self) -> dict[str, WorkingCalendar]:
        return {}

    def zone(self, name: str) -> str:
        """The zone a letter is read in: as given, or the place's when it is not known."""
        return name if known_zone(name) else self.batch.opening.place.zone

    def moment(self, zone: str, position: int, due_at: datetime | None) -> datetime:
        """When the letter at this place among those of its zone leaves (aware UTC)."""
        turn = self._turn(zone, position)
        if due_at is None or turn <= due_at - timing.MARGIN:
            return turn
        sooner = timing.when_to_send(
            self.batch.resumed_at or self.batch.started_at,
            self.zone(zone),
            self._holidays,
            due_at,
            news=self.news,
        )
        return min(turn, sooner.moment)

    def last(self) -> datetime:
        """When the last letter leaves if all goes by the timetable."""
        zones = self.batch.zones.items()
        return max(
            (self._turn(zone, count - 1) for zone, count in zones if count),
            default=self.batch.send_from,
        )

    def _turn(self, zone: str, position: int) -> datetime:
        share: float = self.batch.zones.get(zone, 1) / max(1, sum(self.batch.zones.values()))
        wait: timedelta = position / (self.batch.per_minute * share) * MINUTE
        send_from: datetime = self.batch.send_from
        if self.batch.send_now:
            return send_from + wait
        hours = self._calendar(zone)
        start = calendar.next_working_moment(hours, send_from)
        return calendar.add_working_time(hours, start, wait)

    def _calendar(self, zone: str) -> WorkingCalendar:
        if zone not in self._calendars:
            self._calendars[zone] = decent_calendar(self.zone(zone), self.news, self._holidays)
        return self._calendars[zone]
