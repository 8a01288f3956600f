"""Nobody needs the word any more: what was owed is released, and nobody is reminded again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from hearback.channels.actions import recall
from hearback.feedback import kinds
from hearback.feedback.asking.actions.locking import facts_of, locked
from hearback.feedback.asking.models import Ask
from hearback.kit.errors import Refused
from hearback.ledger.actions import record, release
from hearback.rules.text import one_line

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.accounts.models import Member
    from hearback.ledger.models import Entry

LONGEST_REASON = 300


@transaction.atomic
def end(*, ask: Ask, why: str, by: Member | None, now: datetime) -> None:
    """Ask no more; a question that was answered or is over already is left as it is.

    Raises Refused without a reason: the contact may read it on the page.
    """
    why = one_line(why, LONGEST_REASON)
    if not why:
        raise Refused(_("Say why nobody needs it any more: the page says it too."))
    ask = locked(ask)
    if ask.answered_at is not None or ask.over_at is not None:
        return
    ask.over_at, ask.why_over = now, why
    ask.next_at, ask.why_then, ask.to_ring_at = None, "", None
    ask.save()
    release(promise=ask.promise, reason=why, by=by, now=now)
    if ask.message is not None:
        recall(ask.message)
    payload = facts_of(ask, why=why)
    record(kinds.WORD_OVER, by=by, now=now, application=ask.application, payload=payload)


def end_asks(entry: Entry, *, now: datetime) -> None:
    """End whatever was asked about an application that has ended; follows the entry that says so.

    Why is said without how: what a candidate was told is theirs.
    """
    for one in Ask.objects.open().filter(application=entry.application_id):
        end(ask=one, why=gettext_noop("Nothing is left to decide."), by=None, now=now)
