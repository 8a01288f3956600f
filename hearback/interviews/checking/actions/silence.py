"""When nobody answers whether a job is still open: others are asked, and at last whoever comes is.

Nobody is told that an interview stands because nobody said otherwise. A trip that is about to begin
without a word is stopped by a call: whoever comes hears that we could not confirm it, before they
leave home, and decides with us.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from hearback.accounts.queries import who_answers, who_covers
from hearback.channels.actions import queue
from hearback.interviews.checking import kinds, letters
from hearback.interviews.checking.actions.ask import ask_beside
from hearback.interviews.checking.actions.ring import ring_before_the_trip
from hearback.interviews.checking.models import Ask, Check
from hearback.interviews.checking.queries import still_concerned, unconfirmed
from hearback.kit.each import each
from hearback.kit.moments import day as day_words
from hearback.ledger.actions import make_promise, plan_promise, record, release
from hearback.ledger.actions.lock import lock_application
from hearback.ledger.models import Promise, Promisee
from hearback.rules.still_open import RING_AT_LEAST

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.accounts.models import Member

STILL_OPEN = "still_open"
NOBODY_COMES = "nobody comes for it any more"


def tell_of_silence(*, now: datetime, limit: int = 200) -> int:
    """Ask whoever covers, for every question unanswered in time; returns how many were asked.

    It stands on their Today from then on. A question nobody comes for any more is over.
    """
    silent = Ask.objects.unanswered().filter(answer_by__lte=now)
    related = silent.select_related("opening", "asked_of__stand_in", "asked_of__place", "promise")
    asks = related.order_by("answer_by")[:limit]
    return each(asks, lambda ask: _tell(ask, now=now), failed="silence_not_told")


@transaction.atomic
def _tell(ask: Ask, *, now: datetime) -> bool:
    checks = list(still_concerned(ask).filter(begins_at__gt=now))
    if not checks:
        end_ask(ask, now=now)
        return False
    if ask.escalated_at is not None:
        return False
    cover = who_covers(ask.asked_of, now=now)
    mine = Ask.objects.unanswered().filter(pk=ask.pk, escalated_at=None)
    if not mine.update(escalated_at=now, escalated_to=cover):
        return False
    ask.escalated_at, ask.escalated_to = now, cover
    queue(letters.still_open(ask, checks, cover, whose=letters.COVER), now=now)
    ask_beside(ask, len(checks), cover, whose=letters.COVER, now=now)
    promise = _promise(ask, cover, now=now)
    Ask.objects.filter(pk=ask.pk).update(promise=promise)
    said = {"asked": ask.asked_of.name, "told": cover.name}
    record(kinds.CHECK_SILENCE, by=None, now=now, opening=ask.opening, payload=said)
    return True


def _promise(ask: Ask, cover: Member, *, now: datetime) -> Promise:
    """What the team owes itself: it stands on Today, and nobody outside was told of it."""
    words = _("Say whether “%(title)s” is still open: people come on %(day)s") % {
        "title": ask.opening.title,
        "day": day_words(ask.day),
    }
    promise = plan_promise(
        owner=cover,
        what=STILL_OPEN,
        words=words,
        now=now,
        due_at=max(ask.last_call, now + RING_AT_LEAST),
        opening=ask.opening,
        promisee=Promisee.TEAM,
    )
    return make_promise(by=None, now=now, promise=promise)


def end_ask(ask: Ask, *, now: datetime) -> None:
    """Wait for no answer any more; part of an act."""
    if Ask.objects.unanswered().filter(pk=ask.pk).update(over_at=now) and ask.promise is not None:
        release(promise=ask.promise, reason=NOBODY_COMES, by=None, now=now)


def ring_unconfirmed(*, now: datetime, limit: int = 200) -> int:
    """Owe a call to everybody whose trip is about to begin without a word; returns to how many.

    Whoever does not travel is not rung: they lose no way by waiting, and Today still asks.
    """
    late = unconfirmed(now=now)[:limit]
    return each(late, lambda check: _ring(check, now=now), failed="not_rung")


@transaction.atomic
def _ring(check: Check, *, now: datetime) -> bool:
    interview = check.interview
    lock_application(interview.application_id)
    if not unconfirmed(now=now).filter(pk=check.pk).update(rung_at=now):
        return False
    if not interview.round.is_in_person:
        return False
    application = interview.application
    with translation.override(application.language):
        about = _("Whether your visit takes place: we could not confirm it yet")
    caller = who_answers(interview.coordinator, now=now)
    ring_before_the_trip(interview, about=about, caller=caller, now=now)
    said = {"name": application.name}
    record(kinds.CHECK_UNCONFIRMED, by=None, now=now, application=application, payload=said)
    return True
