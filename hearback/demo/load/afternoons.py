"""What happens every second afternoon: people say how it was, and come by the shop."""

from __future__ import annotations

from datetime import time, timedelta
from typing import TYPE_CHECKING

from hearback.demo.load.in_touch import stay_in_touch
from hearback.demo.load.meetings import give_feedback
from hearback.demo.load.offers import redeem_some
from hearback.demo.load.said import Voices, say_how_it_was
from hearback.demo.load.story import Deed
from hearback.rules.wall import local_day, moment_at, zone_of

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.demo.load.house import House

AT, TWO_DAYS = time(16, 40), timedelta(days=2)
SATURDAY = 5


def afternoons(house: House, voices: Voices, *, since: datetime, until: datetime) -> list[Deed]:
    """One for every second day from `since` to `until` (aware), by the clock of the house."""
    zone = zone_of(house.administrator.zone)

    def pass_by(at: datetime) -> None:
        say_how_it_was(voices, now=at)
        stay_in_touch(now=at)
        redeem_some(now=at)
        if at.astimezone(zone).weekday() < SATURDAY:
            give_feedback(now=at)

    day, deeds = local_day(since, zone) + TWO_DAYS, []
    while (at := moment_at(day, AT, zone)) < until:
        deeds.append(Deed(at, pass_by, None))
        day += TWO_DAYS
    return deeds
