"""Letting a mail be heard: its words, whether they await us, and the files that came with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hearback.channels.models import Channel
from hearback.channels.parsing import Piece
from hearback.inbox.actions.hear import Heard, hear
from hearback.inbox.actions.heed import need_answer
from hearback.inbox.arrivals.pieces import keep_pieces
from hearback.kit.links import disarm

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.channels.models import Arrival
    from hearback.channels.parsing import Parsed
    from hearback.pipeline.models import Conversation

ORIGINAL = "original.eml"
NOT_WHOLE = "We could not read all of this mail. The original is attached."


def awaits_us(mail: Parsed, conversation: Conversation) -> bool:
    """Whether a person waits; who begins a talk may put everything into the subject."""
    if mail.pieces or not mail.whole:
        return True
    is_subject_all = not mail.words and not mail.answers
    return need_answer(conversation, mail.subject if is_subject_all else mail.words)


def hear_mail(
    arrival: Arrival,
    mail: Parsed,
    conversation: Conversation,
    raw: bytes,
    *,
    needs: bool,
    now: datetime,
) -> None:
    """Let it join this conversation, with its files; `needs` says whether it awaits our answer."""
    received = hear(
        conversation=conversation,
        heard=Heard(
            channel=Channel.EMAIL,
            text=words_of(mail),
            at=arrival.arrived_at,
            subject=mail.subject,
            quoted=disarm(mail.quoted),
            html=disarm(mail.html),
            from_address=arrival.from_address,
            from_name=mail.from_name,
            arrival=arrival,
            needs_answer=needs,
        ),
        now=now,
    )
    original = [] if mail.whole else [Piece(ORIGINAL, "message/rfc822", raw)]
    keep_pieces(received, [*mail.pieces, *original])


def words_of(mail: Parsed) -> str:
    """What they wrote; the marks that stand for links in our letters mean nothing in theirs."""
    return disarm(mail.new if mail.whole else f"{mail.new}\n\n{NOT_WHOLE}".strip())
