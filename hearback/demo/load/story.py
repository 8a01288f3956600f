"""Lives through deeds in the order of their moments, with all that falls due in between."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from hearback.demo.load.facts import MISTYPED_HOST
from hearback.demo.travel import pass_time, tend

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from hearback.channels.models import Message
    from hearback.demo.load.facts import Person
    from hearback.demo.post import Post

PROGRESS_EVERY = 100
DECLINE = "answers.decline"


@dataclass(frozen=True)
class Deed:
    """Something somebody does at a moment (aware UTC)."""

    at: datetime
    do: Callable[[datetime], None]
    person: Person | None


def live(
    deeds: Sequence[Deed],
    post: Post,
    *,
    since: datetime,
    until: datetime,
    say: Callable[[str], None],
) -> None:
    """Do every deed at its moment; letters leave, reminders and apologies happen in between."""
    in_order = sorted(deeds, key=lambda deed: deed.at)
    doubtful = {deed.person.email for deed in deeds if deed.person and deed.person.fate == "doubt"}
    post.mishap = lambda message: _mishap(message, doubtful)
    reached = since
    for number, deed in enumerate(in_order):
        pass_time(since=reached, until=deed.at, send=post.deliver_due)
        deed.do(deed.at)
        tend(deed.at, send=post.deliver_due)
        reached = deed.at
        if number and number % PROGRESS_EVERY == 0:
            say(
                _("  {day}: {n} of {all} things have happened.").format(
                    day=f"{deed.at:%d %B}", n=number, all=len(in_order)
                )
            )
    pass_time(since=reached, until=until, send=post.deliver_due)


def _mishap(message: Message, doubtful: set[str]) -> str:
    """What goes wrong with the post now and then: a mistyped address, a worker that died."""
    if message.to_address.endswith(f"@{MISTYPED_HOST}"):
        return "refused"
    if message.purpose == DECLINE and message.to_address in doubtful:
        return "lost"
    return ""
