"""Asking for a call from one's own page, and saying that it is not needed any more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from hearback.channels.models import Channel
from hearback.inbox.actions.conversing import conversation_about
from hearback.inbox.actions.hear import Heard, hear
from hearback.inbox.callbacks import kinds
from hearback.inbox.callbacks.actions.owe import Wanted, calls_owed_in, owe_call
from hearback.inbox.callbacks.numbers import safe_number
from hearback.inbox.callbacks.orders import refuse_their_number
from hearback.inbox.callbacks.queries import caller_of, windows_for
from hearback.inbox.callbacks.words import clock_of, span_words
from hearback.kit.errors import Invalid, Refused
from hearback.ledger.actions import record, release
from hearback.ledger.actions.lock import lock_application, lock_conversation
from hearback.rules.numbers import readable
from hearback.rules.text import one_line

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.inbox.callbacks.models import Callback
    from hearback.pipeline.models import Application, Conversation

LONGEST = 200
NOT_NEEDED = "they need no call any more"


@transaction.atomic
def ask_for_call(
    *,
    application: Application,
    choice: str,
    number: str,
    about: str = "",
    channel: Channel = Channel.WEB,
    now: datetime,
) -> Callback:
    """Let an applicant be rung in a window they chose; a call owed before gives way to it.

    `choice` is the key of one of `windows_for`. Raises Invalid for a number nobody can ring, and
    for a window that is not on offer any more.
    """
    conversation = conversation_about(application, now=now)
    dialled = safe_number(number, application.opening.place.country)
    refuse_their_number(conversation, dialled)
    chosen = {one.key: one for one in windows_for(conversation, now=now)}.get(choice)
    if chosen is None:
        sorry = _("This time is not free any more. Please choose another one.")
        raise Invalid(sorry, {"when": sorry})
    about = one_line(about, LONGEST)
    zone = clock_of(conversation, caller_of(conversation, now=now))
    when = span_words(chosen.window.begins_at, chosen.window.ends_at, zone)
    _hear(conversation, when, dialled, about, channel, now=now)
    wanted = Wanted(window=chosen.window, number=dialled, about=about, asked_by=channel)
    record(
        kinds.CALL_ASKED,
        by=None,
        now=now,
        application=application,
        payload={"name": application.name, "when": when},
    )
    return owe_call(conversation, wanted, by=None, now=now)


def _hear(
    conversation: Conversation,
    when: str,
    number: str,
    about: str,
    channel: Channel,
    *,
    now: datetime,
) -> None:
    """The wish as words of the conversation; the promised call is the answer it needs."""
    said = _("Please ring me: %(when)s, on %(number)s.") % {
        "when": when,
        "number": readable(number),
    }
    text = f"{said}\n{about}".strip()
    heard = Heard(channel=channel, text=text, at=now, needs_answer=False)
    hear(conversation=conversation, heard=heard, now=now)


@transaction.atomic
def call_off(*, application: Application, now: datetime) -> None:
    """Let an applicant say that they need no call any more; what they asked is not owed then.

    A call that is the answer to their application stays owed. Raises Refused when there is none
    they asked for.
    """
    conversation = conversation_about(application, now=now)
    lock_application(application.pk)
    lock_conversation(conversation.pk)
    asked = [one for one in calls_owed_in(conversation) if one.conversation_id is not None]
    if not asked:
        raise Refused(_("There is no call of this kind any more."))
    for promise in asked:
        release(promise=promise, reason=NOT_NEEDED, by=None, now=now)
    record(
        kinds.CALL_CALLED_OFF,
        by=None,
        now=now,
        application=application,
        payload={"name": application.name},
    )
