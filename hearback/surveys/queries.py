"""The reading side, for `insights` alone: the lines people wrote, once nobody can decide by them.

Nothing that decides may import this: a contract in `pyproject.toml` sees to it. Numbers are taken
in by `insights/cells/said.py`, without application or person.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Count

from hearback.rules.measures import FLOOR
from hearback.surveys.models import Opinion

if TYPE_CHECKING:
    from datetime import date

    from hearback.accounts.models import Team

A_MONTH = timedelta(days=30)


class Lines(NamedTuple):
    """What people wrote in one month, in no order; never fewer than five, and of very many some."""

    month: date
    lines: list[str]
    number: int


def lines_of(
    *, moment: str, team: Team | None = None, months: int = 12, most: int = 100
) -> list[Lines]:
    """Lines that count, of the newest months, newest first; a month with fewer than five has none.

    Neither who wrote one nor when can be told: the order is that of random keys. Of a month with
    more than `most` lines the first so many are given, and how many there are.
    """
    counted = Opinion.objects.counted().filter(asking__moment=moment).exclude(line="")
    if team is not None:
        counted = counted.filter(asking__team=team)
    newest = counted.order_by("-month").values_list("month", flat=True).first()
    if newest is None:
        return []
    enough = counted.values("month").annotate(number=Count("pk")).filter(number__gte=FLOOR)
    # Nearly always the last months are enough; only else every line there ever was is looked at.
    lately = enough.filter(month__gt=newest - months * A_MONTH)
    found = [*lately.order_by("-month")[:months]]
    if len(found) < months:
        found = [*enough.order_by("-month")[:months]]
    written = counted.order_by("public_id")
    return [
        Lines(month, [*written.filter(month=month).values_list("line", flat=True)[:most]], number)
        for month, number in ((one["month"], one["number"]) for one in found)
        if month
    ]
