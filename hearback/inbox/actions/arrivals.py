"""Acts on mail that only a person can make sense of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from hearback.channels.doors.take_in import ring
from hearback.channels.models import Arrival, ArrivalState
from hearback.inbox import kinds
from hearback.kit.errors import Refused
from hearback.ledger.actions import record
from hearback.rules.text import one_line

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.accounts.models import Member

REASON_LIMIT = 200
OURS_TO_DECIDE = [ArrivalState.UNREADABLE, ArrivalState.LOOP]


@transaction.atomic
def read_again(*, arrival: Arrival, by: Member, now: datetime) -> None:
    """Let a mail be read once more, such as after an update. Raises Refused when it was read."""
    _change(arrival, state=ArrivalState.WAITING, deaths=0, reading_until=None, trouble="")
    record(kinds.ARRIVAL_READ_AGAIN, by=by, now=now, payload={"arrival": arrival.pk})
    ring()


@transaction.atomic
def put_aside(*, arrival: Arrival, reason: str, by: Member, now: datetime) -> None:
    """Decide that nothing is owed for this mail; it is kept. Raises Refused without a reason."""
    why = one_line(reason, REASON_LIMIT) if reason.strip() else ""
    if not why:
        raise Refused(_("Say in a few words why nobody needs an answer to this."))
    _change(arrival, state=ArrivalState.NOTED, trouble=why, read_at=now)
    record(kinds.ARRIVAL_PUT_ASIDE, by=by, now=now, payload={"arrival": arrival.pk, "reason": why})


def _change(arrival: Arrival, **fields: object) -> None:
    waiting = Arrival.objects.filter(pk=arrival.pk, state__in=OURS_TO_DECIDE)
    if not waiting.update(**fields):
        raise Refused(_("Somebody has dealt with this mail already."))
    arrival.refresh_from_db()
