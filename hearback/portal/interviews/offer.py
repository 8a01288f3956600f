"""The times somebody may choose from, day by day on their clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from hearback.inbox.callbacks.words import town
from hearback.interviews.availability.queries import free_slots
from hearback.interviews.booking.words import zone_for
from hearback.kit.moments import day, hour
from hearback.rules.wall import known_zone
from hearback.team.forms.fields import zone_names

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hearback.interviews.models import Interview
    from hearback.rules.slots import Slot

DAYS = 5
FEW = 6
HALF_AN_HOUR = 30
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Choice:
    """One time: what the form sends, what it says, and the same on the clock of the place."""

    key: str
    words: str
    there: str = ""


@dataclass(frozen=True)
class Day:
    """A day on the reader's calendar and the times on it."""

    title: str
    choices: list[Choice]


@dataclass(frozen=True)
class Offer:
    """Some days of times; `later` is the day to look from for more, empty when there is none."""

    days: list[Day]
    zone: str
    later: str = ""
    since: str = ""

    @property
    def clock(self) -> str:
        """The town whose clock it is."""
        return town(self.zone)


def offer_for(interview: Interview, asked: Mapping[str, str], *, now: datetime) -> Offer:
    """What the page shows; `asked` may name a `zone` and a day to look from (`since`)."""
    zone = chosen_zone(interview, asked)
    first = _first_day(asked.get("since", ""))
    since = datetime.combine(first, time(), ZoneInfo(zone)) if first else None
    # The search of a whole horizon is cheap, and tells whether there is more to see.
    found = free_slots(interview.round, zone=zone, now=now, since=since, ignoring=interview)
    by_day = [
        (when, list(slots))
        for when, slots in groupby(found, key=lambda one: _local(one, zone).date())
    ]
    shown, rest = by_day[:DAYS], by_day[DAYS:]
    return Offer(
        days=[Day(day(when), _choices(slots, interview, zone)) for when, slots in shown],
        zone=zone,
        later=rest[0][0].isoformat() if rest else "",
        since=first.isoformat() if first else "",
    )


def chosen_zone(interview: Interview, asked: Mapping[str, str]) -> str:
    """The zone they asked to see times in, else the one they applied from."""
    wanted = asked.get("zone", "").strip().replace(" ", "_")
    if known_zone(wanted):
        return wanted
    towns = (name for name in zone_names() if town(name).casefold() == town(wanted).casefold())
    return next(towns, zone_for(interview.application))


def _first_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _local(slot: Slot, zone: str) -> datetime:
    return slot.begins_at.astimezone(ZoneInfo(zone))


def _choices(slots: list[Slot], interview: Interview, zone: str) -> list[Choice]:
    """Every half hour is choice enough on a full day; a day with few times shows them all."""
    round_ones = [one for one in slots if one.begins_at.minute % HALF_AN_HOUR == 0]
    shown = round_ones if len(round_ones) >= FEW else slots
    here, place = ZoneInfo(zone), ZoneInfo(interview.round.meets_at.zone)
    return [Choice(one.key, hour(one.begins_at, here), _there(one, here, place)) for one in shown]


def _there(slot: Slot, here: ZoneInfo, place: ZoneInfo) -> str:
    same = slot.begins_at.astimezone(here).replace(tzinfo=None)
    if slot.begins_at.astimezone(place).replace(tzinfo=None) == same:
        return ""
    return f"{hour(slot.begins_at, place)} {town(place.key)}"
