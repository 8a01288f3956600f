"""Calling off every interview of an opening that stopped, the nearest first, told and rung."""

from __future__ import annotations

import logging
from collections import defaultdict
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F
from django.utils import translation
from django.utils.translation import gettext as _

from hearback.accounts.queries import who_answers
from hearback.channels.actions import queue
from hearback.inbox.callbacks.models import Callback
from hearback.inbox.spoken import reader_zone
from hearback.interviews.booking.actions.call_off import Said, take_off
from hearback.interviews.booking.actions.hold import hold
from hearback.interviews.checking import kinds, letters
from hearback.interviews.checking.actions.freeze import ahead_in
from hearback.interviews.checking.actions.ring import ring_before_the_trip
from hearback.interviews.checking.models import Freeze, RungOff, Why
from hearback.interviews.models import Interview
from hearback.kit.moments import day_hour
from hearback.ledger.actions import record
from hearback.pipeline.models import Opening, OpeningState
from hearback.rules.still_open import NEAR

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from hearback.accounts.models import Member

log = logging.getLogger(__name__)
CHUNK = 25


def stop_interviews(*, clock: Callable[[], datetime]) -> int:
    """Call off what every freeze under way still finds; returns how many were called off.

    Each is an act of its own, so a worker that dies loses nothing and the next goes on; one that
    fails is reported and tried again by the clock while the others go on.
    """
    under_way = Freeze.objects.under_way().select_related("opening__owner", "by")
    return sum(_work(freeze, clock=clock) for freeze in under_way.order_by("frozen_at"))


def _work(freeze: Freeze, *, clock: Callable[[], datetime]) -> int:
    done, failed = 0, set[int]()
    while chunk := _chunk(freeze, failed, now=clock()):
        for pk in chunk:
            if _stop_safely(freeze, pk, now=clock()):
                done += 1
            else:
                failed.add(pk)
        _tell_callers(freeze, now=clock())
    if not failed:
        _finish(freeze, now=clock())
    return done


def _chunk(freeze: Freeze, failed: set[int], *, now: datetime) -> list[int]:
    """The next to be called off, soonest first; nobody once the opening runs again."""
    if not Opening.objects.filter(pk=freeze.opening_id).exclude(state=OpeningState.PUBLISHED):
        return []
    ahead = ahead_in(freeze.opening, now=now).exclude(pk__in=failed)
    soonest = ahead.order_by(F("begins_at").asc(nulls_last=True), "pk")
    return list(soonest.values_list("pk", flat=True)[:CHUNK])


def _stop_safely(freeze: Freeze, pk: int, *, now: datetime) -> bool:
    try:
        _stop(freeze, pk, now=now)
    except Exception:
        log.exception("interview_not_stopped", extra={"interview": pk})
        return False
    return True


@transaction.atomic
def _stop(freeze: Freeze, pk: int, *, now: datetime) -> None:
    interview = hold(Interview.objects.get(pk=pk))
    if not ahead_in(freeze.opening, now=now).filter(pk=pk).exists():
        return  # somebody else called it off while we waited
    begins_at = interview.begins_at
    # Whoever paused it did this; where nobody did, it is the owner's to explain.
    by = freeze.by or freeze.opening.owner
    take_off(interview, _why(freeze, interview), by=by, now=now)
    if begins_at is not None and begins_at <= freeze.frozen_at + NEAR:
        _ring(freeze, interview, begins_at, now=now)
    Freeze.objects.filter(pk=freeze.pk).update(called_off=F("called_off") + 1)


def _why(freeze: Freeze, interview: Interview) -> Said:
    """The reason as whoever would have come reads it, and as the team does."""
    with translation.override(interview.application.language):
        told = _reason(freeze)
    return Said(told, _reason(freeze))


def _reason(freeze: Freeze) -> str:
    if freeze.why == Why.PAUSED:
        return _("The search for “%(title)s” is paused for now.") % _title(freeze)
    return _("“%(title)s” is being filled or closed, so we meet nobody else for it.") % _title(
        freeze
    )


def _title(freeze: Freeze) -> Mapping[str, str]:
    return {"title": freeze.opening.title}


def _ring(freeze: Freeze, interview: Interview, begins_at: datetime, *, now: datetime) -> None:
    application = interview.application
    with translation.override(application.language):
        when = day_hour(begins_at, reader_zone(application))
        about = _("Your interview of %(when)s is off: please do not set out") % {"when": when}
    caller = who_answers(interview.coordinator, now=now)
    interview.begins_at = begins_at
    callback = ring_before_the_trip(interview, about=about, caller=caller, now=now)
    RungOff.objects.create(
        freeze=freeze, interview=interview, promise=callback.promise, begins_at=begins_at
    )


@transaction.atomic
def _tell_callers(freeze: Freeze, *, now: datetime) -> None:
    """Write to whoever rings, as soon as it is known whom: those who come soonest come first."""
    untold = freeze.rung_off.filter(told_at=None)
    owed = Callback.objects.owed().filter(promise__in=untold.values("promise"))
    calls: dict[Member, list[Callback]] = defaultdict(list)
    for callback in owed.select_related("promise__owner", "conversation").order_by("ends_at", "pk"):
        calls[callback.promise.owner].append(callback)
    if not untold.update(told_at=now):
        return
    for caller, theirs in calls.items():
        queue(letters.ring_now(freeze.opening, caller, theirs), now=now)


@transaction.atomic
def _finish(freeze: Freeze, *, now: datetime) -> None:
    """All were called off: it goes on record, once."""
    if not Freeze.objects.under_way().filter(pk=freeze.pk).update(done_at=now):
        return
    freeze.refresh_from_db()
    said = {"number": freeze.called_off, "rung": freeze.rung_off.count()}
    record(kinds.INTERVIEWS_ALL_OFF, by=None, now=now, opening=freeze.opening, payload=said)
