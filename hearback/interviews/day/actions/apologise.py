"""Saying sorry to somebody whom nobody met, once, and what happens next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from hearback.channels.actions import queue
from hearback.interviews.booking.actions.hold import hold
from hearback.interviews.day import kinds, letters
from hearback.interviews.day.models import Missing
from hearback.kit.errors import Refused
from hearback.ledger.actions import record

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.accounts.models import Member
    from hearback.interviews.models import Interview


@transaction.atomic
def apologise_for_wait(*, interview: Interview, by: Member, now: datetime) -> bool:
    """Write to a candidate who waited alone that we are sorry; returns whether it is new.

    Raises Refused when nobody left them alone.
    """
    interview = hold(interview)
    alone = interview.left_alone.filter(missing=Missing.HOSTS).order_by("-alarmed_at").first()
    if alone is None:
        raise Refused(_("Nobody let them wait, so there is nothing to be sorry for."))
    if alone.apologised_at is not None:
        return False
    alone.apologised_at = now
    alone.save(update_fields=["apologised_at"])
    queue(letters.sorry(interview, signer=by), now=now)
    record(
        kinds.SORRY_SAID,
        by=by,
        now=now,
        application=interview.application,
        payload={"name": interview.application.name, "round": interview.round.name},
    )
    return True
