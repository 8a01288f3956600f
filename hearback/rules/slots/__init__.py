"""Finding times for a visit of several parts, in order: people, rooms, hours and limits agree."""

from hearback.rules.slots.decency import days_between, decent_hours, whole_days, window
from hearback.rules.slots.minutes import Minutes
from hearback.rules.slots.search import find, find_at
from hearback.rules.slots.visit import STEP, Part, Person, Room, Slot, Step, Visit, moment_of

__all__ = [
    "STEP",
    "Minutes",
    "Part",
    "Person",
    "Room",
    "Slot",
    "Step",
    "Visit",
    "days_between",
    "decent_hours",
    "find",
    "find_at",
    "moment_of",
    "whole_days",
    "window",
]
