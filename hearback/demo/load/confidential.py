"""Somebody in the demo company whose present employer must not learn that they look elsewhere."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from hearback.demo.load.story import Deed
from hearback.inbox.orders.actions import set_order
from hearback.inbox.orders.checking import Wanted
from hearback.inbox.spoken import reader_zone
from hearback.pipeline.models import Application, OrderKind, StageKind

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.demo.load.house import House

SET_BACK = timedelta(days=2, hours=1)
EVENINGS = {str(day): [["17:30", "21:00"]] for day in range(5)}


def confidential(house: House, *, now: datetime) -> Deed:
    """A candidate in the middle of it gives three orders on their page, two days before `now`."""

    def order(at: datetime) -> None:
        openings = [one.pk for one in house.openings.values()]
        there = Application.objects.in_progress().filter(opening__in=openings)
        looked_at = there.filter(stage__kind=StageKind.REVIEW).select_related("candidate")
        for application in looked_at.order_by("-received_at", "pk")[:1]:
            zone = reader_zone(application).key
            for wanted in (
                Wanted(kind=OrderKind.COMPANY, names=["Bloor Books Ltd.", "The Bloor Group"]),
                Wanted(kind=OrderKind.HOURS, hours=EVENINGS, zone=zone),
                Wanted(kind=OrderKind.NO_VOICEMAIL),
            ):
                set_order(application=application, wanted=wanted, by=None, now=at)

    return Deed(now - SET_BACK, order, None)
