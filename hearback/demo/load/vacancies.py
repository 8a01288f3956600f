"""Writes the openings and publishes them, each in its own time."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from hearback.accounts.calendars import calendar_of
from hearback.careers.openings.actions import publish_opening, write_opening
from hearback.careers.openings.draft import Asked, Draft
from hearback.pipeline.models import Opening, PromisePolicy
from hearback.rules.calendar import last_working_moment

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.demo.load.house import House

PLAIN = (
    "title", "way_of_working", "employment_type", "summary", "team_words", "pay_from", "pay_to",
    "pay_currency", "pay_period", "ai_line", "vacancy_line", "next_step",
)  # fmt: skip
DAY = timedelta(days=1)
WRITING = timedelta(hours=3)


def open_up(house: House, brief: dict[str, Any], *, now: datetime) -> Opening:
    """Write one opening and publish it, in its owner's working time so many days before `now`."""
    owner = house.members[brief["owner"]]
    at = published_at(house, brief, now=now)
    opening = write_opening(draft=_draft(house, brief), by=owner, now=at - WRITING)
    publish_opening(opening=opening, by=owner, now=at)
    related = Opening.objects.select_related("owner__place", "owner__stand_in", "place", "policy")
    return related.prefetch_related("criteria", "questions__criterion").get(pk=opening.pk)


def published_at(house: House, brief: dict[str, Any], *, now: datetime) -> datetime:
    """When an opening was published: in its owner's working time, so many days before `now`."""
    hours = calendar_of(house.members[brief["owner"]], now=now)
    return last_working_moment(hours, now - brief["published_days_ago"] * DAY)


def _draft(house: House, brief: dict[str, Any]) -> Draft:
    members = house.members
    parts = {
        "duties": "\n".join(brief["duties"]),
        "benefits": "\n".join(brief["benefits"]),
        "team": house.teams[brief["team"]],
        "place": house.places[brief["place"]],
        "owner": members[brief["owner"]],
        "manager": members[brief["manager"]],
        "policy": PromisePolicy.objects.get(name=brief["policy"]),
    }
    return Draft(
        fields={name: brief[name] for name in PLAIN} | parts,
        must_haves=tuple(one["text"] for one in brief["criteria"] if one["must"]),
        helpful=tuple(one["text"] for one in brief["criteria"] if not one["must"]),
        steps=tuple((one["name"], one["time"]) for one in brief["steps"]),
        questions=tuple(_asked(brief, one) for one in brief["questions"]),
        panel=tuple(members[name] for name in brief["panel"]),
    )


def _asked(brief: dict[str, Any], question: dict[str, Any]) -> Asked:
    about = question.get("criterion")
    return Asked(
        text=question["text"],
        kind=question["kind"],
        choices=tuple(question.get("choices", ())),
        is_required=question.get("required", False),
        must_have=brief["criteria"][about - 1]["text"] if about else "",
    )
