"""Phone numbers by text message: who agreed, who wrote to us, who said stop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Q

from hearback.channels.models import Number

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

WORDS_LIMIT = 60
# The purpose of the one text that still goes to a number that said stop: that we heard it.
GOODBYE = "channels.goodbye"


def wanting_texts(numbers: Collection[str]) -> set[str]:
    """Those of these E.164 numbers that agreed to notices by text and have not stopped them.

    None at all while no gateway for text messages is set.
    """
    if settings.HEARBACK_SMS is None or not numbers:
        return set()
    agreed = Number.objects.filter(number__in=numbers, stopped_at=None)
    return set(agreed.exclude(consented_at=None).values_list("number", flat=True))


def may_reply_by_text(number: str) -> bool:
    """Whether a colleague may write there: they agreed or texted us first, and said no stop."""
    if settings.HEARBACK_SMS is None or not number:
        return False
    spoke = Q(consented_at__isnull=False) | Q(wrote_at__isnull=False)
    return Number.objects.filter(spoke, number=number, stopped_at=None).exists()


def stopped(numbers: Collection[str]) -> set[str]:
    """Those of these numbers to which nothing is ever sent: they told us to stop."""
    said_stop = Number.objects.filter(number__in=numbers, stopped_at__isnull=False)
    return set(said_stop.values_list("number", flat=True))


def note_writing(number: str, *, now: datetime) -> Number:
    """They texted us; returns what is known of the number."""
    known, _ = Number.objects.update_or_create(number=number, defaults={"wrote_at": now})
    return known


def stop(number: str, *, words: str, now: datetime) -> bool:
    """Send nothing to this number from this moment on; True unless it had said so before."""
    Number.objects.get_or_create(number=number)
    going = Number.objects.filter(number=number, stopped_at=None)
    return bool(going.update(stopped_at=now, stop_words=words[:WORDS_LIMIT]))


def start(number: str, *, now: datetime) -> bool:
    """Its owner wants text messages again; True when it had been stopped."""
    halted = Number.objects.filter(number=number, stopped_at__isnull=False)
    return bool(halted.update(stopped_at=None, stop_words="", wrote_at=now))


def agree(number: str, *, words: str, now: datetime) -> None:
    """Somebody ticked the box that said `words`; a stop is lifted by the number's owner only."""
    known, is_new = Number.objects.get_or_create(
        number=number, defaults={"consented_at": now, "consent_words": words}
    )
    if not is_new:
        Number.objects.filter(pk=known.pk).update(consented_at=now, consent_words=words)


# For `kit.weave`: the same as `agree`, in the statement that stores an application.
AGREED = (
    "(number) DO UPDATE SET consented_at = EXCLUDED.consented_at, "
    "consent_words = EXCLUDED.consent_words"
)
