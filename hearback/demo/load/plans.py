"""Plans the interviews of every opening: rounds, what is asked, rooms, how much each takes."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from hearback.interviews.kits.actions import GuideWords, save_kit
from hearback.interviews.kits.reading import default_follow_ups
from hearback.interviews.models import Room
from hearback.interviews.plan import actions as plan
from hearback.interviews.plan.draft import COLUMNS, PartDraft, RoundDraft

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.demo.load.house import House
    from hearback.pipeline.models import Criterion, Opening

AFTER_PUBLISHING = timedelta(hours=1)
LOOKED_THROUGH = timedelta(hours=2)


def prepare_rooms(house: House, facts: dict[str, Any], *, now: datetime) -> None:
    """Name the rooms of each place, and say how many interviews some colleagues take."""
    alex = house.administrator
    for values in facts["rooms"]:
        place = house.places[values["place"]]
        plan.add_room({**values, "place": place}, by=alex, now=now)
    wanted = {house.members[short]: tuple(most) for short, most in facts["limits"].items()}
    plan.set_limits(wanted, by=alex, now=now)


def plan_interviews(house: House, openings: dict[str, Opening], facts: dict[str, Any]) -> None:
    """Let each owner write the rounds of their opening, an hour after it was published."""
    for short, opening in openings.items():
        for values in facts.get(short, ()):
            draft = _round(house, opening, values)
            at = _published(opening) + AFTER_PUBLISHING
            plan.add_round(opening=opening, draft=draft, by=opening.owner, now=at)


def open_for_invitations(openings: dict[str, Opening], kits: dict[str, Any]) -> None:
    """Say what is asked about each criterion and what the levels mean, then open every round."""
    for short, opening in openings.items():
        at = _published(opening) + LOOKED_THROUGH
        guides = _guides(opening, kits[short])
        for visit in opening.rounds.select_related("opening"):
            save_kit(visit=visit, guides=guides, by=opening.owner, now=at)
            plan.make_ready(visit=visit, by=opening.owner, now=at)


def _published(opening: Opening) -> datetime:
    if opening.published_at is None:
        raise LookupError(f"{opening.title} is not published yet.")
    return opening.published_at


def _round(house: House, opening: Opening, values: dict[str, Any]) -> RoundDraft:
    criteria = list(opening.criteria.all())
    rooms = Room.objects.filter(place=opening.place, name__in=values.get("rooms", ()))
    return RoundDraft(
        fields={name: values[name] for name in COLUMNS if name in values},
        rooms=tuple(rooms),
        parts=tuple(_part(house, criteria, one) for one in values["parts"]),
    )


def _guides(opening: Opening, facts: list[dict[str, Any]]) -> dict[int, GuideWords]:
    criteria = list(opening.criteria.all())
    follow_ups = "\n".join(default_follow_ups())
    return {
        criteria[one["criterion"] - 1].pk: GuideWords(
            questions="\n".join(one["questions"]), follow_ups=follow_ups, anchors=_levels(one)
        )
        for one in facts
    }


def _levels(values: dict[str, Any]) -> tuple[str, str, str, str]:
    lowest, low, high, highest = values["levels"]
    return lowest, low, high, highest


def _part(house: House, criteria: list[Criterion], values: dict[str, Any]) -> PartDraft:
    return PartDraft(
        topic=values["topic"],
        minutes=values["minutes"],
        break_after=values.get("break_after", 0),
        needed=values.get("needed", 0),
        people=tuple(house.members[short] for short in values["people"]),
        covers=tuple(criteria[number - 1] for number in values["covers"]),
    )
