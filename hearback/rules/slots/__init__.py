"""Finding times for a visit of several parts, in order: people, rooms, hours and limits agree."""

from hearback.rules.slots.decency import NEARLY_ALL_DAY, decent_hours, whole_days
from hearback.rules.slots.search import find, find_at
from hearback.rules.slots.visit import STEP, Part, Person, Room, Slot, Step, Visit, moment_of

__all__ = [
    "NEARLY_ALL_DAY",
    "STEP",
    "Part",
    "Person",
    "Room",
    "Slot",
    "Step",
    "Visit",
    "decent_hours",
    "find",
    "find_at",
    "moment_of",
    "whole_days",
]
