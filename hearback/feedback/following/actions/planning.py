"""Planning when each open question is looked at next, and why then; for any number at once."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import connection
from django.utils.translation import gettext as _

from hearback.feedback.asking.models import Ask
from hearback.feedback.following.known import known_of, team_curve_now
from hearback.feedback.following.sentences import why_then
from hearback.rules import cadence

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from hearback.feedback.following.known import Known
    from hearback.rules.cadence import Next

log = logging.getLogger(__name__)
CHUNK = 1_000
A_DAY = timedelta(days=1)
# What changed meanwhile is left alone: somebody answered, or another worker planned it.
_PLAN = """
UPDATE feedback_ask AS ask SET next_at = planned.next_at, why_then = planned.why_then
  FROM unnest(%s::bigint[], %s::timestamptz[], %s::text[])
       AS planned(id, next_at, why_then)
 WHERE ask.id = planned.id AND ask.answered_at IS NULL AND ask.over_at IS NULL
   AND ask.to_ring_at IS NULL
"""


def plan(ask: Ask, *, now: datetime) -> None:
    """Plan when this question, and whatever else its contact owes, is looked at next."""
    plan_contacts([ask.contact_id], now=now)


def plan_new(*, now: datetime) -> int:
    """Plan for every contact who owes something nobody planned; returns for how many contacts.

    Planned twice, or in two places, it comes to the same.
    """
    waiting = Ask.objects.open().filter(next_at=None, to_ring_at=None).order_by("contact")
    keys = list(waiting.values_list("contact", flat=True).distinct())
    plan_contacts(keys, now=now)
    return len(keys)


def plan_contacts(keys: list[int], *, now: datetime) -> None:
    """Plan all that these contacts owe."""
    if not keys:
        return
    team = team_curve_now(now=now)
    for first in range(0, len(keys), CHUNK):
        known = known_of(keys[first : first + CHUNK], team=team, now=now)
        write({pk: step for one in known.values() for pk, step in steps_of(one, now=now).items()})


def steps_of(known: Known, *, now: datetime) -> dict[int, tuple[Next, str]]:
    """What comes next about each question of a contact, with why then; none if it cannot be said.

    A contact whose days cannot be worked out is reported and does not keep the others waiting.
    """
    try:
        owed = {pk: one for pk, one in known.owed.items() if pk not in known.unread}
        steps = cadence.plan(owed, known.manner, known.reminded_on, now=now)
    except ValueError:
        log.exception("not_planned", extra={"contact": known.contact.pk})
        return {}
    zone, said = known.manner.calendar.zone, dict[tuple[object, str], str]()
    planned = {}
    for pk, step in steps.items():
        ours = known.zones[pk]
        # What goes in one reminder is said in the same words.
        if (step.why, ours) not in said:
            said[step.why, ours] = why_then(step, theirs=zone, ours=ours)
        planned[pk] = (step, said[step.why, ours])
    return planned | _ours_to_read(known, now=now)


def _ours_to_read(known: Known, *, now: datetime) -> dict[int, tuple[Next, str]]:
    """Nobody is reminded of what they wrote on while we have not read it: looked at in a day."""
    why = _("%(name)s wrote about it; read that first, and no reminder goes until then.")
    step = cadence.Next(cadence.Act.REMIND, now + A_DAY, ())
    return {pk: (step, why % {"name": known.manner.name}) for pk in known.unread}


def write(steps: Mapping[int, tuple[Next, str]]) -> None:
    """Store when each is looked at next, in one statement."""
    if not steps:
        return
    ordered = sorted(steps.items())
    columns = (
        [pk for pk, _ in ordered],
        [step.at for _, (step, _why) in ordered],
        [why for _, (_step, why) in ordered],
    )
    with connection.cursor() as cursor:
        cursor.execute(_PLAN, columns)
