"""Sums over everybody who agreed: kept where adding them up takes long, void once somebody says no.

A yes that is taken back counts at once. So triggers note it in the transaction that does it, and
while such a note is there, nothing that was kept is told: it is added up anew by whoever asks, and
by the next step of the clock for good. Anything else may be some minutes old in a house so large
that adding up takes seconds, and is never old where it takes no time.
"""

from __future__ import annotations

from datetime import timedelta
from time import perf_counter
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction
from django.db.models import Exists

from hearback.relations.customers.models import TakenBack, Tally

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

# A sum that takes less is added up whenever it is asked for.
QUICK_MS = 25
# Adding up may take one hundredth of a process, as in `insights.actions`.
SHARE = 100
A_MINUTE = timedelta(minutes=1)
_DOOR = "SELECT pg_try_advisory_xact_lock(hashtext('hearback.tallies'), 1)"


def told(name: str, count: Callable[[], Any]) -> Any:
    """The tally of this name, or counted now where none is kept that holds."""
    holds = Tally.objects.filter(~Exists(TakenBack.objects.all()), pk=name, told__isnull=False)
    kept = holds.values_list("told", flat=True).first()
    return count() if kept is None else kept


@transaction.atomic
def keep_tallies(counts: Mapping[str, Callable[[], Any]], *, now: datetime) -> int:
    """Add up whatever is due of these, all of it once a yes was taken back; returns how many.

    What is counted has to be plain enough for JSON. Another process that is at it lets this one go.
    """
    with connection.cursor() as cursor:
        cursor.execute(_DOOR)
        if not cursor.fetchone()[0]:
            return 0
    # Only what is seen here: whoever says no from now on leaves a note that stays for the next.
    if void := list(TakenBack.objects.values_list("pk", flat=True)):
        TakenBack.objects.filter(pk__in=void).delete()
        Tally.objects.all().delete()
    last = Tally.objects.in_bulk()
    due = [name for name in counts if _is_due(last.get(name), now)]
    for name in due:
        _count(name, counts[name], now=now)
    return len(due)


def _is_due(last: Tally | None, now: datetime) -> bool:
    if last is None:
        return True
    pause = max(A_MINUTE, timedelta(milliseconds=SHARE * last.took_ms))
    return now - last.counted_at >= pause


def _count(name: str, count: Callable[[], Any], *, now: datetime) -> None:
    began = perf_counter()
    found = count()
    took = round(1000 * (perf_counter() - began))
    told = found if took >= QUICK_MS else None
    values = {"told": told, "counted_at": now, "took_ms": took}
    Tally.objects.update_or_create(name=name, defaults=values)
