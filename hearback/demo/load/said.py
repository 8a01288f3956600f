"""What candidates of the demo company say of dealing with it: about half of those asked answer."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from hearback.demo.load.dice import Dice
from hearback.rules.measures import Buying
from hearback.surveys.actions import Told, count_opinions, tell
from hearback.surveys.models import Asking

if TYPE_CHECKING:
    from datetime import datetime

HOUR = timedelta(hours=1)
ANSWERING, WRITING = 0.55, 0.6
# Score and relationship go together; what is drawn more often stands more often.
MOODS = (
    (10, 4, Buying.YES, "Susan said by when, and it was so."),
    (9, 4, Buying.YES, "I knew every day where I stood."),
    (9, 3, Buying.YES, "A real reason, and a course I have booked."),
    (9, 3, Buying.NEVER_DID, "No account, no password, ten minutes."),
    (8, 3, Buying.YES, "Clear and quick. The form could ask less."),
    (8, 3, Buying.YES, ""),
    (7, 2, Buying.UNSURE, "Polite, but the second week was long."),
    (5, 2, Buying.YES, "I would have liked to talk to somebody."),
    (2, 1, Buying.NO, "You told me a day later than you said."),
)


def say_how_it_was(*, now: datetime) -> int:
    """Let those who were asked by `now` (aware) answer, and count; returns how many did."""
    number = 0
    asked = Asking.objects.filter(asked_at__lt=now - 8 * HOUR).select_related("candidate")
    for asking in asked.order_by("pk"):
        email = asking.candidate.email if asking.candidate else ""
        dice = Dice(f"said {email} {asking.moment}")
        if asking.asked_at is None or not dice.chance(ANSWERING):
            continue
        recommend, relationship, buying, line = dice.pick(MOODS)
        told = Told(recommend, relationship, buying, line if dice.chance(WRITING) else "")
        tell(asking=asking, told=told, now=asking.asked_at + dice.between(0.2, 7) * HOUR)
        number += 1
    count_opinions(now=now)
    return number
