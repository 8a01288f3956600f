"""Feedback that is safe and useful: what may be said to somebody, and what it must rest on.

One or two true points, each tied to something the opening needs and to what was seen; nothing else
(section 4 of the domain facts).
"""

from hearback.rules.feedback.drafting import Point, drafted
from hearback.rules.feedback.level import MOST, Level, Side
from hearback.rules.feedback.never import Never, never_said
from hearback.rules.feedback.wording import Claim, Wrong, problems

__all__ = [
    "MOST",
    "Claim",
    "Level",
    "Never",
    "Point",
    "Side",
    "Wrong",
    "drafted",
    "never_said",
    "problems",
]
