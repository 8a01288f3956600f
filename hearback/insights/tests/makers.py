"""What tests of the cells share: all cells and facts as plain values, and a recount to compare."""

from __future__ import annotations

from hearback.insights.cells.recount import recount
from hearback.insights.cells.renew import renew_all
from hearback.insights.models import Cell, Fact, Touched

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
