"""What the chapters want to do with mail before it is only words: `story.py` fills this in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.channels.models import Arrival
    from hearback.channels.parsing import Parsed
    from hearback.inbox.arrivals.outcome import Heeded, Sorted
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


class HeedWord(Protocol):
    """Hears what somebody we asked about a candidate says by mail."""

    def __call__(
        self, mail: Parsed, arrival: Arrival, *, ours: str, now: datetime
    ) -> Sorted | None:
        """What became of it; None for mail that is no such word. `ours` is our reply address."""
        ...


class HeedText(Protocol):
    """The same for a text message, from a number in E.164."""

    def __call__(
        self, words: str, arrival: Arrival, *, number: str, now: datetime
    ) -> Sorted | None:
        """What became of it; None for a number of nobody we asked."""
        ...


_apply: Apply | None = None
_ask: Ask | None = None
_heed: Heed | None = None
_heed_word: HeedWord | None = None
_heed_text: HeedText | None = None


def learn(*, apply: Apply, ask: Ask, heed: Heed, word: HeedWord, text: HeedText) -> None:
    """Take over what `story.py` says; called once, when Django is ready."""
    global _apply, _ask, _heed, _heed_word, _heed_text
    _apply, _ask, _heed, _heed_word, _heed_text = apply, ask, heed, word, text


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


def heed_word(mail: Parsed, arrival: Arrival, *, ours: str, now: datetime) -> Sorted | None:
    """See `HeedWord`."""
    return _heed_word(mail, arrival, ours=ours, now=now) if _heed_word else None


def heed_text(words: str, arrival: Arrival, *, number: str, now: datetime) -> Sorted | None:
    """See `HeedText`."""
    return _heed_text(words, arrival, number=number, now=now) if _heed_text else None
