"""Answering whether a job is still open: one tap, pressed twice without harm."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from hearback.interviews.checking import kinds
from hearback.interviews.checking.models import NOT_OPEN, Ask, Tap
from hearback.interviews.checking.queries import is_past
from hearback.kit.errors import Refused
from hearback.ledger.actions import keep, record
from hearback.ledger.models import Promise, PromiseState
from hearback.pipeline.models import Opening

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.accounts.models import Member

_KINDS = {Tap.YES: kinds.CHECK_YES, Tap.PAUSED: kinds.CHECK_PAUSED, Tap.FILLED: kinds.CHECK_FILLED}


@transaction.atomic
def answer_ask(*, ask: Ask, tap: Tap, by: Member, now: datetime) -> bool:
    """Say whether a job is still open; returns whether this changed anything.

    A yes can become a no until the day is over; a no is taken back by letting the opening run
    again, not here: by then people have been told. It answers every question about that day.
    Raises Refused for a yes after a no, and once the interviews of that day have begun.
    """
    mine = Ask.objects.select_for_update().filter(opening=ask.opening_id, day=ask.day)
    asks = list(mine.order_by("pk"))
    stands = {one.answer for one in asks if one.answer} - _taken_back(ask.opening_id)
    if tap in stands:
        return False
    if stands - {Tap.YES}:
        raise Refused(
            _("It was said already that it is not open, and people were told. Run it again first.")
        )
    if all(is_past(one, now=now) for one in asks):
        raise Refused(
            _(
                "These interviews are past, so nothing was changed. If it is not open any more, "
                "say so at the desk."
            )
        )
    waiting = [one for one in asks if one.answer != tap]
    changed = {"answer": tap, "answered_at": now, "answered_by": by}
    Ask.objects.filter(pk__in=[one.pk for one in waiting]).update(**changed)
    _keep_promises(waiting, by=by, now=now)
    record(_KINDS[tap], by=by, now=now, opening=ask.opening, payload={"who": by.name})
    return True


def _taken_back(opening: int) -> frozenset[str]:
    """What nobody says any more: once an opening runs again, no earlier no is about it."""
    return NOT_OPEN if Opening.objects.public().filter(pk=opening).exists() else frozenset()


def _keep_promises(asks: list[Ask], *, by: Member, now: datetime) -> None:
    """What the team owed itself is done, on time or late."""
    ours = Promise.objects.open().filter(pk__in=[one.promise_id for one in asks if one.promise_id])
    for promise in ours:
        if promise.state == PromiseState.OPEN:
            keep(promise=promise, evidence=_("Answered by %s") % by.name, at=now, by=by, now=now)
