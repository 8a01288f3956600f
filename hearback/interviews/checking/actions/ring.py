"""Owing a call now, to whoever would otherwise set out for nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hearback.inbox.actions import conversation_about
from hearback.inbox.callbacks.actions.owe import Wanted, owe_call
from hearback.inbox.callbacks.numbers import likely_number
from hearback.inbox.callbacks.words import clock_of
from hearback.interviews.checking.queries import travel_of
from hearback.rules.calls import Window
from hearback.rules.still_open import leaves_at, ring_by

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.accounts.models import Member
    from hearback.inbox.callbacks.models import Callback
    from hearback.interviews.models import Interview

ABOUT_LIMIT = 200


def ring_before_the_trip(
    interview: Interview, *, about: str, caller: Member, now: datetime
) -> Callback:
    """Promise a call to whoever is booked, made before they leave home; they are told by letter.

    `about` is in their language. A call owed before gives way to it: they are spoken to anyway.
    Part of an act.
    """
    application = interview.application
    conversation = conversation_about(application, now=now)
    begins_at = interview.begins_at or now
    leaving_at = leaves_at(begins_at, travel_of(interview))
    until = ring_by(now, leaving_at, clock_of(conversation, caller))
    wanted = Wanted(
        window=Window(now, until),
        number=likely_number(application.phone, application.opening.place.country),
        about=about[:ABOUT_LIMIT],
        caller=caller,
    )
    return owe_call(conversation, wanted, by=None, now=now)
