"""What an answer is owed for: the open promises to a candidate that a decision keeps or moves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hearback.ledger.models import Promise

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

# A question is answered and a call is made in its own right: a decision does not stand in for them.
OTHER_DEBTS = ("question", "call")
NEXT_ANSWER = "next_answer"
CALL = "call"


def owed_to(applications: Iterable[int]) -> QuerySet[Promise]:
    """Open promises to the candidates of these applications (ids) that an answer keeps, by date."""
    promises = Promise.objects.open().to_candidate().filter(application__in=applications)
    return promises.exclude(what__in=OTHER_DEBTS).order_by("due_at")
