"""The way out to somebody's calendar server, its refusals in sentences about calendars."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

from hearback.interviews.calendars.reading import troubles
from hearback.kit import outside
from hearback.kit.outside import Why

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_SENTENCES: Mapping[Why, Callable[[str], troubles.Unreadable]] = {
    Why.PRIVATE: troubles.is_private,
    Why.IN_THE_CLEAR: troubles.is_in_the_clear,
    Why.UNKNOWN: troubles.is_unknown,
    Why.SLOW: troubles.is_slow,
    Why.DOWN: troubles.is_down,
}


class Watch(outside.Watch):
    """A watch that lets calendars be read where HEARBACK_PRIVATE_CALENDARS opened a network.

    Whoever asks within it hears Unreadable where there is no way.
    """

    def __init__(self, seconds: float, *, inside_only: bool = False) -> None:
        super().__init__(
            seconds,
            inside=settings.HEARBACK_PRIVATE_CALENDARS,
            inside_only=inside_only,
            refusal=lambda why, host: _SENTENCES[why](host),
        )
