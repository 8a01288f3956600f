"""When a promised call was not made in time: the same call is owed by its new date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hearback.inbox.callbacks.models import Callback, CallbackKind
from hearback.ledger.models import Promise

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.ledger.models import Entry


def follow_call(entry: Entry, *, now: datetime) -> None:
    """Let a call whose promise broke be owed by the promise the apology made. Comes after that."""
    broken = entry.payload["promise"]
    callback = Callback.objects.filter(promise=broken).first()
    new = Promise.objects.open().filter(follows=broken).order_by("-pk").first()
    if callback is None or new is None:
        return
    callback.promise, callback.kind = new, CallbackKind.WINDOW
    callback.begins_at, callback.ends_at = now, new.due_at
    callback.save(update_fields=["promise", "kind", "begins_at", "ends_at"])
