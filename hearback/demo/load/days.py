"""When each thing happened, worked out backwards from now in working time."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from hearback.demo.load.dice import Dice
from hearback.demo.load.fates import FATES
from hearback.rules.calendar import subtract_working_time
from hearback.rules.promises import Terms, due_moment
from hearback.rules.wall import floor_five

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from hearback.demo.load.facts import Person
    from hearback.demo.load.fates import Fate
    from hearback.rules.calendar import WorkingCalendar

HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
HALF_A_DAY = timedelta(hours=12)
# A first answer is due four working hours after applying at the soonest, and whoever reads a paper
# without a word does so in the last two and a half.
SURELY_OPEN = 3.3
# A no must leave half an hour before it is due, and somebody has to write it.
TIME_TO_ANSWER = 1.5 * HOUR
TRIES, CLOSER = 12, 0.75
EARLY = 6


def named_dues(
    person: Person, calendar: WorkingCalendar, *, now: datetime
) -> Mapping[str, datetime]:
    """Dates somebody named instead of the policy: due within the hour, and missed just now."""
    dice = Dice(f"due {person.email}")
    late = _before(calendar, now, dice.between(2.2, 6.5))
    return {"soon": floor_five(now + 50 * MINUTE), "late": floor_five(late)}


def _before(calendar: WorkingCalendar, moment: datetime, hours: float) -> datetime:
    return subtract_working_time(calendar, moment, hours * HOUR)


@dataclass(frozen=True)
class Days:
    """The days of one person's story.

    `terms` are those of the first answer; `hours_at` tells the working hours of who answers whoever
    applies at a moment.
    """

    person: Person
    terms: Terms
    hours_at: Callable[[datetime], WorkingCalendar]
    dice: Dice = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "dice", Dice(f"days {self.person.email}"))

    def moments(self, *, now: datetime) -> list[datetime]:
        """When this person applied, and then each step of their fate; in order, all before `now`.

        Every first promise is kept by construction, or still open at `now` where the fate waits.
        """
        fate, calendar = FATES[self.person.fate], self.hours_at(now)
        back = self.dice.between(*fate.last)
        if not fate.steps:
            return [self._applied(before=now, open_until=now, back=back)]
        steps_at = [self._last(fate, calendar, now, back)]
        for step in reversed(fate.steps[1:]):
            back += self.dice.between(*step.gap)
            steps_at.append(_before(calendar, now, back))
        first = steps_at[-1]
        open_until = now if fate.waits else first
        return [self._applied(before=first, open_until=open_until), *reversed(steps_at)]

    def _last(self, fate: Fate, calendar: WorkingCalendar, now: datetime, back: float) -> datetime:
        """The last step: in working time, unless that is too long ago for this fate."""
        moment = _before(calendar, now, back)
        return now - back * HOUR if fate.today and now - moment > HALF_A_DAY else moment

    def _applied(self, *, before: datetime, open_until: datetime, back: float = 0) -> datetime:
        """Some waking hour before a moment, such that the first answer is due after another.

        `back` is how many working hours before, if that can be; 0 lets the dice choose.
        """
        for _try in range(TRIES):
            hours = back or self.dice.between(1, 11)
            moment = _before(self.hours_at(before), before, hours)
            moment = self._awake(moment - self.dice.between(0, 14) * HOUR)
            due = due_moment(self.terms, moment, self.hours_at(moment)).moment
            if due >= open_until + TIME_TO_ANSWER:
                return moment
            back *= CLOSER
        return _before(self.hours_at(open_until), open_until, back or SURELY_OPEN)

    def _awake(self, moment: datetime) -> datetime:
        """The evening before, for what would be in the middle of somebody's night."""
        hour = moment.astimezone(ZoneInfo(self.person.zone)).hour
        return moment - EARLY * HOUR if hour < EARLY else moment
