"""What people of the demo company say of dealing with it, each line once; not everybody answers."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from hearback.demo.load.dice import Dice
from hearback.surveys.actions import Told, count_opinions, tell
from hearback.surveys.models import Asking

if TYPE_CHECKING:
    from datetime import datetime

HOUR = timedelta(hours=1)
# Nobody answers at once, and after so long nobody does any more.
AT_ONCE, FORGOTTEN = 5 * HOUR, timedelta(days=3)


@dataclass
class Voices:
    """The lines of `said.toml`, and how many of each moment have been said."""

    facts: dict[str, Any]
    said: Counter[str] = field(default_factory=Counter)

    def of(self, who: str, moment: str) -> Told | None:
        """What this mailbox says of this moment; None where they say nothing."""
        own = self.facts["by"].get(who, {}).get(moment)
        if own is not None:
            return Told(**own)
        if not Dice(f"said {who} {moment}").chance(self.facts["answering"][moment]):
            return None
        lines = self.facts[moment]
        number = self.said[moment]
        self.said[moment] += 1
        told = Told(**lines[number % len(lines)])
        return told if number < len(lines) else Told(told.recommend, told.relationship, told.buying)


def say_how_it_was(voices: Voices, *, now: datetime) -> int:
    """Let those who were asked by `now` (aware) answer, and count; returns how many did."""
    asked = Asking.objects.filter(asked_at__lt=now - AT_ONCE, asked_at__gt=now - FORGOTTEN)
    number = 0
    for asking in asked.filter(opinion=None).select_related("candidate").order_by("pk"):
        email = asking.candidate.email if asking.candidate else ""
        told = voices.of(email.partition("@")[0], asking.moment)
        if told is not None:
            tell(asking=asking, told=told, now=now)
            number += 1
    count_opinions(now=now)
    return number
