"""Promises: the one door to their terms, their ladder and what became of them."""

from datetime import datetime
from enum import StrEnum

from hearback.rules.calendar import WorkingCalendar, add_working_days
from hearback.rules.ladder import Ladder, Step, ladder, next_moment, steps_due
from hearback.rules.terms import Due, Terms, Unit, due_moment, words

__all__ = [
    "APOLOGY",
    "FIRST_ANSWER",
    "Due",
    "Ladder",
    "PromiseState",
    "Step",
    "Terms",
    "Unit",
    "beyond_limit",
    "due_moment",
    "ladder",
    "may_renegotiate",
    "new_date",
    "next_moment",
    "steps_due",
    "verdict",
    "words",
]

FIRST_ANSWER = Terms(5, Unit.WORKING_DAYS)
APOLOGY = Terms(1, Unit.WORKING_DAYS)
LONGEST_WORKING_DAYS = 10  # rule 2 of the domain facts: beyond this the candidate is shown a reason


class PromiseState(StrEnum):
    """What became of a promise; an answer after the due moment makes it kept late, never kept."""

    OPEN = "open"
    KEPT = "kept"
    KEPT_LATE = "kept_late"
    BROKEN = "broken"
    RELEASED = "released"
    RENEGOTIATED = "renegotiated"


def verdict(due_at: datetime, evidence_at: datetime) -> PromiseState:
    """Kept when something reached the promisee by the due moment, that included; else kept late."""
    return PromiseState.KEPT if evidence_at <= due_at else PromiseState.KEPT_LATE


def may_renegotiate(due_at: datetime, told_at: datetime) -> bool:
    """Whether a new date replaces the old: only if told before it; else the old one is broken."""
    return told_at < due_at


def beyond_limit(due_at: datetime, made_at: datetime, calendar: WorkingCalendar) -> bool:
    """Whether a first answer is due later than ten working days, so that a reason is owed too."""
    return due_at > add_working_days(calendar, made_at, LONGEST_WORKING_DAYS)


def new_date(terms: Terms | None, broken_at: datetime, calendar: WorkingCalendar) -> Due:
    """The date an apology names: one working day after `broken_at` unless `terms` say otherwise."""
    return due_moment(terms or APOLOGY, broken_at, calendar)
