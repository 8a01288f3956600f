"""Asking on the status page: a question there is heard like a mail, and owed an answer."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from hearback.channels.models import Channel
from hearback.inbox.actions.conversing import conversation_about
from hearback.inbox.actions.hear import Heard, hear
from hearback.inbox.actions.heed import need_answer
from hearback.ledger.actions.lock import lock_application

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.inbox.models import Received
    from hearback.pipeline.models import Application

# Somebody presses twice, or their phone sends the form again.
TWICE = timedelta(minutes=10)


@transaction.atomic
def ask(*, application: Application, words: str, now: datetime) -> Received:
    """Hear what a candidate asks on their page; the same words again within minutes are heard once.

    `words` are clean and not empty.
    """
    lock_application(application.pk)
    conversation = conversation_about(application, now=now)
    lately = conversation.received.filter(channel=Channel.WEB, at__gt=now - TWICE, text=words)
    said = lately.first()
    if said is not None:
        return said
    heard = Heard(
        channel=Channel.WEB,
        text=words,
        at=now,
        from_name=application.name,
        needs_answer=need_answer(
            conversation, words, names=(application.name, application.owner.name)
        ),
    )
    return hear(conversation=conversation, heard=heard, now=now)
