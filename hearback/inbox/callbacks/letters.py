"""The letters that go with calls: it is set, it is booked, we did not reach you, ring them now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from hearback.channels.models import Urgency
from hearback.inbox import letter_kinds
from hearback.inbox.callbacks.models import CallbackKind
from hearback.inbox.callbacks.words import span_words, town, when_words
from hearback.inbox.letters import to_person
from hearback.inbox.writing import status_link, to_colleague, write
from hearback.kit.links import Marker
from hearback.rules.calls import Alarm
from hearback.rules.names import greeting_name
from hearback.rules.numbers import readable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hearback.accounts.models import Member
    from hearback.channels.actions import Letter
    from hearback.inbox.callbacks.models import Callback
    from hearback.rules.calls import Window

SET, BOOKED, MISSED, ALARM = (
    "inbox.call_set",
    "inbox.call_booked",
    "inbox.call_missed",
    "inbox.call_alarm",
)


def _facts(callback: Callback) -> dict[str, object]:
    conversation = callback.conversation
    when = when_words(conversation, callback.begins_at, callback.ends_at, callback.zone)
    return {
        "name": greeting_name(conversation.name),
        "when": when,
        "number": readable(callback.number),
        "about": callback.about,
        "clock": town(callback.zone),
        "page": status_link(conversation.application) if conversation.application else "",
    }


def call_set(callback: Callback) -> Letter:
    """To whoever asked for a call, or whose call we return: when we ring, and on which number."""
    booked = callback.kind == CallbackKind.MOMENT
    envelope = to_person(
        callback.conversation,
        purpose=BOOKED if booked else SET,
        signer=callback.promise.owner,
        automatic=True,
    )
    kind = letter_kinds.CALL_BOOKED if booked else letter_kinds.CALL_SET
    return write(kind, envelope, _facts(callback))


def call_missed(
    callback: Callback, *, again_by: str, windows: Sequence[Window], wrong_number: bool
) -> Letter:
    """To whom we rang in vain: times to choose from, and by when we try again anyway."""
    envelope = to_person(
        callback.conversation, purpose=MISSED, signer=callback.promise.owner, automatic=True
    )
    with translation.override(callback.conversation.language):
        times = [span_words(one.begins_at, one.ends_at, callback.zone) for one in windows]
    more = {"again_by": again_by, "times": times, "wrong_number": wrong_number}
    return write(letter_kinds.CALL_MISSED, envelope, {**_facts(callback), **more})


def call_alarm(callback: Callback, to: Member, step: Alarm) -> Letter:
    """To a colleague, about a call that was booked: it is soon, it is now, somebody waits."""
    conversation = callback.conversation
    envelope = to_colleague(to, purpose=ALARM, urgency=Urgency.NOW)
    context = {
        "name": greeting_name(to.name),
        "candidate": conversation.name or readable(callback.number),
        "caller": callback.promise.owner.name,
        "when": span_words(callback.begins_at, callback.ends_at, to.zone),
        "number": readable(callback.number),
        "about": callback.about,
        "soon": step == Alarm.SOON,
        "stand_in": step == Alarm.STAND_IN,
        "calls": Marker(f"{settings.HEARBACK_URL}{reverse('desk:calls')}"),
    }
    return write(letter_kinds.CALL_ALARM, envelope, context)
