"""Words colleagues of the demo company are asked for: said, late, put off, asked back."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from hearback.channels.models import Channel
from hearback.demo.load.story import Deed
from hearback.feedback.asking.actions import (
    Agreement,
    agree,
    answer,
    ask,
    contact_for,
    put_off,
)
from hearback.feedback.asking.models import About, Ask, Tap
from hearback.feedback.hearing.from_page import write_to_recruiter
from hearback.pipeline.models import Application, StageKind

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from hearback.demo.load.house import House

# Which of those waiting longest in an opening somebody is asked about: opening, who, number, days
# and hours back.
ASKED = (
    ("shop-manager", "grace", 0, 6, 2),
    ("shop-manager", "grace", 1, 5, 1),
    ("shop-manager", "omar", 2, 2, 3),
    ("warehouse-lead", "eilidh", 0, 3, 2),
    ("web-developer", "omar", 0, 1, 4),
)
AGREED = timedelta(days=30)
LINE = "Led nine people through two Decembers, and asked about our customers before the pay."
QUESTION = "Has she ever closed a shop on her own? Her letter does not say."


def words_asked(house: House, *, now: datetime) -> list[Deed]:
    """What was agreed, whom the recruiters asked, and what came back by `now` (aware)."""
    deeds = [Deed(now - AGREED, lambda at: _agreed(house, at), None)]
    for short, who, number, days, hours in ASKED:
        if short in house.openings and who in house.members:
            at = now - timedelta(days=days, hours=hours)
            deeds.append(Deed(at, _asking(house, short, who, number), None))
    said = ((0, timedelta(days=5), _said), (1, timedelta(days=1), _asked_back))
    later = ((3, timedelta(days=2), _put_off),)
    for place, back, does in (*said, *later):
        deeds.append(Deed(now - back, _of(house, place, does), None))
    return deeds


def _agreed(house: House, at: datetime) -> None:
    by = house.members["susan"]
    agreement = Agreement(2, "working_days", ("email",), 3, "Grace, over coffee with Susan.")
    agree(contact=contact_for(house.members["grace"]), agreement=agreement, by=by, now=at)


def _asking(house: House, short: str, who: str, number: int) -> Callable[[datetime], None]:
    def asks(at: datetime) -> None:
        opening = house.openings[short]
        found = _waiting(opening.pk)[number : number + 1]
        for application in found:
            ask(
                contact=contact_for(house.members[who]),
                application=application,
                about=About.PAPERS,
                words="their papers",
                by=opening.owner,
                now=at,
            )

    return asks


def _waiting(opening: int) -> list[Application]:
    """Whoever is being looked at in an opening, the longest waiting first."""
    there = Application.objects.in_progress().filter(opening=opening)
    looked_at = there.filter(stage__kind__in=[StageKind.REVIEW, StageKind.INTERVIEW])
    return list(looked_at.order_by("received_at", "pk"))


def _of(
    house: House, place: int, does: Callable[[Ask, datetime], None]
) -> Callable[[datetime], None]:
    """Do something about the question asked of somebody, if it is still open by then."""
    short, who, _number, _days, _hours = ASKED[place]

    def done(at: datetime) -> None:
        asks = Ask.objects.open().filter(
            application__opening=house.openings[short], contact__member=house.members[who]
        )
        first = asks.select_related("contact__member", "application__opening").order_by("asked_at")
        if (one := first.first()) is not None:
            does(one, at)

    return done


def _said(one: Ask, at: datetime) -> None:
    answer(ask=one, tap=Tap.YES, line=LINE, channel=Channel.WEB, now=at)


def _asked_back(one: Ask, at: datetime) -> None:
    write_to_recruiter(ask=one, words=QUESTION, now=at)


def _put_off(one: Ask, at: datetime) -> None:
    put_off(ask=one, until=at + timedelta(days=5), words="After the stocktaking.", now=at)
