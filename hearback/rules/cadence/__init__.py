"""When to follow up with whoever owes us a word: at their pace, in their hours, with courtesy."""

from hearback.rules.cadence.day import plan
from hearback.rules.cadence.habit import Habit, habit_of
from hearback.rules.cadence.nouns import MOST, Act, Manner, Next, Owed, Tone
from hearback.rules.cadence.pace import HORIZON, USUAL, Curve, Seen, learn, team_curve
from hearback.rules.cadence.steps import next_step, ring_by, tone_of
from hearback.rules.cadence.ways import way_for

__all__ = [
    "HORIZON",
    "MOST",
    "USUAL",
    "Act",
    "Curve",
    "Habit",
    "Manner",
    "Next",
    "Owed",
    "Seen",
    "Tone",
    "habit_of",
    "learn",
    "next_step",
    "plan",
    "ring_by",
    "team_curve",
    "tone_of",
    "way_for",
]
