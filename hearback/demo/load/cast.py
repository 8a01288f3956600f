"""Turns what is known of the people into deeds: who does what at which moment."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from hearback.accounts.calendars import calendar_of
from hearback.demo.load.colleagues import go_away
from hearback.demo.load.days import Days, named_dues
from hearback.demo.load.fates import FATES
from hearback.demo.load.life import Life
from hearback.demo.load.profile import profile_of
from hearback.demo.load.story import Deed
from hearback.rules.promises import Terms, Unit

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from hearback.demo.load.acts import Desk
    from hearback.demo.load.facts import Person
    from hearback.demo.load.house import House
    from hearback.pipeline.models import Opening
    from hearback.rules.calendar import WorkingCalendar

AWAY_NOTED = timedelta(days=4)


def absence(house: House, away: dict[str, Any], *, now: datetime) -> Deed:
    """Somebody notes days off, some days before `now`."""

    def leave(at: datetime) -> None:
        go_away(house, away, around=now, now=at)

    return Deed(now - AWAY_NOTED, leave, None)


def deeds_of(
    desk: Desk,
    person: Person,
    number: int,
    brief: dict[str, Any],
    away: dict[str, Any],
    *,
    now: datetime,
) -> list[Deed]:
    """Applying, and every step of one person's fate, each at its moment before `now`."""
    opening = desk.house.openings[person.opening]
    life = _life(person, opening, brief, now=now)
    policy = opening.policy
    terms = Terms(policy.first_amount, Unit(policy.first_unit))
    hours = hours_of_who_answers(desk.house, opening, away, now=now)
    applied, *steps_at = Days(person, terms, hours).moments(now=now)

    def apply(at: datetime) -> None:
        desk.apply(life, number, now=at)

    deeds = [Deed(applied, apply, person)]
    for step, at in zip(FATES[person.fate].steps, steps_at, strict=True):

        def take(at: datetime, name: str = step.act, due: str = step.due) -> None:
            desk.act(name, life, due=due, now=at)

        deeds.append(Deed(at, take, person))
    return deeds + desk.meetings.of(life, steps_at)


def _life(person: Person, opening: Opening, brief: dict[str, Any], *, now: datetime) -> Life:
    return Life(
        person=person,
        profile=profile_of(person, brief["cv"], year=now.year),
        opening=opening,
        words=brief["words"],
        dues=named_dues(person, calendar_of(opening.owner, now=now), now=now),
    )


def hours_of_who_answers(
    house: House, opening: Opening, away: dict[str, Any], *, now: datetime
) -> Callable[[datetime], WorkingCalendar]:
    """Tells whose hours count for who applies at a moment: the owner's, or the stand-in's."""
    own = calendar_of(opening.owner, now=now)
    absent, stand_in = house.members[away["who"]], opening.owner.stand_in
    if opening.owner != absent or stand_in is None:
        return lambda _moment: own
    covering = calendar_of(stand_in, now=now)
    leaves = now - timedelta(days=away["days_back"] + 1)
    return lambda moment: covering if moment > leaves else own
