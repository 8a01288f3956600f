"""Text messages we send by ourselves: short notices that something is there to be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Q

from hearback.channels.actions import queue_many, ring
from hearback.channels.models import Channel, Message
from hearback.channels.numbers import wanting_texts
from hearback.inbox import texting
from hearback.inbox.letters import APOLOGY
from hearback.pipeline.models import Application
from hearback.rules.timing import when_to_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from hearback.channels.actions import Letter

ANSWERS = "answers."


def text_about_letters(messages: Sequence[Message], *, now: datetime) -> None:
    """Once an answer or an apology has left by mail, say by text that it is there.

    What it says stays in the mail and on the status page. Only to numbers whose owners agreed, and
    not in the night where they are.
    """
    worth_it = {m.about for m in messages if m.about and _is_worth_a_text(m)}
    if not worth_it or settings.HEARBACK_SMS is None:
        return
    theirs = Application.objects.filter(~Q(phone=""), public_id__in=worth_it)
    people = list(theirs.select_related("owner", "opening"))
    wanted = wanting_texts({person.phone for person in people})
    letters: list[tuple[Letter, datetime]] = [
        (texting.wrote_to_you(person, person.owner.name), when_to_text(now, person.zone))
        for person in people
        if person.phone in wanted
    ]
    queue_many(letters, now=now)
    if any(send_after <= now for _, send_after in letters):
        ring()


def _is_worth_a_text(message: Message) -> bool:
    told = message.purpose.startswith(ANSWERS) or message.purpose == APOLOGY
    return told and message.channel == Channel.EMAIL
