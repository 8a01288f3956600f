"""A house in which every page around the customer behind the CV has something to show."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from hearback.insights.cells.renew import renew_all
from hearback.insights.tests.makers import opinions
from hearback.interviews.asked.models import Opinion as PanelOpinion
from hearback.ledger.actions import sweep
from hearback.relations.customers.tests.makers import agree, mail_of, read_list
from hearback.relations.models import PoolRow
from hearback.relations.pool.tests.makers import in_touch, told_no
from hearback.relations.reputation.actions import Said, take_in
from hearback.relations.reputation.models import CameBy
from hearback.relations.tests.offer_makers import running
from hearback.rules.measures import Moment
from hearback.rules.offers import Sort
from hearback.surveys.tests.makers import asked_now
from tests.architecture.world import World, make_world
from tests.cast import NOW, Cast, apply

if TYPE_CHECKING:
    from hearback.pipeline.models import Application

OTHERS = ("Dara Singh", "Eli Stone", "Gus Vidal", "Hana Ito", "Ivo Maric", "Lea Blanc")
MONTHS = [date(2026, month, 1) for month in (9, 10, 11)]
AFTER_ALL = NOW + timedelta(days=3)


def fill() -> tuple[World, Application, Application, Application]:
    """One of everything, figures of all kinds, and three who applied.

    The first has a code to redeem, the second was told no, the third was and stays in touch.
    Needs the relay.
    """
    world = make_world(NOW)
    cast = world.cast
    cast.organisation.sells = True
    cast.organisation.save()
    running(cast)
    PoolRow.objects.create(
        pool=running(cast, name="Readers"), sort=Sort.INTEREST.value, value="Books"
    )
    thanked, *_ = [agree(cast, name) for name in OTHERS]
    declined, staying = told_no(cast, "Fay Adams"), in_touch(cast, "Kim Larsen").application
    # Everybody who agreed is found: whom the list lacks would else be too few to tell.
    agreed = (world.waiting.name, *OTHERS)
    lines = [f"{mail_of(name)},,Regulars,{200 + n},CAD" for n, name in enumerate(agreed)]
    read_list(cast, *lines, "nobody,,Regulars,12,CAD")
    asked_now(world.waiting, at=NOW, moment=Moment.APPLICATION)
    _said(cast)
    for _ in range(3):
        sweep(now=AFTER_ALL)
    renew_all()
    return world, thanked, declined, staying


def _said(cast: Cast) -> None:
    """What candidates, interviewers and the public say, month by month."""
    for month in MONTHS:
        for moment in (Moment.INTERVIEW, Moment.ANSWER):
            scores = [10, 9, 9, 7, 3, month.month % 11]
            said: dict[str, Any] = {"relationship": 3, "buying": "yes", "line": "Susan rang me."}
            opinions(cast, scores, moment=moment, month=month, **said)
        opinions(cast, [0], moment=Moment.ANSWER, month=month, relationship=1, buying="no")
        written = month + timedelta(days=3)
        words = Said(source="Kununu", text=f"Kind people, {month}.", given="4", written_on=written)
        take_in(said=words, by=cast.jo, came_by=CameBy.DESK, now=NOW)
    for recommend in (9, 9, 10, 8, 2):
        PanelOpinion.objects.create(
            side="panel", team=cast.shop, month=MONTHS[-1], recommend=recommend
        )
    apply(cast, "Mia Novak", now=NOW - timedelta(days=40))
