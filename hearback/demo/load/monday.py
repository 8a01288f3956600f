"""The figures of the demo: counted for the last Monday's letters, with a sum the analyst keeps."""

from __future__ import annotations

from datetime import time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from hearback.demo.load.customers import ANALYST
from hearback.demo.load.story import Deed
from hearback.insights.actions import count_what_is_due
from hearback.insights.cells.renew import renew_all
from hearback.insights.digest.actions import send_digests
from hearback.insights.worth.actions import keep
from hearback.insights.worth.measured import currency_here, measured_terms
from hearback.insights.worth.queries import Start
from hearback.rules.measures import Between, Unhappy, typed
from hearback.rules.wall import local_day, moment_at, zone_of

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.accounts.models import Member
    from hearback.demo.load.house import House

AT, AN_HOUR, A_WEEK = time(8, 10), timedelta(hours=1), timedelta(days=7)
# Nobody measures these two: the analyst says what she holds possible, and from where.
REACH = typed(Decimal(1), "themselves alone; whom they tell is not counted")
ACTING = typed(
    Decimal("0.5"),
    "three talks at the till: “I say so more often than I do it”",
    Between(Decimal("0.3"), Decimal("0.7")),
)


def last_monday(house: House, *, now: datetime) -> Deed:
    """On the last Monday at least an hour before `now` the week's figures go out by mail."""
    zone = zone_of(house.administrator.zone)
    today = local_day(now - AN_HOUR, zone)
    at = moment_at(today - timedelta(days=today.weekday()), AT, zone)
    at = at if at < now - AN_HOUR else at - A_WEEK

    def count(moment: datetime) -> None:
        count_what_is_due(now=moment)
        keep_a_sum(by=house.members[ANALYST], now=moment)
        send_digests(now=moment)

    return Deed(at, count, None)


def keep_a_sum(*, by: Member, now: datetime) -> None:
    """The analyst keeps the money at risk, once enough is measured to say it."""
    renew_all()
    terms = {**measured_terms(now=now), "reach": REACH, "acting": ACTING}
    whole = Start(terms, Unhappy.RESENTMENT, currency_here()).whole
    if whole is not None:
        keep(whole, preset="", by=by, now=now)
