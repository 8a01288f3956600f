"""Later: they say themselves by when, and nobody asks before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from hearback.feedback import kinds
from hearback.feedback.asking.actions.locking import facts_of, locked, refuse_over
from hearback.kit.errors import Refused
from hearback.kit.language import as_team
from hearback.kit.moments import day_hour
from hearback.ledger.actions import move_at_their_word, record
from hearback.pipeline.calendars import calendar_of_contact
from hearback.rules.text import one_line
from hearback.rules.wall import zone_of

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.feedback.asking.models import Ask

LONGEST_REASON = 300


@transaction.atomic
def put_off(*, ask: Ask, until: datetime, words: str, now: datetime) -> None:
    """Let a contact answer by a later moment (aware) that they named in `words`.

    Their promise moves with that reason, and when to look at it next is planned anew. Raises
    Refused when they have answered, when it is over, or for a moment that is not to come.
    """
    ask = locked(ask)
    if ask.answered_at is not None:
        raise Refused(_("You have answered this already. Thank you."))
    refuse_over(ask)
    until = until.replace(second=0, microsecond=0)
    if until == ask.put_off_until:
        return
    with as_team():
        reason = one_line(words, LONGEST_REASON) or _("They need longer.")
        when = day_hour(until, zone_of(ask.followed_by.zone))
    ask.promise = move_at_their_word(
        promise=ask.promise,
        due_at=until,
        reason=reason,
        calendar=calendar_of_contact(ask.contact, now=now),
        by=None,
        now=now,
    )
    ask.put_off_until = until
    ask.next_at, ask.why_then, ask.to_ring_at = None, "", None
    ask.save()
    payload = facts_of(ask, said=reason, until=when)
    record(kinds.WORD_PUT_OFF, by=None, now=now, application=ask.application, payload=payload)
