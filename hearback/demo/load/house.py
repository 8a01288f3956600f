"""Furnishes the house: organisation, places, teams and the library, through their acts."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from hearback.accounts.actions import make_first_administrator
from hearback.accounts.models import Member, Place, Team
from hearback.answers.actions import save_reason, save_resource
from hearback.pipeline.models import Stage
from hearback.rules.wall import local_day, zone_of
from hearback.team import actions as team
from hearback.team.actions.house import settle_in

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.answers.models import Resource
    from hearback.pipeline.models import Opening

MAIL_HOST = "harbourpine.example"
FIRST = "alex"
DAY = timedelta(days=1)


@dataclass
class House:
    """Everything the story needs to name, by the short names of the fact files."""

    members: dict[str, Member] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    teams: dict[str, Team] = field(default_factory=dict)
    openings: dict[str, Opening] = field(default_factory=dict)
    resources: list[Resource] = field(default_factory=list)
    stages: dict[str, Stage] = field(default_factory=dict)

    @property
    def administrator(self) -> Member:
        """Who set the house up."""
        return self.members[FIRST]

    def member(self, pk: int) -> Member:
        """A colleague by their key."""
        return next(one for one in self.members.values() if one.pk == pk)


def address_of(values: dict[str, Any]) -> str:
    """The e-mail address of a colleague."""
    return f"{values['email']}@{MAIL_HOST}"


def unknown_password() -> str:
    """A password nobody is told: in a demo one comes in by a link, or by choosing who to be."""
    return secrets.token_urlsafe(24)


def furnish(facts: dict[str, Any], *, now: datetime) -> House:
    """The first day at `now`: administrator, organisation, places, teams, resources and reasons."""
    house = House(stages={stage.kind: stage for stage in Stage.objects.all()})
    first, organisation = facts["members"][FIRST], facts["organisation"]
    alex = make_first_administrator(email=address_of(first), name=first["name"], now=now)
    house.members[FIRST] = settle_in(
        alex,
        name=first["name"],
        email=address_of(first),
        password=unknown_password(),
        organisation=organisation["name"],
        reply_address=organisation["reply_address"],
        zone=organisation["zone"],
        now=now,
    )
    team.change_organisation(organisation, by=alex, now=now)
    for values in facts["places"]:
        house.places[values["name"]] = team.add_place(values, by=alex, now=now)
    for name in facts["teams"]["names"]:
        house.teams[name] = team.add_team(name=name, by=alex, now=now)
    _close_for_counting(house, facts["stock_taking"], now=now)
    _stock_library(house, facts, now=now)
    return house


def _stock_library(house: House, facts: dict[str, Any], *, now: datetime) -> None:
    alex = house.administrator
    for values in facts["resources"]:
        house.resources.append(
            save_resource(resource=None, is_offered=True, **values, by=alex, now=now)
        )
    for values in facts["reasons"]:
        save_reason(reason=None, is_offered=True, **values, by=alex, now=now)


def _close_for_counting(house: House, counting: dict[str, Any], *, now: datetime) -> None:
    """The day on which shops count their stock; nobody there can keep a promise then."""
    for name in counting["places"]:
        place = house.places[name]
        day = local_day(now, zone_of(place.zone)) + counting["days_after"] * DAY
        team.close_on(place, day=day, name=counting["name"], by=house.administrator, now=now)
