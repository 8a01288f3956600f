"""What an answer is owed for: the open promises to a candidate that a decision keeps or moves."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hearback.ledger.models import Promise, PromiseSource

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from django.db.models import QuerySet


def owed_to(applications: Iterable[int]) -> QuerySet[Promise]:
    """Open promises to the candidates of these applications (ids) an answer keeps, by date."""
    return (
        Promise.objects.owed_as_an_answer().filter(application__in=applications).order_by("due_at")
    )


class Debt(NamedTuple):
    """What a batch needs to know of an open promise; a tenth of the cost of the row itself."""

    promise: int
    application: int
    owner: int
    what: str
    source: str
    due_at: datetime

    @property
    def is_law(self) -> bool:
        """Whether the law asks for it, and not only our word."""
        return self.source == PromiseSource.LAW


def debts_of(applications: Iterable[int]) -> dict[int, list[Debt]]:
    """What is owed to each of these applications (ids), soonest first."""
    debts: dict[int, list[Debt]] = {application: [] for application in applications}
    columns = ("pk", "application_id", "owner_id", "what", "source", "due_at")
    for row in owed_to(debts).values_list(*columns):
        debt = Debt(*row)
        debts[debt.application].append(debt)
    return debts
