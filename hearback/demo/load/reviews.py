"""What people write about the demo company in public: its owner, its answer, what is mended."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from itertools import groupby
from typing import TYPE_CHECKING, Any

from hearback.accounts.calendars import calendar_of
from hearback.demo.load.story import Deed
from hearback.relations.reputation import actions as act
from hearback.relations.reputation.models import CameBy, Cause, Review
from hearback.rules.calendar import subtract_working_time
from hearback.rules.wall import local_day, zone_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date, datetime

    from hearback.demo.load.house import House

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
COLUMNS = ("site", "id", "date", "rating", "scale", "place", "job", "text")
CLOCK = "susan"


def name_causes(house: House, facts: dict[str, Any], *, now: datetime) -> None:
    """The causes a lead lets people choose from."""
    for name in facts["causes"]:
        act.add_cause(name=name, by=house.members["omar"], now=now)


def reviews_of(house: House, facts: dict[str, Any], *, now: datetime) -> list[Deed]:
    """Every review at its moment before `now`, and what was done about it."""
    calendar = calendar_of(house.members[CLOCK], now=now)
    deeds: list[Deed] = []
    for hours, group in groupby(facts["reviews"], key=lambda one: one["hours"]):
        together = list(group)
        came = subtract_working_time(calendar, now, hours * HOUR)
        deeds.append(Deed(came, _coming(house, together), None))
        for one in together:
            for name, does in STEPS.items():
                if name in one:
                    at = subtract_working_time(calendar, now, (hours - one[name]) * HOUR)
                    deeds.append(Deed(at, _doing(house, one, does), None))
    return deeds


def _coming(house: House, together: Sequence[dict[str, Any]]) -> Callable[[datetime], None]:
    def come(at: datetime) -> None:
        if "number" in together[0]:
            _read_in(house, together, at)
        else:
            _paste(house, together[0], at)
        for one in together:
            by = house.members[one["by"]]
            cause = Cause.objects.get(name=one["cause"])
            act.note_cause(review=_found(one), cause=cause, by=by, now=at + HOUR)

    return come


def _paste(house: House, one: dict[str, Any], at: datetime) -> None:
    said = act.Said(
        source=one["source"],
        text=one["text"],
        address=one["address"],
        written_on=_written(house, one, at),
        given=one["given"],
        low="1",
        high="5",
        opening=house.openings[one["opening"]],
    )
    act.take_in(said=said, by=house.members[one["by"]], came_by=CameBy.DESK, now=at)


def _read_in(house: House, together: Sequence[dict[str, Any]], at: datetime) -> None:
    table = io.StringIO()
    rows = csv.writer(table)
    rows.writerow(COLUMNS)
    for one in together:
        opening = house.openings.get(one.get("opening", ""))
        written, slug = _written(house, one, at), opening.slug if opening else ""
        place = one.get("place", "")
        rows.writerow(
            [one["source"], one["number"], written, one["given"], 5, place, slug, one["text"]]
        )
    file, by = io.BytesIO(table.getvalue().encode()), house.members[together[0]["by"]]
    act.read_file(file=file, source="", by=by, now=at)


def _written(house: House, one: dict[str, Any], at: datetime) -> date:
    zone = zone_of(house.members[CLOCK].zone)
    before: int = one["days_before"]
    return local_day(at, zone) - before * DAY


def _found(one: dict[str, Any]) -> Review:
    return Review.objects.select_related("owner").get(text=one["text"])


def _doing(house: House, one: dict[str, Any], does: Any) -> Callable[[datetime], None]:
    return lambda at: does(house, _found(one), one, at)


def _answer(house: House, review: Review, one: dict[str, Any], at: datetime) -> None:
    act.note_answer(review=review, address=one["answer"], by=review.owner, now=at)
    if "fix" in one:
        owner = house.members[one["fix_owner"]]
        until = local_day(at, zone_of(owner.zone)) + one["fix_days"] * DAY
        act.plan_fix(
            review=review, fix=one["fix"], owner=owner, until=until, by=review.owner, now=at
        )


def _fixed(house: House, review: Review, one: dict[str, Any], at: datetime) -> None:
    act.note_fixed(review=review, by=house.members[one["fix_owner"]], now=at)


# The key of the hours after which something is done, and how.
STEPS = {"answered_after": _answer, "fixed_after": _fixed}
