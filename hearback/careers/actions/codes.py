"""Fresh codes: ten minutes, five tries, one use, sent to the address on record."""

from __future__ import annotations

from datetime import timedelta
from hmac import compare_digest
from typing import TYPE_CHECKING
from uuid import uuid4

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from hearback.careers.actions.lock import lock
from hearback.careers.letters import CODE, code_by_text, fresh_code
from hearback.careers.models import FreshCode
from hearback.careers.queries import way_of_codes
from hearback.channels.actions import queue
from hearback.channels.models import Channel
from hearback.kit.errors import Invalid, Refused, TooMany
from hearback.kit.links import code
from hearback.pipeline.models import Application

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from hearback.careers.models import Purpose
    from hearback.channels.models import Message

LIVES = timedelta(minutes=10)
TRIES = 5
PER_HOUR = 5
HOUR = timedelta(hours=1)


@transaction.atomic
def send_code(*, application: Application, purpose: Purpose, now: datetime) -> FreshCode:
    """Mail a new code for one purpose; earlier ones for it stop working.

    Where letters come back it goes by text, if there is a number that agreed to texts. Raises
    TooMany when this application had five codes within the hour, and Refused when it can go neither
    way. No entry is written: asking for a code changes nothing.
    """
    # Two presses at once must not both count as the fifth.
    application = lock(application)
    way = way_of_codes(application)
    if way is None:
        sentence = _("Our letters come back, so no code can reach you. Please ring %(person)s.")
        raise Refused(sentence % {"person": application.owner.name})
    recent = FreshCode.objects.filter(application=application, created_at__gt=now - HOUR).order_by(
        "created_at"
    )
    moments = list(recent.values_list("created_at", flat=True))
    if len(moments) >= PER_HOUR:
        raise _come_back(moments[0] + HOUR, now=now)
    earlier = FreshCode.objects.filter(application=application, purpose=purpose, used_at=None)
    earlier.filter(expires_at__gt=now).update(expires_at=now)
    public_id = uuid4()
    letter = (
        fresh_code(application, public_id, purpose)
        if way == Channel.EMAIL
        else code_by_text(application, public_id)
    )
    return FreshCode.objects.create(
        public_id=public_id,
        application=application,
        purpose=purpose,
        message=queue(letter, now=now),
        created_at=now,
        expires_at=now + LIVES,
    )


def _come_back(at: datetime, *, now: datetime) -> TooMany:
    minutes = max(1, -(-int((at - now).total_seconds()) // 60))
    sentence = _("We sent five codes within the hour. Please try again in %(minutes)d minutes.")
    return TooMany(sentence % {"minutes": minutes}, retry_after=minutes * 60)


def spend_code(*, application: Application, purpose: Purpose, typed: str, now: datetime) -> None:
    """Use up the code somebody typed. Raises Invalid, with the field named, when it does not fit.

    Call it outside a transaction that a wrong code would undo: every try counts.
    """
    digits = "".join(character for character in typed[:40] if character.isdecimal())
    alive = FreshCode.objects.filter(
        application=application,
        purpose=purpose,
        used_at=None,
        expires_at__gt=now,
        tries__lt=TRIES,
    )
    latest = alive.order_by("-created_at").first()
    if latest is None:
        raise _wrong(_("That code is used up or older than ten minutes. Ask for a new one."))
    if not alive.filter(pk=latest.pk).update(tries=F("tries") + 1):
        raise _wrong(_("That was the fifth try. Ask for a new code."))
    if not compare_digest(digits.encode(), code(CODE, latest.public_id, 1).encode()):
        raise _wrong(_("That is not the code we sent. Please look again."))
    if not FreshCode.objects.filter(pk=latest.pk, used_at=None).update(used_at=now):
        raise _wrong(_("That code is used up. Ask for a new one."))


def _wrong(sentence: str) -> Invalid:
    return Invalid(sentence, fields={"code": sentence})


def still_fresh(messages: Sequence[Message], *, now: datetime) -> Mapping[int, str]:
    """Stop codes that nobody could use any more; asked just before they leave."""
    alive = FreshCode.objects.filter(message__in=messages, used_at=None, expires_at__gt=now)
    fresh = set(alive.values_list("message_id", flat=True))
    return {
        message.pk: "Too late: the code is older than ten minutes."
        for message in messages
        if message.pk not in fresh
    }


def forget_codes(*, now: datetime) -> int:
    """Forget codes older than a day; returns how many."""
    return FreshCode.objects.filter(created_at__lt=now - timedelta(days=1)).delete()[0]
