"""What somebody writes on their page that is no answer: a question, or that it has changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from hearback.channels.models import Channel
from hearback.feedback import kinds
from hearback.feedback.hearing.models import Heard, Reading
from hearback.kit.errors import Invalid
from hearback.kit.language import as_team
from hearback.ledger.actions import record
from hearback.rules.text import many_lines, one_line

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.feedback.asking.models import Ask

LONGEST = 4_000


@transaction.atomic
def write_to_recruiter(*, ask: Ask, words: str, now: datetime, name: str = "") -> Heard:
    """Leave words about a question to whoever asked it; `name` is who wrote, where that was said.

    The same words sent twice are one. Raises Invalid when there are none.
    """
    words = many_lines(words, LONGEST)
    if not words:
        raise Invalid(_("Write a word or two first."))
    same = Heard.objects.filter(ask=ask, words=words, channel=Channel.WEB, settled_at=None)
    if (known := same.first()) is not None:
        return known
    changed = ask.answered_at is not None
    with as_team():
        why = _("Written after they had answered.") if changed else _("They ask something.")
    heard = Heard.objects.create(
        ask=ask,
        contact=ask.contact,
        at=now,
        channel=Channel.WEB,
        words=words,
        from_name=one_line(name, 200),
        reading=Reading.UNCLEAR if changed else Reading.QUESTION,
        why=why,
        needs_person=True,
    )
    said = {
        "ask": str(ask.public_id),
        "who": name or ask.contact.name,
        "name": ask.application.name,
        "said": words,
    }
    record(kinds.WORD_ASIDE, by=None, now=now, application=ask.application, payload=said)
    return heard
