"""Planning a call by hand: returning a missed one within a window, booking one at a moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from hearback.inbox.callbacks import kinds
from hearback.inbox.callbacks.actions.owe import Wanted, owe_call
from hearback.inbox.callbacks.models import CallbackKind
from hearback.inbox.callbacks.orders import refuse_to_promise
from hearback.inbox.callbacks.words import span_words
from hearback.kit.errors import Refused
from hearback.ledger.actions import record
from hearback.rules.calls import Window

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.accounts.models import Member
    from hearback.inbox.callbacks.models import Callback
    from hearback.ledger.kinds import Kind
    from hearback.pipeline.models import Conversation


@transaction.atomic
def plan_call_back(
    *, conversation: Conversation, wanted: Wanted, by: Member, now: datetime
) -> Callback:
    """Promise somebody a call within a window, because they rang or asked for it.

    Raises Refused for a window that ends before it begins, is over, or goes against an order.
    """
    window = wanted.window
    if window.ends_at <= window.begins_at:
        raise Refused(_("The window has to end after it begins."))
    if window.ends_at <= now:
        raise Refused(_("This window is over already. Choose one that is still to come."))
    return _plan(kinds.CALL_PLANNED, conversation, wanted, by=by, now=now)


@transaction.atomic
def book_call(
    *, conversation: Conversation, at: datetime, number: str, about: str, by: Member, now: datetime
) -> Callback:
    """Book a call at a moment (aware), made by who books it; the person is told by letter.

    `number` is E.164. Raises Refused for a moment that is not to come, or goes against an order.
    """
    if at <= now:
        raise Refused(_("The call has to be still to come."))
    wanted = Wanted(
        window=Window(at, at), number=number, kind=CallbackKind.MOMENT, about=about, caller=by
    )
    return _plan(kinds.CALL_BOOKED, conversation, wanted, by=by, now=now)


def _plan(
    kind: Kind, conversation: Conversation, wanted: Wanted, *, by: Member, now: datetime
) -> Callback:
    refuse_to_promise(conversation, wanted.window, wanted.number)
    callback = owe_call(conversation, wanted, by=by, now=now)
    when = span_words(callback.begins_at, callback.ends_at, by.zone)
    record(
        kind,
        by=by,
        now=now,
        application=conversation.application,
        opening=conversation.opening,
        payload={"name": conversation.name or conversation.address, "when": when},
    )
    return callback
