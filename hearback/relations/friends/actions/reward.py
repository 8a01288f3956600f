"""The clock's part: rewards for bringing somebody, by the rule a lead set, once for each friend."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q

from hearback.ledger.actions import record
from hearback.pipeline.models import Application, ApplicationState
from hearback.relations.friends import kinds
from hearback.relations.friends.models import Brought
from hearback.relations.friends.queries import friend_rules
from hearback.relations.offers.actions.claim import Taker, hold_people
from hearback.relations.offers.actions.give import reward, reward_pool
from hearback.relations.offers.models import Aim, When

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.ledger.models import Entry
    from hearback.relations.offers.models import Code

log = logging.getLogger(__name__)

A_YEAR, STEP_ASIDE = timedelta(days=365), timedelta(minutes=10)


def mind_hire(entry: Entry, *, now: datetime) -> None:
    """Somebody is hired: look whether who brought them is to be rewarded."""
    Brought.objects.filter(application=entry.application_id).update(reward_due_at=now)


def reward_friends(*, now: datetime, limit: int = 200) -> int:
    """Reward what is due by now; returns for how many. May run twice at once."""
    due = Brought.objects.filter(reward_due_at__lte=now).order_by("reward_due_at")
    return sum(_safely(pk, now=now) for pk in due.values_list("pk", flat=True)[:limit])


def _safely(pk: int, *, now: datetime) -> bool:
    try:
        return _reward(pk, now=now)
    except Exception:
        log.exception("reward_stepped_aside", extra={"brought": pk})
        Brought.objects.filter(pk=pk).update(reward_due_at=now + STEP_ASIDE)
        return False


@transaction.atomic
def _reward(pk: int, *, now: datetime) -> bool:
    related = Brought.objects.select_related("referrer__candidate", "application__candidate")
    found = related.get(pk=pk)
    # Whoever is rewarded elsewhere at this moment is waited for, in one order for everybody.
    hold_people([found.referrer.candidate_id, found.application.candidate_id])
    brought = related.select_for_update(of=["self"], no_key=True).get(pk=pk)
    if brought.reward_due_at is None or brought.reward_due_at > now:
        return False
    when = When.APPLIED
    if brought.application.state == ApplicationState.HIRED:
        when = When.HIRED
    if _is_first(brought):
        _to_friend(brought, when, now=now)
        _to_referrer(brought, when, now=now)
    brought.reward_due_at = None
    brought.save(update_fields=["reward_due_at", "friend_code", "referrer_code"])
    return True


def _is_first(brought: Brought) -> bool:
    """One reward for each friend: only for the first application of who came."""
    theirs = Application.objects.filter(candidate=brought.application.candidate_id)
    first = theirs.order_by("received_at", "pk").values_list("pk", flat=True)[0]
    return first == brought.application_id


def _to_friend(brought: Brought, when: When, *, now: datetime) -> None:
    if brought.friend_code_id is None:
        brought.friend_code = _given(Aim.FRIEND, when, brought, now=now)


def _to_referrer(brought: Brought, when: When, *, now: datetime) -> None:
    """A reward for a hire would tell of the hire, so it needs the friend's own words."""
    if brought.referrer_code_id is not None or (when == When.HIRED and not brought.end_words):
        return
    theirs = Q(referrer__candidate=brought.referrer.candidate_id, referrer_code__isnull=False)
    had = Brought.objects.filter(theirs, referrer_code__given_at__gt=now - A_YEAR).count()
    if had < friend_rules().most_a_year:
        brought.referrer_code = _given(Aim.REFERRER, when, brought, now=now)


def _given(aim: Aim, when: When, brought: Brought, *, now: datetime) -> Code | None:
    pool = reward_pool(aim, when, brought.application_id, now=now)
    if pool is None:
        return None
    to = brought.application if aim == Aim.FRIEND else brought.referrer
    code = reward(pool, Taker(to.candidate_id, to.pk), now=now)
    if code is not None:
        record(kinds.REWARDED, by=None, now=now, payload={"pool": pool.name})
    return code
