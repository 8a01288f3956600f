"""People of the demo who stay in touch after a no, and the new opening some of them may suit."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from hearback.demo.load.dice import Dice
from hearback.demo.load.plans import open_for_invitations, plan_interviews
from hearback.demo.load.story import Deed
from hearback.demo.load.vacancies import open_up, published_at
from hearback.pipeline.models import Application, ApplicationState
from hearback.relations.pool.actions import join, tell
from hearback.relations.pool.queries import proposals

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from hearback.demo.load.house import House

STAYING = 0.6


def stay_in_touch(*, now: datetime) -> None:
    """Of those who were told no by `now` (aware) some press the button on their page."""
    told_no = Application.objects.filter(state=ApplicationState.DECLINED, candidate__in_touch=None)
    for application in told_no.select_related("candidate", "opening").order_by("pk"):
        if Dice(f"in touch {application.candidate.email}").chance(STAYING):
            join(application=application, now=now)


def newest_opening(house: House, brief: dict[str, Any], *, now: datetime) -> Sequence[Deed]:
    """It is published some days before `now`; later its recruiter tells one of them of it."""
    short, told = brief["short"], brief["told"]
    owner = house.members[brief["owner"]]

    def publish(_at: datetime) -> None:
        openings = {short: open_up(house, brief, now=now)}
        plan_interviews(house, openings, {short: brief["rounds"]})
        open_for_invitations(openings, {short: brief["kit"]})
        house.openings |= openings

    def tell_one(at: datetime) -> None:
        opening = house.openings[short]
        chosen = [one.person.pk for one in proposals(opening, owner, now=at, most=1)]
        if chosen:
            tell(opening=opening, chosen=chosen, words=told["words"], by=owner, now=at)

    begins = published_at(house, brief, now=now)
    later = begins + timedelta(days=told["days_later"])
    return [Deed(begins, publish, None), Deed(later, tell_one, None)]
