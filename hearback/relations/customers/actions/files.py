"""Taking a list of customers in: streamed into the storage, read by a worker afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _

from hearback.kit.errors import Refused
from hearback.kit.storage import random_key
from hearback.ledger.actions import record
from hearback.relations.customers import kinds
from hearback.relations.customers.models import LONGEST_NAME, CustomerFile, FileState
from hearback.rules.text import one_line

if TYPE_CHECKING:
    from datetime import datetime

    from django.core.files.base import File

    from hearback.accounts.models import Member

MOST_WAITING = 5


@dataclass(frozen=True, kw_only=True)
class Sending:
    """How to read a list where it says nothing itself, and whether it is all there are.

    `years`: for how many years the value of a line stands, such as five for all that somebody has
    spent in five years.
    """

    currency: str
    country: str
    years: int = 1
    is_whole: bool = False


def take_file(
    *, file: File[bytes], name: str, sending: Sending, by: Member, now: datetime
) -> CustomerFile:
    """Keep a list until a worker has read it. Raises Refused when too many wait already.

    It is copied piece by piece, so its size costs no memory. A file whose row cannot be stored is
    taken away again.
    """
    waiting = CustomerFile.objects.filter(state__in=[FileState.WAITING, FileState.READING])
    if waiting.count() >= MOST_WAITING:
        raise Refused(_("Some lists are waiting to be read. Please wait until they are."))
    key = default_storage.save(random_key(), file)
    try:
        return _keep(key, file.size, name, sending, by=by, now=now)
    except Exception:
        default_storage.delete(key)
        raise


@transaction.atomic
def _keep(
    key: str, size: int, name: str, sending: Sending, *, by: Member, now: datetime
) -> CustomerFile:
    kept = CustomerFile.objects.create(
        name=one_line(name, LONGEST_NAME) or _("List"),
        key=key,
        size=size,
        by=by,
        sent_at=now,
        currency=sending.currency,
        country=sending.country,
        years=sending.years,
        is_whole=sending.is_whole,
    )
    record(kinds.FILE_SENT, by=by, now=now, payload={"member": by.name})
    return kept
