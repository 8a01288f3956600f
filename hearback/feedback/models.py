"""The nouns of feedback, gathered from its rooms so that Django finds them."""

from hearback.feedback.asking.models import About, Ask, Tap
from hearback.feedback.following.models import Reminder
from hearback.feedback.hearing.models import Heard, Reading

__all__ = ["About", "Ask", "Heard", "Reading", "Reminder", "Tap"]
