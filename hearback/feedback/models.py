"""The nouns of feedback, gathered from its rooms so that Django finds them."""

from hearback.feedback.asking.models import About, Ask, Tap
from hearback.feedback.circle.models import (
    Feedback,
    FeedbackLevel,
    Helped,
    Keen,
    LevelRule,
    PassedOn,
    Point,
    PointSide,
    Said,
)
from hearback.feedback.following.models import Reminder
from hearback.feedback.hearing.models import Heard, Reading

__all__ = [
    "About",
    "Ask",
    "Feedback",
    "FeedbackLevel",
    "Heard",
    "Helped",
    "Keen",
    "LevelRule",
    "PassedOn",
    "Point",
    "PointSide",
    "Reading",
    "Reminder",
    "Said",
    "Tap",
]
