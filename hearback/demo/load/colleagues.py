"""The people of the house: invited, settled in with their hours and stand-ins, and one away."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from hearback.demo.load.house import FIRST, address_of
from hearback.demo.travel import tend
from hearback.rules.wall import local_day, zone_of
from hearback.team import actions as team
from hearback.team import hours as week

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.accounts.models import Member
    from hearback.demo.load.house import House
    from hearback.demo.post import Post

DAY = timedelta(days=1)
NEXT_MORNING = timedelta(hours=1)


def gather(house: House, facts: dict[str, dict[str, Any]], post: Post, *, now: datetime) -> None:
    """Invite everybody by mail; an hour later they join and say when they work."""
    others = {short: values for short, values in facts.items() if short != FIRST}
    invitations = {
        short: team.invite(
            email=address_of(values),
            name=values["name"],
            role=values["role"],
            team=house.teams[values["team"]],
            by=house.administrator,
            now=now,
        )
        for short, values in others.items()
    }
    tend(now, send=post.deliver_due)
    later = now + NEXT_MORNING
    for short, invitation in invitations.items():
        house.members[short] = team.accept_invitation(
            invitation,
            name=others[short]["name"],
            phone=others[short]["phone"],
            password=None,
            now=later,
        )
    for short, values in facts.items():
        house.members[short] = _place(house, house.members[short], values, now=later)
    for short, values in facts.items():
        house.members[short] = _own(house, house.members[short], values, now=later)


def _place(house: House, member: Member, values: dict[str, Any], *, now: datetime) -> Member:
    place = house.places[values["place"]]
    return team.change_member(
        member,
        name=member.name,
        email=member.email,
        job_title=values["job_title"],
        line=values["line"],
        role=member.role,
        team=house.teams[values["team"]],
        place=place,
        zone=place.zone,
        by=house.administrator,
        now=now,
    )


def _own(house: House, member: Member, values: dict[str, Any], *, now: datetime) -> Member:
    hours = member.hours
    if "hours" in values:
        periods = week.read_periods(values["hours"])
        hours = {str(day): periods for day in range(5)}
    stand_in = house.members[values["stand_in"]] if "stand_in" in values else None
    return team.change_own(
        member,
        phone=values["phone"],
        zone=member.zone,
        hours=hours,
        stand_in=stand_in,
        by=member,
        now=now,
    )


def go_away(house: House, away: dict[str, Any], *, around: datetime, now: datetime) -> None:
    """Somebody notes days off around a moment, and a lead hands over what falls due meanwhile."""
    member = house.members[away["who"]]
    today = local_day(around, zone_of(member.zone))
    absence = team.go_away(
        member,
        first_day=today - away["days_back"] * DAY,
        last_day=today + away["days_ahead"] * DAY,
        note=away["note"],
        by=member,
        now=now,
    )
    taker, lead = member.stand_in or house.members["omar"], house.members["omar"]
    team.hand_over_while_away(absence, to=taker, by=lead, now=now)
