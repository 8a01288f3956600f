"""What the chapters want to do with mail before it is only words: `story.py` fills this in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.channels.parsing import Parsed
    from hearback.inbox.arrivals.outcome import Heeded
    from hearback.pipeline.models import Conversation, Opening


class Apply(Protocol):
    """Makes an application of a mail about an opening."""

    def __call__(
        self, mail: Parsed, *, opening: Opening, known: Conversation | None, now: datetime
    ) -> tuple[Conversation, bool] | None:
        """The conversation about it, and whether the application is new; None without a CV.

        `known` is the conversation in which a stranger talked about the opening before.
        """
        ...


class Ask(Protocol):
    """Writes to somebody who asked about an opening without sending a CV."""

    def __call__(self, conversation: Conversation, *, now: datetime) -> None:
        """Ask, once."""
        ...


class Heed(Protocol):
    """Does what the calendar entry in a mail asks for, such as an answer to an invitation."""

    def __call__(self, mail: Parsed, *, now: datetime) -> Heeded | None:
        """What was made of it; None for an entry that is none of ours, a file like any other."""
        ...


_apply: Apply | None = None
_ask: Ask | None = None
_heed: Heed | None = None


def learn(*, apply: Apply, ask: Ask, heed: Heed) -> None:
    """Take over what `story.py` says; called once, when Django is ready."""
    global _apply, _ask, _heed
    _apply, _ask, _heed = apply, ask, heed


def apply_by_mail(
    mail: Parsed, *, opening: Opening, known: Conversation | None, now: datetime
) -> tuple[Conversation, bool] | None:
    """See `Apply`."""
    return _apply(mail, opening=opening, known=known, now=now) if _apply else None


def ask_for_cv(conversation: Conversation, *, now: datetime) -> None:
    """See `Ask`."""
    if _ask:
        _ask(conversation, now=now)


def heed_calendar(mail: Parsed, *, now: datetime) -> Heeded | None:
    """See `Heed`; only asked of mails that bring a calendar entry."""
    return _heed(mail, now=now) if _heed and mail.calendar else None
