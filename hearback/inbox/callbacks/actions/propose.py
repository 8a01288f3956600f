"""After tries in vain: a kind letter with times to choose from, and a new date told in it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.utils import translation
from django.utils.translation import gettext as _

from hearback.accounts.calendars import calendar_of
from hearback.channels.actions import queue
from hearback.inbox.callbacks import kinds, letters
from hearback.inbox.callbacks.models import CallbackKind
from hearback.inbox.callbacks.queries import windows_for
from hearback.inbox.callbacks.words import again_words
from hearback.kit.moments import day_hour
from hearback.ledger.actions import record, renegotiate
from hearback.rules.promises import Terms, Unit, due_moment

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.accounts.models import Member
    from hearback.inbox.callbacks.models import Callback

AGAIN = Terms(2, Unit.WORKING_DAYS)
TIMES = 4


def propose_times(callback: Callback, *, wrong_number: bool, by: Member, now: datetime) -> None:
    """Write to whoever was rung in vain; the promise stands with its new date. Part of an act."""
    conversation = callback.conversation
    old, owner = callback.promise, callback.promise.owner
    again_at = due_moment(AGAIN, now, calendar_of(owner, now=now)).moment
    due_at = max(old.due_at, again_at)
    with translation.override(conversation.language):
        again_by = day_hour(due_at, ZoneInfo(callback.zone))
    windows = [one.window for one in windows_for(conversation, now=now)[:TIMES]]
    letter = letters.call_missed(
        callback, again_by=again_by, windows=windows, wrong_number=wrong_number
    )
    message = queue(letter, now=now)
    if due_at > old.due_at:
        callback.promise = renegotiate(
            promise=old,
            due_at=due_at,
            reason=_("We rang and did not reach them"),
            words=again_words(conversation, owner, due_at, callback.zone),
            told_by=message,
            by=by,
            now=now,
        )
        callback.kind, callback.begins_at = CallbackKind.WINDOW, now
        callback.ends_at = due_at
        callback.save(update_fields=["promise", "kind", "begins_at", "ends_at"])
    record(
        kinds.CALL_TIMES_PROPOSED,
        by=by,
        now=now,
        application=conversation.application,
        opening=conversation.opening,
        payload={"name": conversation.name or conversation.address},
    )
