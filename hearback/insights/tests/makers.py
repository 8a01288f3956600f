"""What tests of the insights share: facts and cells as values, answers, and what pages say."""

from __future__ import annotations

import csv
import re
from datetime import date
from io import StringIO
from typing import Any

from django.test import Client

from hearback.accounts.models import Team
from hearback.insights.cells.recount import recount
from hearback.insights.cells.renew import renew_all
from hearback.insights.models import Cell, Fact, Touched
from hearback.rules.measures import Moment
from hearback.surveys.models import Asking, Opinion
from tests.cast import NOW, Cast

MONTH = date(2026, 11, 1)

_OF_FACT = (
    "subject_kind",
    "subject",
    "measure",
    "ref",
    "at",
    "month",
    "about",
    "bucket",
    "step",
    "value",
    "opening_id",
    "team_id",
    "member_id",
    "client_id",
    "contact_id",
    "manager_id",
)
_OF_CELL = (
    "scope_kind",
    "scope",
    "measure",
    "month",
    "about",
    "bucket",
    "step",
    "count",
    "total",
)

Rows = list[tuple[object, ...]]


def everything() -> tuple[Rows, Rows]:
    """All facts and all cells, in order."""
    facts = Fact.objects.order_by(*_OF_FACT).values_list(*_OF_FACT)
    cells = Cell.objects.order_by(*_OF_CELL).values_list(*_OF_CELL)
    return list(facts), list(cells)


def assert_exact(limit: int = 2000) -> None:
    """What was moved step by step is the very same as what a recount from nothing gives."""
    renew_all(limit=limit)
    kept = everything()
    assert not Touched.objects.exists()
    assert all(count > 0 for count in Cell.objects.values_list("count", flat=True))
    recount(limit=limit)
    assert kept == everything()


def counted(measure: str) -> dict[str, int]:
    """How many cases of a measure by what became of them, over everything."""
    found: dict[str, int] = {}
    for cell in Cell.objects.filter(scope_kind=0, measure=measure):
        found[cell.bucket] = found.get(cell.bucket, 0) + cell.count
    return found


def look(client: Client, name: str, **asked: str) -> str:
    answer = client.get(f"/desk/insights/{name}/", asked)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def table(client: Client, name: str, of: str, **asked: str) -> list[list[str]]:
    """The file of one figure."""
    answer = client.get(f"/desk/insights/{name}/", {"as": "csv", "of": of, **asked})
    assert answer.status_code == 200
    return list(csv.reader(StringIO(answer.content.decode("utf-8-sig"))))


def says(page: str, key: str) -> str:
    """What a figure tells whoever cannot see it."""
    found = re.search(rf'id="{key}".*?aria-label="([^"]*)"', page)
    assert found
    return found[1]


def opinions(
    cast: Cast,
    scores: list[int],
    *,
    moment: Moment = Moment.INTERVIEW,
    team: Team | None = None,
    month: date | None = MONTH,
    **more: Any,
) -> None:
    """Answers that count, each of somebody else."""
    for recommend in scores:
        asking = Asking.objects.create(
            moment=moment.value,
            opening=cast.opening,
            team=team or cast.shop,
            stage=cast.interview,
            language="en",
            since=NOW,
            asked_at=NOW,
        )
        known = {"answered_at": NOW, "counted_at": NOW, "month": month, **more}
        Opinion.objects.create(asking=asking, recommend=recommend, **known)
    renew_all()
