"""Ways out of the house: what carries a message away, and how each way is doing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Protocol, Self

from django.conf import settings

from hearback.channels.models import Channel
from hearback.kit.links import fill
from hearback.rules.segments import measure

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from types import TracebackType

    from hearback.channels.models import Message

MAIL_BOX, SMS_BOX, CHAT_BOX = 1, 2, 3
MAIL_CHUNK, SMS_CHUNK, CHAT_CHUNK = 100, 10, 5
# As many as may leave between two looks of the timetable, which come every ten seconds.
PACED_SECONDS = 9.0
# Tries after 1, 5 and 15 minutes, then every 30: together the five days of RFC 5321 4.5.4.1.
# A text that is two hours old helps nobody; by chat, a mail says the same meanwhile.
MAIL_TRIES, SMS_TRIES, CHAT_TRIES = 243, 6, 3


class Outcome(Enum):
    """What a carrier made of one message."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    LATER = "later"
    UNKNOWN = "unknown"
    UNWANTED = "unwanted"
    BY_MAIL = "by mail"  # it goes by mail instead
    NEEDLESS = "needless"  # a mail says the same anyway


@dataclass(frozen=True)
class Verdict:
    """An outcome with the carrier's own words, free of addresses and secrets.

    `key` is what the carrier calls the message, for its later reports.
    """

    outcome: Outcome
    words: str = ""
    key: str = ""


class CarrierDown(Exception):
    """The carrier cannot be used at all right now: it has not taken the message.

    `pause` is how many seconds it asked to be left alone, 0 when it did not say.
    """

    def __init__(self, words: str, *, pause: int = 0) -> None:
        self.pause = pause
        super().__init__(words)


class Carrier(Protocol):
    """Takes messages away one at a time; open for one turn of the outbox."""

    def __enter__(self) -> Self:
        """Begin a turn."""
        ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End it."""
        ...

    def connect(self) -> None:
        """Be ready for the next message. Raises CarrierDown with the reason."""
        ...

    def hand_over(self, message: Message, *, now: datetime) -> Verdict:
        """Give one message away. Raises CarrierDown when it took none of it."""
        ...


def one_letter(message: Message) -> int:
    """A letter is one, however long."""
    del message
    return 1


def parts_of(text: str) -> int:
    """In how many billed parts a text leaves, its links and codes filled in."""
    return measure(fill(text, codes=True)).parts


def _parts_of_text(message: Message) -> int:
    return parts_of(message.text)


@dataclass(frozen=True)
class Way:
    """One way out: its channel, the row that says how it does, and who carries; None when nobody.

    `chunk` messages are taken up at once; after a turn the way rests for as long as what it carried
    needs at the carrier's pace, in parts a second (0: no limit). `parts` says how many of those a
    message is: a letter is one, a long text several.
    """

    channel: Channel
    box: int
    carrier: Callable[[], Carrier] | None
    chunk: int
    most_tries: int
    pace: float = 0.0
    parts: Callable[[Message], int] = one_letter


def ways_out() -> tuple[Way, ...]:
    """Every way out, as the settings have it."""
    return (_by_mail(), _by_text(), _by_chat())


def _by_mail() -> Way:
    from hearback.channels.relay import Relay  # noqa: PLC0415  it is one of the carriers

    address = settings.HEARBACK_RELAY
    pace = address.pace if address else 0.0
    return Way(
        Channel.EMAIL,
        MAIL_BOX,
        None if address is None else lambda: Relay(address),
        # Small enough that somebody at the form does not wait behind a long rest.
        chunk=max(1, int(pace * PACED_SECONDS)) if pace else MAIL_CHUNK,
        most_tries=MAIL_TRIES,
        pace=pace,
    )


def _by_text() -> Way:
    from hearback.channels.sms import gateway_of  # noqa: PLC0415

    gateway = settings.HEARBACK_SMS
    return Way(
        Channel.SMS,
        SMS_BOX,
        None if gateway is None else lambda: gateway_of(gateway),
        chunk=SMS_CHUNK,
        most_tries=SMS_TRIES,
        pace=gateway.pace if gateway else 0.0,
        parts=_parts_of_text,
    )


def _by_chat() -> Way:
    from hearback.channels.chat import ChatLine  # noqa: PLC0415

    return Way(Channel.CHAT, CHAT_BOX, ChatLine, chunk=CHAT_CHUNK, most_tries=CHAT_TRIES)
