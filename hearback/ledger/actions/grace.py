"""Grace: how long after its moment a promise is looked at, when somebody is about to keep it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from hearback.ledger.models import Promise

if TYPE_CHECKING:
    from datetime import datetime

GRACE = "grace_seconds"


def breaks_at(promise: Promise) -> datetime:
    """The moment after which the sweep finds a promise broken: when it is due, or a little later.

    Only a call has grace: whoever is on the phone at the minute notes it when it is over. Whether
    it was kept on time or late is judged by when it was due.
    """
    return promise.due_at + timedelta(seconds=int(promise.terms.get(GRACE, 0)))


def with_grace(promise: Promise, until: datetime) -> Promise:
    """A planned promise that is not found broken before `until`, nor reminded of: others do."""
    seconds = max(0, int((until - promise.due_at).total_seconds()))
    promise.terms = {**promise.terms, GRACE: seconds}
    promise.next_at = breaks_at(promise)
    return promise


@transaction.atomic
def give_grace(*, promise: Promise, until: datetime) -> None:
    """Let an open promise not be found broken before `until` (aware)."""
    mine = Promise.objects.open().select_for_update(of=["self"]).filter(pk=promise.pk).first()
    if mine is not None and until > breaks_at(mine):
        with_grace(mine, until).save(update_fields=["terms", "next_at"])
