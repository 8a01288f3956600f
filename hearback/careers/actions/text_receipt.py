"""The receipt once more as a short text, for who agreed to be texted about their application."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hearback.careers.letters import receipt_by_text
from hearback.channels.actions import queue
from hearback.channels.numbers import agree

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.ledger.models import Promise
    from hearback.pipeline.models import Application


def text_receipt(
    application: Application,
    promise: Promise,
    *,
    consent_words: str,
    now: datetime,
) -> None:
    """Keep the consent with the words it was given to, and send the text.

    A number that told us to stop stays stopped, whoever ticks a box.
    """
    agree(application.phone, words=consent_words, now=now)
    queue(receipt_by_text(application, promise), now=now)
