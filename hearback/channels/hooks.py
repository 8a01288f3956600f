"""What upper rooms want to be asked before a message leaves and told after it was accepted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from hearback.channels.models import Message


class Guard(Protocol):
    """Looks at messages about to leave; returns, for those that must not, the reason by id."""

    def __call__(self, messages: Sequence[Message], *, now: datetime) -> Mapping[int, str]:
        """Reasons to stop, by the id of the message."""
        ...


@dataclass(frozen=True)
class Wait:
    """Why a message does not leave now: until a moment (aware), or until a person sees to it."""

    why: str
    until: datetime | None = None


class Mind(Protocol):
    """Looks at messages about to leave; returns, for those that must wait, how, by id."""

    def __call__(self, messages: Sequence[Message], *, now: datetime) -> Mapping[int, Wait]:
        """How long each of those waits, by the id of the message."""
        ...


class Dress(Protocol):
    """Changes how messages look, in place and in their rows, just before they leave."""

    def __call__(self, messages: Sequence[Message]) -> None:
        """Change what has to look different."""
        ...


class Settle(Protocol):
    """Draws the consequences of messages that reached a named state; may run again for the same."""

    def __call__(self, messages: Sequence[Message], *, now: datetime) -> None:
        """Draw the consequences."""
        ...


_guards: dict[str, Guard] = {}
_accepted: tuple[Settle, ...] = ()
_undelivered: tuple[Settle, ...] = ()
_stopped: tuple[Settle, ...] = ()
_returned: tuple[Settle, ...] = ()
_waiting: tuple[Settle, ...] = ()
_minds: tuple[Mind, ...] = ()
_dresses: tuple[Dress, ...] = ()


def learn(
    *,
    before_sending: Mapping[str, Guard],
    accepted: Sequence[Settle],
    undelivered: Sequence[Settle],
    stopped: Sequence[Settle],
    returned: Sequence[Settle],
    waiting: Sequence[Settle],
    minds: Sequence[Mind],
    dresses: Sequence[Dress],
) -> None:
    """Take over the tables of `story.py`; called once, when Django is ready."""
    global _accepted, _undelivered, _stopped, _returned, _waiting, _minds, _dresses  # noqa: PLW0603  one registry, filled once at start
    _guards.clear()
    _guards.update(before_sending)
    _accepted = tuple(accepted)
    _undelivered = tuple(undelivered)
    _stopped = tuple(stopped)
    _returned = tuple(returned)
    _waiting, _minds, _dresses = tuple(waiting), tuple(minds), tuple(dresses)


def reasons_to_stop(messages: Sequence[Message], *, now: datetime) -> dict[int, str]:
    """Which of these must not leave any more, and why: the world may have changed since."""
    stops: dict[int, str] = {}
    for purpose in {message.purpose for message in messages} & _guards.keys():
        same = [message for message in messages if message.purpose == purpose]
        stops.update(_guards[purpose](same, now=now))
    return stops


def reasons_to_wait(messages: Sequence[Message], *, now: datetime) -> dict[int, Wait]:
    """Which of these must not leave now, why, and until when."""
    waits: dict[int, Wait] = {}
    for mind in _minds:
        waits.update(mind(messages, now=now))
    return waits


def dress(messages: Sequence[Message]) -> None:
    """Let messages that leave now look as their reader wants them to."""
    for change in _dresses:
        change(messages)


def settle_waiting(messages: Sequence[Message], *, now: datetime) -> None:
    """Tell every listener that these were laid aside, or wait for a later moment."""
    for settle in _waiting:
        settle(messages, now=now)


def settle_accepted(messages: Sequence[Message], *, now: datetime) -> None:
    """Tell every listener that the relay has accepted these."""
    for settle in _accepted:
        settle(messages, now=now)


def settle_undelivered(messages: Sequence[Message], *, now: datetime) -> None:
    """Tell every listener that these did not reach anybody, or that nobody knows."""
    for settle in _undelivered:
        settle(messages, now=now)


def settle_stopped(messages: Sequence[Message], *, now: datetime) -> None:
    """Tell every listener that a guard kept these from leaving."""
    for settle in _stopped:
        settle(messages, now=now)


def settle_returned(messages: Sequence[Message], *, now: datetime) -> None:
    """Tell every listener that these came back after they had left."""
    for settle in _returned:
        settle(messages, now=now)
