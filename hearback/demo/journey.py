"""Moves the demo's clock ahead and lives through what falls due on the way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext as _

from hearback.channels import outbox
from hearback.channels.models import Outbox
from hearback.demo import diary
from hearback.demo.post import Post
from hearback.demo.travel import pass_time, tend
from hearback.kit.errors import Refused
from hearback.rules.wall import zone_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from hearback.demo.travel import Send

NOT_AT_ALL = timedelta(0)
# Every moment on the way is tended, so a journey of a year would take minutes.
LONGEST = timedelta(weeks=8)


@dataclass(frozen=True)
class Journey:
    """Where the clock is now (aware UTC), a sentence that counts, and everything that happened."""

    now: datetime
    summary: str
    sentences: list[str]


@dataclass(frozen=True)
class Clock:
    """The demo's clock: what it says, and what lets it run ahead by a span."""

    now: Callable[[], datetime]
    advance: Callable[[timedelta], object]

    def run_ahead(self, moment: datetime) -> None:
        """Let it show at least this moment: time also passes by itself while we work."""
        self.advance(max(moment - self.now(), NOT_AT_ALL))


def advance(by: timedelta, *, zone: str, hands: Clock) -> Journey:
    """Let the demo's clock run ahead; reminders, letters and apologies come at their own moments.

    `zone` is whose time the sentences are told by. Raises Refused outside a demo, for a step back
    and for more than eight weeks at once.
    """
    if not settings.HEARBACK_DEMO:
        raise Refused(_("This is not a demo: real people's dates do not move."))
    if not NOT_AT_ALL < by <= LONGEST:
        raise Refused(_("The clock goes forward only, by eight weeks at most at once."))
    since, start = diary.last_page(), hands.now()
    target, send = start + by, _sending(hands)
    tend(start, send=send)
    pass_time(since=start, until=target, send=send, arrive=hands.run_ahead)
    hands.run_ahead(target)
    tend(target, send=send)
    told = diary.sentences(since, zone_of(zone))
    return Journey(hands.now(), diary.summary(since), told)


def _sending(hands: Clock) -> Send:
    """What sends letters here: the relay, or without one the demo's own post."""
    if settings.HEARBACK_RELAY is not None:
        return lambda _moment: outbox.send_due(clock=hands.now)
    if Outbox.objects.filter(held_since__isnull=False).exists():
        return lambda _moment: 0
    post = Post()

    def send(moment: datetime) -> int:
        sent = post.deliver_due(moment)
        post.put_away()
        return sent

    return send
