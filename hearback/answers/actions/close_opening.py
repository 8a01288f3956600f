"""Ending an opening: nobody new comes in, everyone is answered, then it is filled or closed."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from hearback.answers import kinds
from hearback.answers.models import Batch, BatchState, Closing, Outcome
from hearback.kit.errors import Refused
from hearback.ledger.actions import record
from hearback.pipeline.models import Opening, OpeningState

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.accounts.models import Member
    from hearback.ledger.models import Entry

log = logging.getLogger(__name__)

RUNNING = (OpeningState.PUBLISHED, OpeningState.PAUSED)


@transaction.atomic
def start_closing(*, opening: Opening, outcome: Outcome, by: Member, now: datetime) -> Closing:
    """Let this opening end as filled or closed once everyone in it is answered.

    It takes no applications from now on. Where nobody waits it ends at once. Starting twice finds
    the first. Raises Refused when it is not running, or when it is to end otherwise.
    """
    opening = _lock(opening)
    there = Closing.objects.under_way().filter(opening=opening).first()
    if there is not None:
        return _same(there, outcome)
    if opening.state not in RUNNING:
        raise Refused(_("“%(title)s” is not running.") % {"title": opening.title})
    closing = Closing.objects.create(
        opening=opening, outcome=outcome, by=by, started_at=now, state_before=opening.state
    )
    pause(opening)
    said = {"outcome": str(Outcome(outcome).label).lower()}
    record(kinds.CLOSING_STARTED, by=by, now=now, opening=opening, payload=said)
    finish_closing(closing=closing, now=now)
    return closing


def fill_as_told(entry: Entry, *, now: datetime) -> None:
    """Follows somebody's word that the job is filled: its end begins, unless it has already."""
    opening, by = entry.opening, entry.by
    if opening is None or by is None:
        return
    runs = Opening.objects.filter(pk=opening.pk, state__in=RUNNING).exists()
    if runs and not Closing.objects.under_way().filter(opening=opening).exists():
        start_closing(opening=opening, outcome=Outcome.FILLED, by=by, now=now)


def _same(there: Closing, outcome: Outcome) -> Closing:
    if there.outcome != outcome:
        raise Refused(
            _("This opening is already ending as: %(outcome)s. Call that off first.")
            % {"outcome": Outcome(there.outcome).label}
        )
    return there


@transaction.atomic
def call_off_closing(*, closing: Closing, by: Member, now: datetime) -> None:
    """Let the opening go on as before. Raises Refused while letters about its end go out."""
    opening = _lock(closing.opening)
    closing = Closing.objects.select_for_update().get(pk=closing.pk)
    if closing.finished_at or closing.called_off_at:
        raise Refused(_("This opening is not being closed any more."))
    if Batch.objects.filter(opening=opening, state=BatchState.RUNNING).exists():
        raise Refused(_("Letters are going out. Stop them first, then keep the opening open."))
    closing.called_off_at = now
    closing.save(update_fields=["called_off_at"])
    if opening.state == OpeningState.PAUSED:
        opening.state = closing.state_before
        opening.save(update_fields=["state"])
    record(kinds.CLOSING_CALLED_OFF, by=by, now=now, opening=opening)


@transaction.atomic
def finish_closing(*, closing: Closing, now: datetime) -> bool:
    """End the opening if nobody in it waits any more; returns whether it has ended.

    Should somebody have slipped in, the database refuses the commit and the opening stays.
    """
    opening = _lock(closing.opening)
    closing = Closing.objects.select_for_update().get(pk=closing.pk)
    if closing.finished_at or closing.called_off_at:
        return closing.finished_at is not None
    if opening.applications.in_progress().exists():
        return False
    opening.state, opening.closed_at = closing.outcome, now
    opening.save(update_fields=["state", "closed_at"])
    closing.finished_at = now
    closing.save(update_fields=["finished_at"])
    said = {"outcome": str(Outcome(closing.outcome).label).lower()}
    record(kinds.CLOSING_FINISHED, by=None, now=now, opening=opening, payload=said)
    return True


def finish_closings(*, now: datetime) -> int:
    """End every opening that is being closed and in which nobody waits; returns how many ended."""
    ready = Closing.objects.under_way().with_nobody_waiting().select_related("opening")
    return sum(_finish_safely(closing, now=now) for closing in ready)


def _finish_safely(closing: Closing, *, now: datetime) -> bool:
    try:
        return finish_closing(closing=closing, now=now)
    except IntegrityError:
        log.warning("closing_waits", extra={"opening": closing.opening_id})
        return False


def pause(opening: Opening) -> None:
    """Take no applications from now on; part of an act that records it."""
    if opening.state == OpeningState.PUBLISHED:
        opening.state = OpeningState.PAUSED
        opening.save(update_fields=["state"])


def _lock(opening: Opening) -> Opening:
    return Opening.objects.select_for_update(no_key=True).get(pk=opening.pk)
