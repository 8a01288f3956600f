"""Counting anew what must never happen; the pages show the last count."""

from __future__ import annotations

from datetime import timedelta
from time import perf_counter
from typing import TYPE_CHECKING

from django.db import transaction

from hearback.insights.invariants import all_invariants
from hearback.insights.models import Proof

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.insights.invariants import Invariant

A_MINUTE = timedelta(minutes=1)
A_NIGHT = timedelta(hours=20)
# Counting may take one hundredth of a process: what takes a second waits nearly two minutes.
SHARE = 100
# These walk through every stored file.
WALKS = ("rows_without_file", "files_without_row")


def count_what_is_due(*, now: datetime, all_of_them: bool = False) -> int:
    """Count each invariant whose last count is old enough; returns how many were counted.

    A quick one every minute, a slower one more rarely, files once a day. Two processes at once
    count twice and write the same.
    """
    last = {proof.name: proof for proof in Proof.objects.all()}
    due = [one for one in all_invariants() if all_of_them or _is_due(last.get(one.name), now)]
    for one in due:
        _count(one, now=now)
    return len(due)


def _is_due(last: Proof | None, now: datetime) -> bool:
    if last is None:
        return True
    pause = A_NIGHT if last.name in WALKS else A_MINUTE
    return now - last.counted_at >= max(pause, timedelta(milliseconds=SHARE * last.took_ms))


@transaction.atomic
def _count(one: Invariant, *, now: datetime) -> None:
    began = perf_counter()
    count = one.count(now)
    took = round(1000 * (perf_counter() - began))
    last = Proof.objects.select_for_update().filter(pk=one.name).first()
    zero_since = None if count else (last.zero_since if last else None) or now
    Proof.objects.update_or_create(
        name=one.name,
        defaults={"count": count, "counted_at": now, "took_ms": took, "zero_since": zero_since},
    )
