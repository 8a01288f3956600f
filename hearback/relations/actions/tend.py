"""The clock's part: tells each referrer what may be told, and keeps what was promised by that."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from hearback.channels.actions import queue
from hearback.ledger.actions import await_letters, make_promise, record, release
from hearback.pipeline.models import ApplicationState
from hearback.pipeline.orders import refusal_to
from hearback.relations import kinds, letters
from hearback.relations.actions.addresses import forget_old, let_go
from hearback.relations.actions.follow import THEIRS_FIRST
from hearback.relations.actions.lock import forget_who, locked
from hearback.relations.actions.owe import next_news, signer_of
from hearback.relations.models import Milestone, Referral, ReferralState
from hearback.relations.queries import promise_to_hear

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.channels.actions import Letter
    from hearback.ledger.models import Promise

log = logging.getLogger(__name__)

AHEAD, STEP_ASIDE = timedelta(days=1), timedelta(minutes=10)


def tend_referrals(*, now: datetime, limit: int = 200) -> int:
    """Write to the referrers who are to hear by now; returns to how many. May run twice at once.

    A row that fails steps aside for ten minutes and is reported; the others go on.
    """
    forget_old(now=now)
    due = Referral.objects.due(now).order_by("next_at").values_list("pk", flat=True)
    return sum(_tend_safely(pk, now=now) for pk in due[:limit])


def _tend_safely(pk: int, *, now: datetime) -> bool:
    try:
        return _tend(pk, now=now)
    except Exception:
        log.exception("referral_stepped_aside", extra={"referral": pk})
        Referral.objects.filter(pk=pk).update(next_at=now + STEP_ASIDE)
        return False


@transaction.atomic
def _tend(pk: int, *, now: datetime) -> bool:
    referral = locked(pk)
    if referral.next_at is None or referral.next_at > now:
        return False
    if not referral.referrer.is_active or _may_not_know(referral):
        _nobody_to_tell(referral, now=now)
        return False
    if referral.application is None:
        _came_to_nothing(referral, now=now)
    elif referral.told == Milestone.NOTHING:
        _applied(referral, now=now)
    elif referral.application.state == ApplicationState.IN_PROGRESS:
        _goes_on(referral, now=now)
    else:
        _is_decided(referral, now=now)
    return True


def _may_not_know(referral: Referral) -> bool:
    """Whether an order of whom they referred says that this very colleague is told nothing."""
    application = referral.application
    return application is not None and bool(refusal_to(application, member=referral.referrer))


def _came_to_nothing(referral: Referral, *, now: datetime) -> None:
    """Silence, a no, a letter that came back, a job that was gone: they are forgotten."""
    if referral.state in {ReferralState.ASKED, ReferralState.INTERESTED}:
        referral.state, referral.ended_at = ReferralState.SILENT, now
        referral.consent_words = ""
    forget_who(referral.public_id)
    let_go(referral)
    letter = letters.ended(referral, signer=signer_of(referral, now=now))
    _tell(referral, letter, Milestone.ENDED, now=now)


def _applied(referral: Referral, *, now: datetime) -> None:
    again = next_news(referral, now=now) if referral.consent_words else None
    letter = letters.applied(referral, again, signer=signer_of(referral, now=now))
    _tell(referral, letter, Milestone.APPLIED, again=again, now=now)
    application = referral.application
    if again and application and application.state != ApplicationState.IN_PROGRESS:
        referral.next_at = now + THEIRS_FIRST
        referral.save(update_fields=["next_at"])


def _goes_on(referral: Referral, *, now: datetime) -> None:
    again = next_news(referral, now=now)
    letter = letters.going_on(referral, again, signer=signer_of(referral, now=now))
    milestone = Milestone.TALKING if referral.talking_since else Milestone.APPLIED
    _tell(referral, letter, milestone, again=again, now=now)


def _is_decided(referral: Referral, *, now: datetime) -> None:
    application = referral.application
    hired = application is not None and application.state == ApplicationState.HIRED
    letter = letters.decided(referral, hired=hired, signer=signer_of(referral, now=now))
    referral.ended_at = now
    _tell(referral, letter, Milestone.HIRED if hired else Milestone.DECIDED, now=now)


def _tell(
    referral: Referral,
    letter: Letter,
    milestone: Milestone,
    *,
    now: datetime,
    again: Promise | None = None,
) -> None:
    """Send a letter that keeps what the referrer was promised, and names the next date if any."""
    owed = promise_to_hear(referral)
    message = queue(letter, now=now)
    if owed is not None:
        await_letters({owed.pk: message.pk})
    if again is not None:
        again.told_by = message
        referral.promise = make_promise(by=None, now=now, promise=again)
    referral.next_at = again.due_at - AHEAD if again else None
    referral.told, referral.told_at = milestone, now
    referral.save()
    record(
        kinds.REFERRER_TOLD,
        by=None,
        now=now,
        application=referral.application,
        payload={"referrer": referral.referrer.name, "news": str(milestone.label)},
    )


def _nobody_to_tell(referral: Referral, *, now: datetime) -> None:
    """Whoever referred them has left the team, or must not hear of them any more."""
    owed = promise_to_hear(referral)
    if owed is not None:
        reason = "who referred them has left, or is told no more"
        release(promise=owed, reason=reason, by=None, now=now)
    if referral.application is None:
        forget_who(referral.public_id)
        let_go(referral)
        referral.state = ReferralState.SILENT
    referral.next_at, referral.ended_at = None, now
    referral.save()
