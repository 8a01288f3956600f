"""The candidate's conversation with us in plain words: what was said, and what was promised."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hearback.pipeline.models import Conversation
from hearback.portal import queries

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.ledger.models import Promise
    from hearback.pipeline.models import Application


@dataclass(frozen=True)
class Turn:
    """One thing somebody said; `who` is empty for the candidate."""

    at: datetime
    words: str
    who: str = ""


@dataclass(frozen=True)
class Talk:
    """Everything said, oldest first, and what was promised in answer to it."""

    turns: list[Turn] = field(default_factory=list)
    promise: Promise | None = None
    is_late: bool = False
    was_let_go: bool = False


def talk_of(application: Application, *, now: datetime) -> Talk:
    """What was said about this application, as far as its candidate has it already.

    A reply shows once the mail server has taken it; until then its promise stands.
    """
    conversation = Conversation.objects.filter(application=application).first()
    if conversation is None:
        return Talk()
    theirs = [Turn(one.at, one.text) for one in queries.heard_from(conversation)]
    ours = [
        Turn(one.message.accepted_at or one.at, one.text, one.by.name)
        for one in queries.replies_given(conversation)
    ]
    promise = queries.promised_reply(conversation)
    turns = sorted([*theirs, *ours], key=lambda turn: turn.at)
    is_quiet = promise is None and bool(turns) and not turns[-1].who
    return Talk(
        turns=turns,
        promise=promise,
        is_late=promise is not None and queries.is_late(promise, now=now),
        was_let_go=is_quiet and queries.was_let_go(conversation),
    )
