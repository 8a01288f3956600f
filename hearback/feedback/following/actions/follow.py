"""Following up by the clock: what is due is sent in one reminder, or handed to whoever rings."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.db.models import Min

from hearback.feedback.asking.models import Ask
from hearback.feedback.following.actions.planning import plan_new, steps_of, write
from hearback.feedback.following.actions.reminding import hold, send
from hearback.feedback.following.actions.ring import hand_over
from hearback.feedback.following.known import known_of, team_curve_now
from hearback.rules.cadence import Act

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.rules.cadence import Curve

log = logging.getLogger(__name__)


def follow_up(*, now: datetime, limit: int = 500) -> int:
    """Remind whoever is due, and hand over what has to be rung; returns how many contacts.

    Each contact is an act of its own: one that fails is reported and the others go on; a worker
    that dies leaves nothing half done. Two workers remind nobody twice.
    """
    plan_new(now=now)
    due = Ask.objects.open().filter(next_at__lte=now, to_ring_at=None).values("contact")
    first = due.annotate(first=Min("next_at")).order_by("first", "contact")
    keys = list(first.values_list("contact", flat=True)[:limit])
    if not keys:
        return 0
    team = team_curve_now(now=now)
    return sum(_follow_safely(key, team, now=now) for key in keys)


def _follow_safely(key: int, team: Curve, *, now: datetime) -> bool:
    try:
        return _follow(key, team, now=now)
    except IntegrityError:
        return False  # another process reminded them; the next round plans what is left
    except Exception:
        log.exception("not_followed_up", extra={"contact": key})
        return False


@transaction.atomic
def _follow(key: int, team: Curve, *, now: datetime) -> bool:
    """Do what is due for one contact, by what is known now that they are held; then plan anew."""
    hold(key)
    known = known_of([key], team=team, now=now)[key]
    steps = steps_of(known, now=now)
    due = {pk: (step, why) for pk, (step, why) in steps.items() if step.at <= now}
    named = [pk for pk, (step, _why) in due.items() if step.act is Act.REMIND]
    rung = {pk: why for pk, (step, why) in due.items() if step.act is Act.RING}
    if named:
        send(known, named, by=None, now=now)
    if rung:
        hand_over(known, rung, now=now)
    if due:
        known = known_of([key], team=team, now=now)[key]
        steps = steps_of(known, now=now)
    write(steps)
    return bool(due)
