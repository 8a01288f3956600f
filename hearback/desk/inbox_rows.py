"""Conversations as rows of the inbox: who, what they said last, by when they were told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from hearback.desk.words import broken_before
from hearback.ledger.models import PromiseState
from hearback.pipeline.models import ApplicationState, ConversationState
from hearback.rules.names import greeting_name

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.accounts.models import Member
    from hearback.desk.queries.inbox import Page
    from hearback.ledger.models import Promise
    from hearback.pipeline.models import Conversation


@dataclass(frozen=True)
class Line:
    """One conversation as a row; `clock` is the promise it waits by, None where nobody waits."""

    url: str
    name: str
    about: str
    words: str
    at: datetime
    clock: Promise | None
    snoozed_until: datetime | None
    owner: str
    writing: str

    @property
    def was_let_down(self) -> bool:
        """Whether they were told a time that passed, and have a new one."""
        return self.clock is not None and self.clock.state == PromiseState.BROKEN


def lines_of(page: Page, member: Member) -> list[Line]:
    """These conversations as rows, in the same order; who was let down already comes first."""
    lines = [_line(one, page.promises.get(one.pk), member) for one in page.conversations]
    return sorted(lines, key=lambda line: not line.was_let_down)


def _line(conversation: Conversation, promise: Promise | None, member: Member) -> Line:
    waits = conversation.state == ConversationState.AWAITS_US
    draft = getattr(conversation, "draft", None)
    writer = draft.by if draft is not None and draft.by_id != member.pk else None
    return Line(
        url=reverse("desk:conversation", args=[conversation.public_id]),
        name=conversation.name or conversation.address or conversation.phone or _("Somebody"),
        about=_about(conversation),
        words=conversation.last_words,
        at=conversation.last_at,
        clock=(broken_before(promise) or promise) if promise and waits else None,
        snoozed_until=conversation.snoozed_until if waits else None,
        owner="" if conversation.owner_id == member.pk else greeting_name(conversation.owner.name),
        writing=_writing(writer.name) if writer else "",
    )


def _writing(name: str) -> str:
    return _("{name} is writing").format(name=greeting_name(name))


def _about(conversation: Conversation) -> str:
    application = conversation.application
    if application is not None:
        going_on = application.state == ApplicationState.IN_PROGRESS
        where = application.stage.name if going_on else application.get_state_display().lower()
        return f"{application.opening.title}, {where}"
    if conversation.opening is not None:
        return _("{opening}, did not apply").format(opening=conversation.opening.title)
    return _("Did not apply")
